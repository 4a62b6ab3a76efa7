#include "brief/map.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "brief/brief_fixture.h"
#include "brief/map_labels.h"

namespace adem::brief {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(MapFrame, KeepsShapesTrueAndStationsInside) {
  const auto fixture = make_fixture();
  const auto frame = fit_frame(fixture.input());
  ASSERT_FALSE(frame.empty());
  for (std::size_t row = 0; row < fixture.stations.size(); ++row) {
    if (!fixture.stations.has_point(row)) continue;
    const auto p = frame.project({fixture.stations.lon(row), fixture.stations.lat(row)});
    EXPECT_GT(p.x, 0);
    EXPECT_LT(p.x, kPlane);
    EXPECT_GT(p.y, 0);
    EXPECT_LT(p.y, frame.height);
  }
  // Ten kilometres east and ten kilometres north are the same length on paper.
  const auto a = frame.project({101.6, 1.65});
  const auto east = frame.project({101.6 + 0.08993 / std::cos(1.65 * 3.14159265 / 180), 1.65});
  const auto north = frame.project({101.6, 1.65 + 0.08993});
  EXPECT_NEAR(east.x - a.x, a.y - north.y, 2);
  EXPECT_NEAR((east.x - a.x) * frame.metres_per_unit, 10000, 30);
}

TEST(MapFrame, IgnoresPointsThatCannotBe) {
  auto fixture = make_fixture();
  const auto before = fit_frame(fixture.input()).lonlat;
  election::Station far;
  far[election::StationText::area] = fixture.areas[0].code;
  far.lon = 10.1;
  far.lat = 1.6;
  far.flags.set(election::Flag::mis_scaled);
  fixture.stations.add(far);
  EXPECT_EQ(fit_frame(fixture.input()).lonlat, before);
}

TEST(MapFrame, ShowsVillagesWhereNoStationHasAPoint) {
  Fixture fixture = make_fixture();
  election::StationTable bare;
  for (std::size_t row = 0; row < fixture.stations.size(); ++row) {
    auto station = fixture.stations.station(row);
    station.lat = station.lon = election::kUnknown;
    bare.add(station);
  }
  fixture.stations = std::move(bare);
  const auto frame = fit_frame(fixture.input());
  ASSERT_FALSE(frame.empty());
  EXPECT_LT(frame.lonlat.min_x, 101.5);
  EXPECT_GT(frame.lonlat.max_x, 101.7);
}

TEST(MapFrame, CutsOutlinesAtTheWindow) {
  const auto fixture = make_fixture();
  const auto frame = fit_frame(fixture.input());
  const geo::Shape world = {{{{-180, -90}, {180, -90}, {180, 90}, {-180, 90}, {-180, -90}}}};
  EXPECT_LT(path_data(world, frame).size(), 60U);
  EXPECT_THAT(path_data(world, frame), HasSubstr("-20"));
  const geo::Shape elsewhere = {{{{10, 10}, {11, 10}, {11, 11}, {10, 10}}}};
  EXPECT_EQ(path_data(elsewhere, frame), "");
}

TEST(MapLabels, NeverLieOnOneAnother) {
  LabelRoom room(200, 100);
  const geo::Shape all = {{{{0, 0}, {200, 0}, {200, 100}, {0, 100}, {0, 0}}}};
  const auto first = place_name(all, {0, 0, 200, 100}, 80, 20, room, true);
  ASSERT_TRUE(first);
  room.take_word(text_box(*first, 80, 20));
  const auto second = place_name(all, {0, 0, 200, 100}, 80, 20, room, true);
  ASSERT_TRUE(second);
  EXPECT_TRUE(std::abs(first->x - second->x) >= 80 || std::abs(first->y - second->y) >= 20);
  EXPECT_FALSE(place_name(all, {0, 0, 200, 100}, 300, 20, room, true));
}

TEST(MapLabels, StandBesideTheirSymbolOrNotAtAll) {
  LabelRoom room(100, 100);
  const auto right = place_beside({50, 50}, 10, 30, 10, room);
  ASSERT_TRUE(right);
  EXPECT_GT(right->x, 60);
  room.take_word({55, 0, 100, 100});
  const auto left = place_beside({50, 50}, 10, 30, 10, room);
  ASSERT_TRUE(left);
  EXPECT_LT(left->x, 45);
  room.take_word({0, 0, 100, 100});
  EXPECT_FALSE(place_beside({50, 50}, 10, 30, 10, room));
}

TEST(Map, DrawsDepthInOneBlueFromLightToDark) {
  EXPECT_EQ(depth_colour(0, 3), "#c6dbef");
  EXPECT_EQ(depth_colour(2, 3), "#08519c");
  EXPECT_NE(depth_colour(0, 2), depth_colour(1, 2));
  EXPECT_EQ(depth_colour(0, 1), "#6baed6");
}

TEST(Map, CarriesScaleSourceTimeAndStampInThePicture) {
  auto fixture = make_fixture();
  const auto draw = [&] {
    const auto input = fixture.input();
    const words::Speech speech("id", fixture_zone());
    return map_picture(input, make_view(input, fixture_zone()), speech, fit_frame(input), {});
  };
  const auto picture = draw();
  for (const char* part :
       {"5 km", "Sumber: rob, daftar TPS", "20 Nov 2024 pukul 19.00 WIB", "LATIHAN - DATA BUATAN",
        "Teluk Makmur", "Pelintung", "s-cannot-open", "Genangan 10–70 cm", "Asap dan api"}) {
    EXPECT_THAT(picture, HasSubstr(part));
  }
  fixture.exercise = false;
  EXPECT_THAT(draw(), Not(HasSubstr("LATIHAN")));
}

}  // namespace
}  // namespace adem::brief
