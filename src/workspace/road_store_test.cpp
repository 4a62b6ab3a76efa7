#include "workspace/road_store.h"

#include <filesystem>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/file.h"
#include "roads/network/ascii_map.h"
#include "workspace/workspace_fixture.h"

namespace adem::workspace {
namespace {

class RoadStore : public testing::InWorkspace {
 protected:
  static roads::Network network(const std::string& way) {
    const roads::AsciiMap map("A---B---C");
    return map.network({{way, {{"highway", "residential"}}}});
  }
  std::string complaint() {
    try {
      road_network(*workspace_);
      return "read";
    } catch (const Error& error) {
      return error.message().code;
    }
  }
};

TEST_F(RoadStore, KeepsTheNewestAndKnowsTheSameAgain) {
  EXPECT_EQ(complaint(), "workspace.no-roads");
  const auto first = put_roads(*workspace_, network("AB"));
  EXPECT_FALSE(first.unchanged);
  EXPECT_TRUE(put_roads(*workspace_, network("AB")).unchanged);
  EXPECT_EQ(roads_hash(*workspace_), first.hash);
  const auto second = put_roads(*workspace_, network("ABC"));
  EXPECT_FALSE(second.unchanged);
  EXPECT_NE(second.file, first.file);
  EXPECT_EQ(road_network(*workspace_).bytes(), network("ABC").bytes());
}

TEST_F(RoadStore, ADamagedOrMissingFileSaysSo) {
  const auto put = put_roads(*workspace_, network("AB"));
  const auto file = workspace_->path(put.file);
  auto bytes = read_file(file);
  bytes[100] = static_cast<char>(bytes[100] ^ 1);
  write_file_atomic(file, bytes);
  EXPECT_EQ(complaint(), "roads.bad-network");
  EXPECT_FALSE(put_roads(*workspace_, network("AB")).unchanged);
  EXPECT_EQ(complaint(), "read");
  std::filesystem::remove(file);
  EXPECT_EQ(complaint(), "base.cannot-read");
  // Bringing the same in again mends it.
  EXPECT_FALSE(put_roads(*workspace_, network("AB")).unchanged);
  EXPECT_EQ(complaint(), "read");
}

}  // namespace
}  // namespace adem::workspace
