// The usual names of columns, folded to letters and digits. The first name of a field is the one
// adem itself writes.
#include <array>

#include "intake/columns.h"

namespace adem::intake {

namespace {

using Names = std::string_view;

constexpr auto kKey = std::to_array<Names>({"key", "kunci", "stationkey"});
constexpr auto kId = std::to_array<Names>({"id", "idtps", "tpsid", "kodetps", "stationid", "uid"});
constexpr auto kCode = std::to_array<Names>({"code", "kode"});
constexpr auto kNumber = std::to_array<Names>(
    {"number", "notps", "nomortps", "nomertps", "nomor", "tps", "tpsno", "pollingstationnumber"});
constexpr auto kStationName =
    std::to_array<Names>({"name", "nama", "namatps", "stationname", "pollinglocationname",
                          "pollingplacename", "pollingstation", "pollingstationname"});
constexpr auto kType = std::to_array<Names>({"type", "jenis", "jenistps", "tipe"});
constexpr auto kArea = std::to_array<Names>(
    {"area", "kodekel", "kodekelurahan", "kodedesa", "kodekeldesa", "kodedesakelurahan",
     "kodewilayah", "kdkel", "kddesa", "areacode", "villagecode", "idkel", "iddesa"});
constexpr auto kVillage = std::to_array<Names>(
    {"village",    "kelurahan",     "desa",          "nagari",  "gampong", "keldesa",
     "desakel",    "kelurahandesa", "desakelurahan", "kel",     "namakel", "namakelurahan",
     "namadesa",   "kelname1",      "villagename",   "kampung", "pekon",   "electorate1",
     "electorate", "division",      "constituency",  "ward"});
constexpr auto kDistrict =
    std::to_array<Names>({"district", "kecamatan", "kec", "namakec", "namakecamatan", "kecname1",
                          "distrik", "subdistrict", "kapanewon", "kemantren"});
constexpr auto kRegency =
    std::to_array<Names>({"regency", "kabupaten", "kota", "kabkota", "kabupatenkota", "namakab",
                          "namakabkota", "kabname1", "kab"});
constexpr auto kAddress = std::to_array<Names>(
    {"address", "alamat", "alamattps", "alamatlengkap", "streetaddress", "pollingaddress"});
constexpr auto kLat = std::to_array<Names>(
    {"lat", "latitude", "lintang", "garislintang", "y", "ycoord", "koordinaty", "latitudetps"});
constexpr auto kLon =
    std::to_array<Names>({"lon", "lng", "long", "longitude", "bujur", "garisbujur", "x", "xcoord",
                          "koordinatx", "longitudetps"});
constexpr auto kVoters = std::to_array<Names>(
    {"voters", "dpt", "jumlahpemilih", "jmlpemilih", "jumlahdpt", "pemilih", "totalpemilih",
     "totaldpt", "dptlp", "pemilihlp", "lp", "registeredvoters", "electors"});
constexpr auto kMen = std::to_array<Names>(
    {"men", "l", "lk", "lakilaki", "dptl", "dptlk", "pemilihl", "pemilihlakilaki", "male"});
constexpr auto kWomen = std::to_array<Names>(
    {"women", "p", "pr", "perempuan", "dptp", "dptpr", "pemilihp", "pemilihperempuan", "female"});
constexpr auto kVenue =
    std::to_array<Names>({"venue", "venuename", "premises", "lokasi", "lokasitps", "tempat",
                          "namatempat", "gedung", "namagedung"});
constexpr auto kParent = std::to_array<Names>(
    {"parent", "parentcode", "kodeinduk", "induk", "districtcode", "regencycode", "provincecode",
     "kodekec", "kodekecamatan", "kodekab", "kodekabkota", "kodeprov"});
constexpr auto kAreaCode = std::to_array<Names>(
    {"code", "kode", "kodekel", "kodekelurahan", "kodedesa", "kodekeldesa", "kodewilayah", "kdkel",
     "kddesa", "areacode", "villagecode", "kodebps", "kodekemendagri"});
constexpr auto kAreaName = std::to_array<Names>(
    {"name", "nama", "kelurahan", "desa", "nagari", "gampong", "keldesa", "desakel",
     "kelurahandesa", "desakelurahan", "namakel", "namakelurahan", "namadesa", "kelname1",
     "village", "villagename", "areaname", "namobj", "wadmkd"});
constexpr auto kScheme = std::to_array<Names>({"scheme", "skema"});
constexpr auto kWkt = std::to_array<Names>({"wkt", "geometry", "geom"});
constexpr auto kFloor = std::to_array<Names>(
    {"floorheightm", "floorheight", "tinggilantai", "tinggilantaim", "lantai"});
constexpr auto kWidth = std::to_array<Names>({"widthm", "width", "lebar", "lebarm"});
constexpr auto kLength = std::to_array<Names>({"lengthm", "length", "panjang", "panjangm"});
constexpr auto kHosts = std::to_array<Names>({"hosts", "dayatampungtps", "dayatampung", "kapasitas",
                                              "kapasitastps", "jumlahtps", "muattps", "capacity"});
constexpr auto kAccess = std::to_array<Names>({"access", "akses", "jalanmasuk"});
constexpr auto kConsent = std::to_array<Names>(
    {"consent", "izin", "izinpemilik", "persetujuan", "persetujuanpemilik", "ownerconsent"});
constexpr auto kVenueKey = std::to_array<Names>({"key", "kunci", "id", "kode", "code", "venueid"});
constexpr auto kVenueName =
    std::to_array<Names>({"name", "nama", "venue", "venuename", "premises", "namatempat",
                          "namagedung", "gedung", "tempat", "lokasi"});

constexpr auto kStations = std::to_array<FieldNames>({{"key", kKey},
                                                      {"id", kId},
                                                      {"code", kCode},
                                                      {"number", kNumber},
                                                      {"name", kStationName},
                                                      {"type", kType},
                                                      {"area", kArea},
                                                      {"village", kVillage},
                                                      {"district", kDistrict},
                                                      {"regency", kRegency},
                                                      {"address", kAddress},
                                                      {"lat", kLat},
                                                      {"lon", kLon},
                                                      {"voters", kVoters},
                                                      {"men", kMen},
                                                      {"women", kWomen},
                                                      {"venue", kVenue}});

constexpr auto kAreas = std::to_array<FieldNames>({{"code", kAreaCode},
                                                   {"name", kAreaName},
                                                   {"parent", kParent},
                                                   {"scheme", kScheme},
                                                   {"district", kDistrict},
                                                   {"regency", kRegency},
                                                   {"wkt", kWkt}});

constexpr auto kVenues = std::to_array<FieldNames>({{"key", kVenueKey},
                                                    {"name", kVenueName},
                                                    {"address", kAddress},
                                                    {"area", kArea},
                                                    {"village", kVillage},
                                                    {"district", kDistrict},
                                                    {"regency", kRegency},
                                                    {"lat", kLat},
                                                    {"lon", kLon},
                                                    {"floor_height_m", kFloor},
                                                    {"width_m", kWidth},
                                                    {"length_m", kLength},
                                                    {"hosts", kHosts},
                                                    {"access", kAccess},
                                                    {"consent", kConsent},
                                                    {"wkt", kWkt}});

}  // namespace

std::span<const FieldNames> station_fields() { return kStations; }
std::span<const FieldNames> area_fields() { return kAreas; }
std::span<const FieldNames> venue_fields() { return kVenues; }

}  // namespace adem::intake
