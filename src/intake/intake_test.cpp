#include "intake/intake.h"

#include <filesystem>
#include <functional>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/file.h"
#include "intake/listing.h"
#include "shared_data.h"

namespace adem::intake {
namespace {

namespace fs = std::filesystem;
using election::Area;
using election::Flag;
using election::StationText;

class IntakeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    directory_ = fs::path(::testing::TempDir()) / (std::string("intake-") + info->name());
    fs::remove_all(directory_);
    fs::create_directories(directory_);
    options_.election = "pilkada-2024";
  }
  void TearDown() override { fs::remove_all(directory_); }
  std::string file(const std::string& content, const std::string& name = "list.csv") const {
    const auto path = (directory_ / name).string();
    write_file_atomic(path, content);
    return path;
  }
  StationsResult stations(const std::string& csv, const std::vector<Area>& areas = {}) const {
    return read_stations(file(csv), areas, options_);
  }
  fs::path directory_;
  Options options_;
};

// Two villages side by side in squares of 0.1 degrees, west and east of 106.7.
std::vector<Area> two_villages() {
  const auto square = [](double x, double y) {
    return geo::Shape{{{{x, y}, {x + 0.1, y}, {x + 0.1, y + 0.1}, {x, y + 0.1}, {x, y}}}};
  };
  return {{"36.71.01.1001", "kemendagri", "Kulon", "36.71.01", square(106.6, -6.2), ""},
          {"36.71.01.1002", "kemendagri", "Wetan", "36.71.01", square(106.7, -6.2), ""}};
}

std::size_t flagged(const StationsResult& result, Flag flag) {
  return result.report.flagged.at(static_cast<std::size_t>(flag));
}

std::size_t all_flagged(const StationsResult& result) {
  std::size_t sum = 0;
  for (const auto n : result.report.flagged) sum += n;
  return sum;
}

bool noted(const election::ImportReport& report, const std::string& code) {
  for (const auto& note : report.notes) {
    if (note.code == code) return true;
  }
  return false;
}

constexpr const char* kHeader = "kode_kel,no_tps,lat,lon,dpt\n";

TEST_F(IntakeTest, KpuKeysComeFromCodeAndNumber) {
  const auto got = stations(std::string(kHeader) +
                                "3671011001,1,-6.15,106.65,285\n"
                                "36.71.01.1002,002,\"-6,15\",\"106,75\",\n",
                            two_villages());
  ASSERT_EQ(got.stations.size(), 2U);
  EXPECT_EQ(got.stations.text(0, StationText::key), "3671011001001");
  EXPECT_EQ(got.stations.text(0, StationText::area), "36.71.01.1001");
  EXPECT_EQ(got.stations.voters(0), 285);
  EXPECT_EQ(got.stations.voters(1), -1);
  EXPECT_EQ(got.stations.text(1, StationText::lat_text), "-6,15");
  EXPECT_DOUBLE_EQ(got.stations.lon(1), 106.75);
  EXPECT_EQ(got.stations.id(0), make_id({"pilkada-2024", "kpu", "3671011001001"}));
  EXPECT_EQ(all_flagged(got), 0U);
  EXPECT_TRUE(noted(got.report, "intake.note.key-area-number"));
}

TEST_F(IntakeTest, EachDoubtHasItsFlag) {
  options_.max_voters = 600;
  const auto got = stations(std::string(kHeader) +
                                "3671011001,1,-6.15,1.0665,1\n"         // mis-scaled
                                "3671011001,2,106.65,-6.15,1\n"         // swapped
                                "3671011001,3,-8.5,115.5,1\n"           // outside region
                                "3671011001,4,-6.15,106.75,1\n"         // in Wetan
                                "3671011001,5,-6.151,106.651,1\n"       // shared
                                "3671011001,6,-6.151,106.651,1\n"       // shared
                                "3671011001,7,,,1\n"                    // none
                                "3671011001,8,menyusul,-,1\n"           // not numbers
                                "3671011001,9,-6.152,106.652,601\n"     // too many
                                "3671011001,9,-6.153,106.653,600\n"     // repeated
                                "3671011001,10,-6187316,106638123,\n",  // no decimal mark
                            two_villages());
  EXPECT_EQ(got.report.rows, 11U);
  EXPECT_EQ(got.stations.size(), 11U);
  EXPECT_EQ(flagged(got, Flag::mis_scaled), 2U);
  EXPECT_EQ(flagged(got, Flag::swapped), 1U);
  EXPECT_EQ(flagged(got, Flag::outside_region), 1U);
  EXPECT_EQ(flagged(got, Flag::outside_area), 1U);
  EXPECT_EQ(flagged(got, Flag::shared_point), 2U);
  EXPECT_EQ(flagged(got, Flag::no_coordinates), 2U);
  EXPECT_EQ(flagged(got, Flag::too_many_voters), 1U);
  EXPECT_EQ(flagged(got, Flag::repeated_key), 1U);
  EXPECT_EQ(got.stations.text(9, StationText::key), "3671011001009#2");
  const auto scaled = Json::parse(got.stations.text(0, StationText::doubt));
  EXPECT_EQ(scaled["proposed_lon"], "106.65");
  EXPECT_DOUBLE_EQ(got.stations.lon(0), 1.0665) << "never applied unasked";
  const auto east = Json::parse(got.stations.text(3, StationText::doubt));
  EXPECT_EQ(east["found_area"], "36.71.01.1002");
  EXPECT_NEAR(east["distance_m"].get<double>(), 5528, 10);
  EXPECT_EQ(got.stations.text(7, StationText::lat_text), "menyusul");
  EXPECT_FALSE(got.stations.has_point(10)) << "not on the globe";
  EXPECT_EQ(Json::parse(got.stations.text(10, StationText::doubt))["proposed_lat"], "-6.187316");
}

TEST_F(IntakeTest, ProposalsAreAppliedOnRequestAlone) {
  options_.accept = {Flag::mis_scaled};
  const auto got = stations(std::string(kHeader) +
                                "3671011001,1,-6.15,1.0665,1\n"
                                "3671011001,2,106.65,-6.16,1\n",
                            two_villages());
  EXPECT_DOUBLE_EQ(got.stations.lon(0), 106.65);
  EXPECT_EQ(got.stations.text(0, StationText::lon_text), "106.65");
  EXPECT_EQ(Json::parse(got.stations.text(0, StationText::extra))["lon listed"], "1.0665");
  EXPECT_EQ(flagged(got, Flag::mis_scaled), 0U);
  EXPECT_EQ(flagged(got, Flag::swapped), 1U);
}

TEST_F(IntakeTest, RefusesWhatCannotBeStoredAndSaysWhere) {
  const auto got =
      stations("kelurahan,no_tps,dpt\nKulon,1,abc\nKulon,,5\nKulon,2\n,,\nKulon,3,7\n");
  EXPECT_EQ(got.report.rows, 4U) << "a blank row is no row";
  ASSERT_EQ(got.report.refused.size(), 3U);
  EXPECT_EQ(got.report.refused[0].row, 2U);
  EXPECT_EQ(got.report.refused[0].column, "dpt");
  EXPECT_EQ(got.report.refused[0].value, "abc");
  EXPECT_EQ(got.report.refused[1].why.code, "intake.refused.no-identity");
  EXPECT_EQ(got.report.refused[2].why.code, "intake.refused.ragged");
  EXPECT_EQ(got.stations.size(), 1U);
}

TEST_F(IntakeTest, UnknownColumnsAreKept) {
  const auto got =
      stations("kelurahan,no_tps,Ketua RT,sandi\nKulon,1,\"a \"\"b\"\"\",\nKulon,2,,x\n");
  EXPECT_EQ(Json::parse(got.stations.text(0, StationText::extra))["Ketua RT"], "a \"b\"");
  EXPECT_EQ(Json::parse(got.stations.text(1, StationText::extra))["sandi"], "x");
}

TEST_F(IntakeTest, MapsOverrideAndUnknownColumnsAreNamed) {
  options_.columns = {{"number", "Urut"}};
  const auto got = stations("Urut,kelurahan,no_tps\n7,Kulon,1\n");
  EXPECT_EQ(got.stations.text(0, StationText::number), "7");
  options_.columns = {{"number", "tidak ada"}};
  try {
    stations("Urut,kelurahan\n7,Kulon\n");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "intake.no-column");
    EXPECT_EQ(std::get<std::string>(error.message().args[1].second), "Urut, kelurahan");
  }
  options_.columns = {{"nomor", "Urut"}};
  EXPECT_THROW(stations("Urut,kelurahan\n7,Kulon\n"), Error);
  options_.columns.clear();
  EXPECT_THROW(stations("a,b\n1,2\n"), Error) << "nothing identifies a station";
}

TEST_F(IntakeTest, ContentNamesColumnsThatHeadersDoNot) {
  const auto got = stations(
      "a,b,c\n4635-CIPONDOH,58416-KULON,1658416001-TPS 001\n"
      "4635-CIPONDOH,58417-WETAN,1658417001-TPS 001\n",
      two_villages());
  ASSERT_EQ(got.stations.size(), 2U);
  EXPECT_EQ(got.stations.text(1, StationText::area), "36.71.01.1002");
  EXPECT_EQ(got.stations.text(1, StationText::key), "1658417001");
  EXPECT_EQ(got.stations.text(1, StationText::number), "001");
  EXPECT_TRUE(noted(got.report, "intake.note.areas-by-name"));
}

TEST_F(IntakeTest, ExportReadsBackTheSame) {
  const std::string csv = std::string("kelurahan,no_tps,nama,alamat,lat,lon,dpt,catatan,sumber\n") +
                          "Kulon,001,TPS 001,\"Jl. \"\"A\"\", 3\nRT 1\",-6.15,1.0665,\"1.200\",,x\n"
                          "Kulon,001,TPS 001,ulang,-6.15,106.65,300, dua ,\n"
                          "Wetan,002,Balai \u2212 desa,,\"-6,15\",\"106,75\",,tiga,y\n"
                          "Jauh,003,,,,,,,\n";
  for (const auto& areas : {two_villages(), std::vector<Area>{}}) {
    const auto first = stations(csv, areas);
    EXPECT_EQ(flagged(first, Flag::repeated_key) + flagged(first, Flag::mis_scaled),
              1U + !areas.empty());
    const auto text = station_csv(first.stations);
    const auto again = stations(text, areas);
    EXPECT_EQ(station_csv(again.stations), text);
    ASSERT_EQ(again.stations.size(), first.stations.size());
    for (std::size_t row = 0; row < first.stations.size(); ++row) {
      EXPECT_TRUE(again.stations.same(row, first.stations, row))
          << row << again.stations.text(row, StationText::extra) << " was "
          << first.stations.text(row, StationText::extra) << " doubt "
          << again.stations.text(row, StationText::doubt) << " was "
          << first.stations.text(row, StationText::doubt);
    }
    for (const char* name : {"a.xlsx", "a.ods", "a.geojson", "a.gpkg"}) {
      const auto path = (directory_ / name).string();
      geo::write_tables(path, {station_list(first.stations)});
      const auto back = read_stations(path, areas, options_);
      EXPECT_EQ(station_csv(back.stations), text) << name;
    }
  }
}

TEST_F(IntakeTest, AreasWithoutCodesAreKeyedByTheirNames) {
  const auto path =
      file("KAB_NAME_1,KEC_NAME_1,KEL_NAME_1\nJ,C,Gandaria\nJ,K,Gandaria\nJ,K,Gandaria\n");
  const auto got = read_areas(path, options_);
  ASSERT_EQ(got.areas.size(), 3U);
  EXPECT_EQ(got.areas[0].code, "J/C/Gandaria");
  EXPECT_EQ(got.areas[2].code, "J/K/Gandaria#2");
  EXPECT_EQ(got.report.flagged.at(static_cast<std::size_t>(Flag::repeated_key)), 1U);
}

TEST_F(IntakeTest, VenuesReadMeasuresAndConsent) {
  const auto path = file(
      "id;nama;alamat;kode_kel;lat;lon;tinggi_lantai;lebar;panjang;kapasitas_tps;izin;akses\n"
      "V1;Balai;Jl. A;3671011001;-6,15;106,65;30 cm;8;10 m;2;ya;tangga\n"
      "V2;SD 1;;3671011001;;;tinggi;8;10;x;belum;\n"
      "V3;SD 2;;3671011001;-6,15;106,65;;;;;belum;\n");
  const auto got = read_venues(path, two_villages(), options_);
  ASSERT_EQ(got.venues.size(), 2U);
  EXPECT_DOUBLE_EQ(got.venues[0].floor_height_m, 0.3);
  EXPECT_EQ(got.venues[0].hosts, 2);
  EXPECT_EQ(got.venues[0].consent, "yes");
  EXPECT_EQ(got.venues[0].area, "36.71.01.1001");
  EXPECT_EQ(got.venues[1].consent, "unknown");
  EXPECT_EQ(Json::parse(got.venues[1].extra)["izin"], "belum");
  EXPECT_EQ(got.report.refused.size(), 2U) << "both cells of one row are named";
}

TEST_F(IntakeTest, RealTangerangAccountsForEveryRow) {
  ADEM_NEED_SHARED(villages, "tangerang-tps-2024-east/tangerang_kelurahan.geojson");
  ADEM_NEED_SHARED(xlsx, "tangerang-tps-2024-east/tps_tangerang_east.xlsx");
  ADEM_NEED_SHARED(csv, "tangerang-tps-2024-east/tps_tangerang_east.csv");
  const auto areas = read_areas(villages, options_).areas;
  ASSERT_EQ(areas.size(), 104U);
  const auto sheet = read_stations(xlsx, areas, options_),
             text = read_stations(csv, areas, options_);
  for (const auto& got : {std::cref(sheet), std::cref(text)}) {
    EXPECT_EQ(got.get().report.rows, 1230U);
    EXPECT_EQ(got.get().report.rows, got.get().stations.size() + got.get().report.refused.size());
    EXPECT_GT(flagged(got, Flag::outside_region), 0U);
    EXPECT_GT(flagged(got, Flag::outside_area), 0U);
  }
  EXPECT_EQ(station_csv(sheet.stations), station_csv(text.stations));
}

TEST_F(IntakeTest, RealVictoriaKeepsEveryCentre) {
  ADEM_NEED_SHARED(path, "polling-places-victoria-2018/VotingCentres_forWeb_20181123.csv");
  const auto got = read_stations(path, {}, options_);
  EXPECT_EQ(got.report.rows, 1890U);
  EXPECT_EQ(got.stations.size(), 1890U);
  EXPECT_EQ(flagged(got, Flag::repeated_key), 3U);
}

TEST_F(IntakeTest, RealAreasOfManyShapes) {
  ADEM_NEED_SHARED(national, "idn-area-data/villages.csv");
  const auto villages = read_areas(national, options_);
  EXPECT_EQ(villages.areas.size(), 83'762U);
  EXPECT_EQ(villages.areas.front().parent, "11.01.01");
  ADEM_NEED_SHARED(jakarta, "jakarta-inasafe/kelurahan_jakarta.shp");
  const auto kelurahan = read_areas(jakarta, options_);
  EXPECT_EQ(kelurahan.areas.size() + kelurahan.report.refused.size(), 261U);
  ADEM_NEED_SHARED(riau, "wilayah-boundaries-riau/dumai_kelurahan.geojson");
  EXPECT_EQ(read_areas(riau, options_).areas.size(), 33U);
}

}  // namespace
}  // namespace adem::intake
