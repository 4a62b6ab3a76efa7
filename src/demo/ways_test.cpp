#include "demo/ways.h"

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <numeric>
#include <unistd.h>

#include "base/file.h"
#include "roads/network/read.h"

namespace adem::demo {
namespace {

bool is_wet(const Scene& scene, geo::Point at) { return scene.coast.creek_distance(at) < 5; }

// The rules must hold for any seed.
TEST(Ways, CreeksAreCrossedByBridgesOnly) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Scene scene(seed);
    const auto pieces = road_pieces(scene);
    for (const auto& piece : pieces) {
      if (piece.bridge) continue;
      for (std::size_t i = 1; i < piece.line.size(); ++i) {
        const auto a = piece.line[i - 1], b = piece.line[i];
        for (int k = 0; k <= 20; ++k) {
          const geo::Point at{std::lerp(a.x, b.x, k / 20.0), std::lerp(a.y, b.y, k / 20.0)};
          EXPECT_FALSE(is_wet(scene, at)) << seed << ' ' << piece.street;
        }
      }
    }
    EXPECT_TRUE(std::ranges::any_of(pieces, &RoadPiece::bridge)) << seed;
  }
}

TEST(Ways, TheRoadsHangTogether) {
  const Scene scene(kSeed);
  const auto path = (std::filesystem::temp_directory_path() /
                     ("adem-ways-" + std::to_string(::getpid()) + ".geojson"))
                        .string();
  write_file_atomic(path, road_geojson(scene));
  const auto network = roads::read_roads(path, {}, true);
  std::filesystem::remove(path);
  ASSERT_FALSE(network.components().empty());
  double all = 0;
  for (const auto& part : network.components()) all += part.length_m;
  EXPECT_GT(network.components().front().length_m, 0.98 * all);
  std::size_t bridges = 0;
  for (std::size_t e = 0; e < network.edges(); ++e) bridges += network.has(e, roads::kBridge);
  EXPECT_GT(bridges, 0u);
}

TEST(Ways, SevenOfEachCrewAndAllVotersLiveSomewhere) {
  const Scene scene(kSeed);
  int crew = 0;
  for (const auto& row : crew_table(scene).rows) crew += std::stoi(row[2]);
  EXPECT_EQ(crew, static_cast<int>(7 * scene.stations.size()));
  int people = 0, voters = 0;
  for (const auto& row : home_table(scene).rows) people += std::stoi(row[0]);
  for (const auto& made : scene.stations) voters += made.voters;
  EXPECT_NEAR(people, voters, voters / 50);
}

}  // namespace
}  // namespace adem::demo
