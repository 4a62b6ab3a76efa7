// The usual names of the columns of places, crews and homes, folded to letters and digits; and the
// headings under which lists write about persons.
#include <algorithm>
#include <array>

#include "intake/columns.h"
#include "intake/place_words.h"
#include "intake/text.h"

namespace adem::intake {

namespace {

using Names = std::string_view;

constexpr auto kKey = std::to_array<Names>({"key", "kunci", "id", "kode", "code", "placeid"});
constexpr auto kKind =
    std::to_array<Names>({"kind", "jenis", "jenistempat", "type", "tipe", "fungsi"});
constexpr auto kName = std::to_array<Names>({"name", "nama", "namatempat", "place", "tempat"});
constexpr auto kArea = std::to_array<Names>(
    {"area", "kodekel", "kodekelurahan", "kodedesa", "kodekeldesa", "kodedesakelurahan",
     "kodewilayah", "wilayah", "kdkel", "kddesa", "areacode", "villagecode", "serves", "melayani"});
constexpr auto kVillage =
    std::to_array<Names>({"village", "kelurahan", "desa", "keldesa", "desakel", "kelurahandesa",
                          "desakelurahan", "kel", "namakel", "namadesa", "kampung", "nagari"});
constexpr auto kDistrict =
    std::to_array<Names>({"district", "kecamatan", "kec", "namakec", "subdistrict"});
constexpr auto kRegency = std::to_array<Names>({"regency", "kabupaten", "kota", "kabkota"});
constexpr auto kLat = std::to_array<Names>(
    {"lat", "latitude", "lintang", "garislintang", "y", "ycoord", "koordinaty"});
constexpr auto kLon = std::to_array<Names>(
    {"lon", "lng", "long", "longitude", "bujur", "garisbujur", "x", "xcoord", "koordinatx"});
constexpr auto kModes = std::to_array<Names>(
    {"modes", "vehicles", "kendaraan", "moda", "angkutan", "mode", "vehicle", "alatangkut"});
constexpr auto kWkt = std::to_array<Names>({"wkt", "geometry", "geom"});

constexpr auto kStation =
    std::to_array<Names>({"station", "key", "kunci", "stationkey", "tps", "kodetps", "idtps",
                          "nomortps", "notps", "pollingstation"});
constexpr auto kCrewVillage = std::to_array<Names>(
    {"village", "desa", "kelurahan", "keldesa", "desakelurahan", "kelurahandesa", "desaasal",
     "asal", "desatempattinggal", "crewvillage", "home", "kampung", "area", "kodedesa"});
constexpr auto kMembers =
    std::to_array<Names>({"members", "anggota", "jumlahanggota", "jmlanggota", "jumlah", "count",
                          "jumlahkpps", "jumlahpetugas", "petugas", "crew"});

constexpr auto kResidents = std::to_array<Names>(
    {"residents", "penduduk", "jumlahpenduduk", "jiwa", "jumlahjiwa", "people", "population", "pop",
     "populasi", "penghuni", "jumlahpenghuni", "voters", "pemilih", "jumlahpemilih"});

constexpr auto kPlaces = std::to_array<FieldNames>({{"key", kKey},
                                                    {"kind", kKind},
                                                    {"name", kName},
                                                    {"area", kArea},
                                                    {"village", kVillage},
                                                    {"district", kDistrict},
                                                    {"regency", kRegency},
                                                    {"lat", kLat},
                                                    {"lon", kLon},
                                                    {"modes", kModes},
                                                    {"wkt", kWkt}});
constexpr auto kCrews = std::to_array<FieldNames>(
    {{"station", kStation}, {"village", kCrewVillage}, {"members", kMembers}});
constexpr auto kHomes = std::to_array<FieldNames>(
    {{"lat", kLat}, {"lon", kLon}, {"residents", kResidents}, {"wkt", kWkt}});

// Whole headings, and beginnings of them.
constexpr auto kPersonWhole = std::to_array<Names>(
    {"name", "nama", "nik", "ktp", "noktp", "kk",    "nokk",     "hp", "nohp", "wa",  "nowa",
     "umur", "usia", "age", "sex", "jk",    "ketua", "tgllahir", "rt", "rw",   "rtrw"});
constexpr auto kPersonBegin = std::to_array<Names>(
    {"namaanggota",  "namakpps",    "namapetugas", "namalengkap",  "namaketua", "fullname",
     "membername",   "firstname",   "lastname",    "alamat",       "address",   "telp",
     "telepon",      "phone",       "mobile",      "nomorhp",      "email",     "surel",
     "tanggallahir", "tempatlahir", "birth",       "jeniskelamin", "gender",    "agama",
     "religion",     "pekerjaan",   "person",      "orang"});

}  // namespace

std::span<const FieldNames> place_fields() { return kPlaces; }
std::span<const FieldNames> crew_fields() { return kCrews; }
std::span<const FieldNames> home_fields() { return kHomes; }

bool tells_of_persons(std::string_view heading) {
  const std::string plain = folded(heading);
  return std::ranges::find(kPersonWhole, plain) != kPersonWhole.end() ||
         std::ranges::any_of(kPersonBegin,
                             [&plain](std::string_view begin) { return plain.starts_with(begin); });
}

}  // namespace adem::intake
