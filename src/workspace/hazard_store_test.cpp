#include "workspace/hazard_store.h"

#include <filesystem>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/format.h"
#include "election/futures.h"
#include "geo/mask_series.h"
#include "roads/network/ascii_map.h"
#include "workspace/road_store.h"
#include "workspace/workspace_fixture.h"

namespace adem::workspace {
namespace {

namespace fs = std::filesystem;

class HazardStore : public testing::InWorkspace {
 protected:
  // Two members; the second has water above 0.3 m everywhere. Hours as a run writes them.
  std::string futures(const std::string& members = "2", const std::string& run = "") const {
    geo::Grid<float> frame;
    frame.width = frame.height = 10;
    frame.origin_x = 100.99;
    frame.origin_y = 0.01;
    frame.dx = frame.dy = 0.002;
    frame.crs = "EPSG:4326";
    const auto path = (directory_ / "futures.tif").string();
    geo::MaskSeries series(path, frame, 4);
    const std::vector<std::uint32_t> wet(100, 0b10);
    const std::vector<std::uint32_t> dry(100);
    for (const int band : {1, 2, 3, 4}) series.put(band, band == 1 || band == 2 ? wet : dry, "");
    series.finish({{election::kFuturesText, "31"},
                   {election::kRunText, run},
                   {election::kMembersText, members},
                   {election::kThresholdsText, "0.05,0.3"},
                   {election::kFromText, "2024-11-27T00:00:00Z"},
                   {election::kToText, "2024-11-27T02:00:00Z"},
                   {election::kStampText, "LATIHAN - DATA BUATAN"}});
    return path;
  }
  HazardPut put(const std::string& file, const std::string& name = "rob") {
    election::HazardLayer layer;
    layer.name = name;
    return put_hazard(*workspace_, layer, file);
  }
};

TEST_F(HazardStore, ALayerIsTakenOutWithItsFileAlone) {
  const auto rob = put(futures());
  EXPECT_EQ(put(futures(), "rob-lagi").layer.file, rob.layer.file) << "the same content";
  EXPECT_EQ(remove_hazard(*workspace_, "rob-lagi").name, "rob-lagi");
  EXPECT_TRUE(fs::exists(workspace_->path(rob.layer.file))) << "another layer holds it";
  try {
    remove_hazard(*workspace_, "rob-lagi");
    ADD_FAILURE() << "it was there";
  } catch (const Error& error) {
    EXPECT_EQ(debug_text(error.message()), "workspace.no-hazard name=rob-lagi known=rob");
  }
  remove_hazard(*workspace_, "rob");
  EXPECT_FALSE(fs::exists(workspace_->path(rob.layer.file)));
  EXPECT_TRUE(hazards(*workspace_).empty());
}

// Two layers of one run are one flood, and would count as two.
TEST_F(HazardStore, OneRunIsOneLayer) {
  const auto first = put(futures("2", "aaaa"));
  try {
    put(futures("1", "aaaa"), "peluang");
    ADD_FAILURE() << "the same run under another name";
  } catch (const Error& error) {
    EXPECT_EQ(debug_text(error.message()), "workspace.same-run name=peluang other=rob");
  }
  ASSERT_EQ(hazards(*workspace_).size(), 1U);
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(workspace_->path("layers"))) {
    files += entry.path().extension() == ".tif" ? 1 : 0;
  }
  EXPECT_EQ(files, 1U) << "what was refused leaves nothing behind";
  EXPECT_FALSE(put(futures("1", "aaaa")).unchanged) << "under its name it replaces the other";
  put(futures("2", "bbbb"), "run-lain");
  EXPECT_EQ(hazards(*workspace_).size(), 2U);
}

TEST_F(HazardStore, KnowsFuturesByTheirTexts) {
  const auto kept = put(futures());
  EXPECT_EQ(kept.layer.form, election::HazardForm::futures);
  EXPECT_TRUE(kept.layer.exercise);
  ASSERT_TRUE(kept.layer.from.has_value());
  EXPECT_EQ(iso_utc(*kept.layer.from), "2024-11-27T00:00:00Z");
  ASSERT_FALSE(kept.notes.empty());
  EXPECT_EQ(kept.notes.front().code, "hazard.note.futures");
  const auto known = hazards(*workspace_);
  ASSERT_EQ(known.size(), 1U);
  EXPECT_EQ(known.front().form, election::HazardForm::futures);
  EXPECT_TRUE(put(futures()).unchanged);
}

TEST_F(HazardStore, FuturesThatDoNotFitTogetherAreNotKept) {
  try {
    put(futures("200"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "election.bad-futures");
  }
  EXPECT_TRUE(hazards(*workspace_).empty());
  EXPECT_TRUE(fs::is_empty(workspace_->path("layers")));
}

TEST_F(HazardStore, LaysItsLayersOnItsRoads) {
  put(futures());
  const roads::AsciiMap map("A---B");
  const auto network = map.network({{"AB", {{"highway", "residential"}}}});
  const auto on = road_futures(*workspace_, network);
  EXPECT_EQ(on.members(), 2U);
  // 07:00 local is step 76.
  EXPECT_TRUE(on.sure(roads::Mode::car, 0, 76)[0]);
  EXPECT_FALSE(on.maybe(roads::Mode::car, 0, 76)[1]);
  EXPECT_TRUE(on.sure(roads::Mode::truck, 0, 84)[1]) << "09:00: gone";
}

}  // namespace
}  // namespace adem::workspace
