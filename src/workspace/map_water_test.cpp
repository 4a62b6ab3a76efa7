// The water of small maps drawn in text, as a map shows it.
#include "workspace/map_water.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <map>

#include "base/error.h"
#include "base/file.h"
#include "roads/passage/water_fixture.h"
#include "workspace/hazard_store.h"
#include "workspace/road_store.h"
#include "workspace/workspace_fixture.h"

namespace adem::workspace {
namespace {

using roads::AsciiMap;
using roads::drawn;
using roads::FuturesMap;
using roads::WaterMap;
using roads::window;

class MapWater : public testing::InWorkspace {
 protected:
  // From step 40, a moment an hour.
  void put(roads::LayerFile file, std::size_t moments) {
    file = roads::timed(std::move(file), moments);
    put_hazard(*workspace_, file.layer, file.path);
  }

  // A place for each letter of a drawing, whose first line is empty, and a text like it: a digit is
  // a class or tenths ("a" ten),
  // "?" not known, "+" wet.
  static Lattice lattice(std::size_t columns, std::size_t rows) {
    constexpr double kCell = roads::kStep_m / 111'195.08;
    Lattice made{fmt::format("{}x{}", columns, rows), {}, {}};
    for (std::size_t c = 0; c < columns; ++c) {
      made.lon.push_back(101 + kCell * (static_cast<double>(c) + 0.1));
    }
    for (std::size_t r = 0; r < rows; ++r) {
      made.lat.push_back(-kCell * (static_cast<double>(r) + 0.9));
    }
    return made;
  }
  static std::string text(const std::vector<std::uint8_t>& codes) {
    std::string out;
    for (const auto code : codes) {
      if (code == kPlaceUnknown) {
        out += '?';
      } else if (code == kPlaceWet) {
        out += '+';
      } else {
        out += code == 10 ? 'a' : static_cast<char>('0' + code);
      }
    }
    return out;
  }
};

TEST_F(MapWater, BreaksAreTheRuleBooks) {
  EXPECT_EQ(depth_breaks(workspace_->rules()), (std::vector<double>{0.05, 0.10, 0.70, 1.50}));
  EXPECT_EQ(steps_an_hour(window()), 4u);
}

TEST_F(MapWater, WithoutLayersNothingIsKnown) {
  const WaterSheet sheet(*workspace_);
  EXPECT_FALSE(sheet.has(WaterOf::depth));
  EXPECT_TRUE(sheet.bounds().empty());
  EXPECT_EQ(text(sheet.at(WaterOf::depth, 40, lattice(3, 1))), "???");
  EXPECT_EQ(text(sheet.at(WaterOf::chance, 40, lattice(3, 1))), "???");
}

TEST_F(MapWater, DepthsComeByClassAndHour) {
  const WaterMap water({"\n.178?", "\n..9.?"});
  put(water.layer(), 2);
  const WaterSheet sheet(*workspace_);
  EXPECT_TRUE(sheet.has(WaterOf::depth));
  EXPECT_FALSE(sheet.has(WaterOf::chance));
  const auto at = [&](std::size_t step) {
    return text(sheet.at(WaterOf::depth, step, lattice(6, 1)));
  };
  EXPECT_EQ(at(40), "0233??") << "0.7 m is of the class that begins there; beyond the raster: ?";
  EXPECT_EQ(at(42), "0233??") << "between two moments the worse holds";
  EXPECT_EQ(at(44), "0030??");
  EXPECT_EQ(at(39), "??????") << "outside its hours";
}

TEST_F(MapWater, SeveralLayersSayTheWorseOfWhatTheyKnow) {
  const WaterMap one({"\n?1?."}), other({"\n.3??"});
  auto first = one.layer(), second = other.layer();
  second.layer.name = "lain";
  put_hazard(*workspace_, first.layer, first.path);
  put_hazard(*workspace_, second.layer, second.path);
  const WaterSheet sheet(*workspace_);
  EXPECT_EQ(text(sheet.at(WaterOf::depth, 0, lattice(4, 1))), "02?0");
}

TEST_F(MapWater, PolygonsMayNotSayHowDeep) {
  const auto polygon = [this](const std::string& name, const std::string& properties) {
    const auto file = (directory_ / (name + ".geojson")).string();
    write_file_atomic(file, fmt::format(R"({{"type":"FeatureCollection","features":[{{"type":)"
                                        R"("Feature","properties":{{{}}},"geometry":{{"type":)"
                                        R"("Polygon","coordinates":[[[101.0009,-0.0015],[101.0027,)"
                                        R"(-0.0015],[101.0027,0.0015],[101.0009,0.0015],)"
                                        R"([101.0009,-0.0015]]]}}}}]}})",
                                        properties));
    election::HazardLayer layer;
    layer.name = name;
    layer.form = election::HazardForm::polygons;
    put_hazard(*workspace_, layer, file);
  };
  polygon("batas", R"("nama":"x")");
  EXPECT_EQ(text(WaterSheet(*workspace_).at(WaterOf::depth, 0, lattice(5, 1))), "?++??");
  polygon("dalam", R"("depth_m":0.8)");
  EXPECT_EQ(text(WaterSheet(*workspace_).at(WaterOf::depth, 0, lattice(5, 1))), "?33??");
}

TEST_F(MapWater, AnEnsembleIsSaidInTenths) {
  std::vector<std::vector<geo::Grid<float>>> moments(1);
  for (int member = 0; member < 40; ++member) {
    // Wet in all, in half, in one, in none; not known.
    std::string row = "\n9";
    row += member % 2 == 0 ? '9' : '.';
    row += member == 35 ? '9' : '.';
    row += ".?";
    moments[0].push_back(roads::depths_of_drawing(row));
  }
  const FuturesMap futures(moments);
  put_hazard(*workspace_, futures.layer().layer, futures.path());
  const WaterSheet sheet(*workspace_);
  EXPECT_TRUE(sheet.has(WaterOf::chance));
  EXPECT_FALSE(sheet.has(WaterOf::depth)) << "never one line";
  EXPECT_EQ(text(sheet.at(WaterOf::chance, 80, lattice(6, 1))), "a510??");
  EXPECT_EQ(text(sheet.at(WaterOf::depth, 80, lattice(2, 1))), "??");
}

TEST_F(MapWater, RoadsAreSaidHourByHour) {
  const AsciiMap map("\nA---B---C", roads::kStep_m);
  const auto network = map.network({{"AB", roads::kStreet}, {"BC", roads::kStreet}});
  put_roads(*workspace_, network);
  const auto none = road_hours(*workspace_, network);
  ASSERT_EQ(none.of.size(), network.edges());
  EXPECT_EQ(none.said.at(none.of[0]).depth, "");
  const WaterMap water({"\n..8......", "\n..1......", "\n........."});
  put(water.layer(), 3);
  const auto hours = road_hours(*workspace_, network);
  const auto& ab = hours.said.at(hours.of.at(map.edge(network, 'A', 'B')));
  const auto& bc = hours.said.at(hours.of.at(map.edge(network, 'B', 'C')));
  ASSERT_EQ(ab.depth.size(), 42u);
  // Known from step 40 to 48: of the hour that begins at 48 one quarter is known, and the hour
  // before 40 is not.
  EXPECT_EQ(ab.depth.substr(9, 4), "?32?");
  EXPECT_EQ(ab.closed.substr(9, 4), "?a0?");
  EXPECT_EQ(bc.depth.substr(9, 4), "?00?");
  EXPECT_EQ(bc.closed.substr(9, 4), "?00?");
}

TEST_F(MapWater, RoadsInAnEnsembleSayInHowManyFuturesTheyAreClosed) {
  const AsciiMap map("\nA---B", roads::kStep_m);
  const auto network = map.network({{"AB", roads::kStreet}});
  std::vector<std::vector<geo::Grid<float>>> moments(1);
  for (int member = 0; member < 10; ++member) {
    moments[0].push_back(roads::depths_of_drawing(member < 3 ? "\n..9.." : "\n....."));
  }
  const FuturesMap futures(moments);
  put_hazard(*workspace_, futures.layer().layer, futures.path());
  const auto hours = road_hours(*workspace_, network);
  const auto& said = hours.said.at(hours.of.at(0));
  EXPECT_EQ(said.depth, "") << "no one depth";
  EXPECT_EQ(said.closed, std::string(42, '3'));
}

}  // namespace
}  // namespace adem::workspace
