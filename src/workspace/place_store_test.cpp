#include "workspace/place_store.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/format.h"

namespace adem::workspace {
namespace {

struct PlaceStore : ::testing::Test {
  std::string directory =
      (std::filesystem::temp_directory_path() / fmt::format("adem-places-{}", ::getpid())).string();
  PlaceStore() {
    std::filesystem::remove_all(directory);
    Settings settings;
    settings.election = "pilkada-2024";
    settings.zone = "Asia/Jakarta";
    made.emplace(Workspace::create(directory, settings));
  }
  ~PlaceStore() override {
    made.reset();
    std::error_code ignored;
    std::filesystem::remove_all(directory, ignored);
  }
  std::optional<Workspace> made;
};

std::array<std::size_t, 3> counts(const election::ImportReport& report) {
  return {report.added, report.changed, report.unchanged};
}

TEST_F(PlaceStore, KeepsWhatIsImportedAndKnowsItAgain) {
  election::Place place;
  place.key = "gudang";
  place.name = "Gudang";
  place.modes = bit(election::Mode::truck);
  election::ImportReport first, again, changed, trial;
  trial.dry_run = true;
  put_places(*made, {place}, trial);
  EXPECT_EQ(trial.added, 1U);
  EXPECT_TRUE(places(*made).empty());
  put_places(*made, {place}, first);
  put_places(*made, {place}, again);
  EXPECT_EQ(counts(first), (std::array<std::size_t, 3>{1, 0, 0}));
  EXPECT_EQ(counts(again), (std::array<std::size_t, 3>{0, 0, 1})) << "without a point too";
  place.lat = -6;
  place.lon = 105;
  put_places(*made, {place}, changed);
  EXPECT_EQ(counts(changed), (std::array<std::size_t, 3>{0, 1, 0}));
  EXPECT_EQ(places(*made), std::vector<election::Place>{place});

  election::ImportReport crew, same;
  put_crews(*made, {{"1", "a", 4}, {"1", "b", 3}}, crew);
  put_crews(*made, {{"1", "a", 4}, {"1", "b", 2}}, same);
  EXPECT_EQ(counts(same), (std::array<std::size_t, 3>{0, 1, 1}));
  EXPECT_EQ(crews(*made), (std::vector<election::Crew>{{"1", "a", 4}, {"1", "b", 2}}));
  EXPECT_NE(crews_hash(crews(*made)), "");
  EXPECT_EQ(crews_hash({}), "");
}

TEST_F(PlaceStore, HomesAtOnePlaceAreOneHome) {
  election::ImportReport first, again, replaced;
  const std::vector<election::Home> two = {{-6, 105, 2}, {-6, 105, 3}, {-6.1, 105, 1}};
  put_homes(*made, two, false, first);
  EXPECT_EQ(first.added, 3U) << "rows, of which two share a place";
  put_homes(*made, two, false, again);
  EXPECT_EQ(again.unchanged, 3U);
  auto kept = homes(*made);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_DOUBLE_EQ(kept[1].residents, 5);
  put_homes(*made, {{-6, 105, 5}, {-6.2, 105, 1}}, true, replaced);
  EXPECT_EQ(counts(replaced), (std::array<std::size_t, 3>{1, 0, 1}));
  kept = homes(*made);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_NEAR(kept[0].lat, -6.2, 1e-9);
}

}  // namespace
}  // namespace adem::workspace
