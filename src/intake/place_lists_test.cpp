#include "intake/place_lists.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "geo/raster.h"
#include "intake/told_fixture.h"

namespace adem::intake {
namespace {

using election::PlaceKind;

struct PlaceLists : ::testing::Test {
  testing::Scratch scratch;
  testing::ToldRegister told = testing::told_register();
  Options options;

  PlacesResult places(const std::string& csv) {
    return read_places(scratch.write("places.csv", csv), told.areas, options);
  }
  CrewsResult crews(const std::string& csv, const std::vector<election::Place>& known = {}) {
    return read_crews(scratch.write("crews.csv", csv), told.stations, told.areas, known, options);
  }
  HomesResult homes(const std::string& csv) {
    return read_homes(scratch.write("homes.csv", csv), options);
  }
  template <typename Read>
  std::string error_of(const Read& read) {
    try {
      read();
    } catch (const Error& error) {
      return error.message().code;
    }
    return "";
  }
};

TEST_F(PlaceLists, PlacesAreReadInBothLanguages) {
  const auto got = places(
      "jenis;nama;wilayah;lintang;bujur;kendaraan\n"
      "Gudang PPK;Gudang Contoh;99.01.01;-6,01;105,01;truk, mobil\n"
      "post-pps;Pos Hilir;Contoh Hilir;-6,02;105,01;\n"
      "RSUD;RS Contoh;;-6,03;105,01;\n"
      "dermaga;Dermaga;;;;perahu\n");
  ASSERT_EQ(got.places.size(), 4U);
  EXPECT_EQ(got.places[0].kind, PlaceKind::warehouse_ppk);
  EXPECT_EQ(got.places[0].area, "99.01.01");
  EXPECT_EQ(got.places[0].key, "warehouse-ppk|Gudang Contoh|99.01.01");
  EXPECT_EQ(got.places[0].modes, bit(election::Mode::truck) | bit(election::Mode::car));
  EXPECT_DOUBLE_EQ(got.places[0].lat, -6.01);
  EXPECT_EQ(got.places[1].area, "99.01.01.1001");
  EXPECT_EQ(got.places[2].kind, PlaceKind::hospital);
  EXPECT_TRUE(std::isnan(got.places[3].lat));
  EXPECT_EQ(got.report.flagged.at(static_cast<std::size_t>(election::Flag::no_coordinates)), 1U);
  EXPECT_TRUE(got.report.refused.empty());
}

TEST_F(PlaceLists, PlacesThatCannotBeKeptAreRefusedWithTheReason) {
  const auto got = places(
      "kind,name,lat,lon,modes,contact\n"
      "castle,Puri,-6,105,,x\n"
      "police,Polsek 081234567890,-6,105,,x\n"
      "police,Polsek,-6,105,\"car, dragon\",x\n"
      "police,,-6,105,car,x\n"
      "police,Polsek,-6,105\n"
      "police,Polsek,-6,105,car,x\n"
      "police,Polsek,-6,105,car,x\n");
  ASSERT_EQ(got.places.size(), 2U) << "a repeated key is kept and flagged";
  ASSERT_EQ(got.report.refused.size(), 5U);
  EXPECT_EQ(got.report.refused[0].why.code, "intake.refused.unknown-kind");
  EXPECT_EQ(got.report.refused[1].why.code, "guard.phone");
  EXPECT_EQ(got.report.refused[1].value.find("1234"), std::string::npos);
  EXPECT_EQ(got.report.refused[2].why.code, "intake.refused.unknown-modes");
  EXPECT_EQ(got.report.refused[3].why.code, "intake.refused.no-identity");
  EXPECT_EQ(got.report.refused[4].why.code, "intake.refused.ragged");
  EXPECT_EQ(got.report.rows, 7U);
  EXPECT_EQ(got.report.notes.back().code, "intake.note.ignored-columns");
  EXPECT_EQ(error_of([&] { places("name,lat,lon\nA,1,2\n"); }), "intake.no-field");
  EXPECT_EQ(error_of([&] { places(""); }), "geo.no-header");
}

TEST_F(PlaceLists, CrewsAreCountsPerVillage) {
  election::Place place;
  place.kind = PlaceKind::crew_village;
  place.key = place.name = "Dusun Bukit";
  const auto got = crews(
      "tps;desa asal;jumlah anggota\n"
      "9901011001001;99.01.01.1001;4\n"
      "9901011001001;Contoh Hulu;3\n"
      "TPS 002 Contoh Hilir;dusun bukit;7\n",
      {place});
  ASSERT_EQ(got.crews.size(), 3U);
  EXPECT_EQ(got.crews[1], (election::Crew{"9901011001001", "99.01.01.1002", 3}));
  EXPECT_EQ(got.crews[2], (election::Crew{"9901011001002", "Dusun Bukit", 7}));
}

TEST_F(PlaceLists, RowsOfCrewsThatMeanNothingAreRefused) {
  const auto got = crews(
      "station,village,members\n"
      "9999999999999,Contoh Hulu,7\n"
      "001,Contoh Hulu,7\n"
      "9901011001001,Atlantis,7\n"
      "9901011001001,,7\n"
      "9901011001001,Contoh Hulu,banyak\n"
      "9901011001001,Contoh Hulu,700\n"
      "9901011001001,Contoh Hulu,3174012345678901\n"
      "9901011001001,Contoh Hulu,7\n"
      "9901011001001,99.01.01.1002,2\n");
  ASSERT_EQ(got.crews.size(), 1U);
  std::vector<std::string> why;
  for (const auto& each : got.report.refused) why.push_back(each.why.code);
  EXPECT_EQ(why, (std::vector<std::string>{
                     "intake.refused.unknown-station", "intake.refused.ambiguous-station",
                     "intake.refused.unknown-village", "intake.refused.unknown-village",
                     "intake.refused.not-a-crew", "intake.refused.not-a-crew", "guard.nik",
                     "intake.refused.repeated-crew"}));
}

TEST_F(PlaceLists, AListOfPersonsIsNoListOfCrews) {
  for (const char* column : {"Nama", "nama anggota", "NIK", "No. HP", "Alamat Rumah", "address",
                             "Jenis Kelamin", "tgl lahir"}) {
    const auto csv =
        std::string("tps,desa,anggota,") + column + "\n9901011001001,Contoh Hulu,7,x\n";
    EXPECT_EQ(error_of([&] { crews(csv); }), "intake.person-column") << column;
  }
  options.columns = {{"station", "nama"}};
  EXPECT_EQ(crews("nama,desa,anggota\n9901011001001,Contoh Hulu,7\n").crews.size(), 1U);
}

TEST_F(PlaceLists, HomesCountOneOrTheirResidents) {
  const auto got = homes(
      "lat;lon;jiwa;pemilik\n"
      "-6,01;105,01;4;x\n"
      "-6,02;105,01;;x\n"
      "-6,03;105,01;3,7;x\n"
      ";;5;x\n"
      "-6,01;105,01;-2;x\n"
      "-6,01;105,01;ramai;x\n");
  ASSERT_EQ(got.homes.size(), 3U);
  EXPECT_EQ(got.homes[0].residents, 4);
  EXPECT_EQ(got.homes[1].residents, 1);
  EXPECT_DOUBLE_EQ(got.homes[2].residents, 3.7);
  ASSERT_EQ(got.report.refused.size(), 3U);
  EXPECT_EQ(got.report.refused[0].why.code, "intake.refused.no-point");
  EXPECT_EQ(got.report.refused[1].why.code, "intake.refused.not-residents");
  EXPECT_EQ(error_of([&] { homes("jiwa\n3\n"); }), "intake.no-field");
}

TEST_F(PlaceLists, CellsOfAPopulationRasterAreHomes) {
  geo::Grid<float> grid;
  grid.width = grid.height = 2;
  grid.origin_x = 105;
  grid.origin_y = -6;
  grid.dx = grid.dy = 0.01;
  grid.crs = "EPSG:4326";
  grid.cells = {3.5F, 0, std::numeric_limits<float>::quiet_NaN(), 2};
  geo::write_geotiff(scratch.path("people.tif"), grid);
  const auto got = read_home_raster(scratch.path("people.tif"), options);
  ASSERT_EQ(got.homes.size(), 2U);
  EXPECT_NEAR(got.homes[0].lon, 105.005, 1e-9);
  EXPECT_NEAR(got.homes[0].lat, -6.005, 1e-9);
  EXPECT_EQ(got.homes[0].residents, 3.5);
  EXPECT_EQ(got.report.rows, 2U);
  grid.cells[1] = 5e6F;
  geo::write_geotiff(scratch.path("heights.tif"), grid);
  EXPECT_EQ(error_of([&] { read_home_raster(scratch.path("heights.tif"), options); }),
            "intake.not-a-population");
  EXPECT_EQ(error_of([&] { read_home_raster(scratch.write("no.tif", "x"), options); }),
            "geo.not-a-raster");
}

}  // namespace
}  // namespace adem::intake
