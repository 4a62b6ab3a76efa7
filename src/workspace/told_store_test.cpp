#include "workspace/told_store.h"

#include <filesystem>
#include <gtest/gtest.h>

#include "base/format.h"
#include "desk/desk_fold.h"
#include "workspace/ledger_store.h"
#include "workspace/register_store.h"
#include "workspace/workspace_fixture.h"

namespace adem::workspace {
namespace {

using election::Answered;
using election::ImportReport;
using election::Mark;
using election::WitnessAnswer;

class ToldStore : public testing::InWorkspace {
 protected:
  ImportReport put(const std::vector<WitnessAnswer>& answers, bool dry_run = false) {
    ImportReport report;
    report.dry_run = dry_run;
    put_answers(*workspace_, answers, report);
    return report;
  }
  std::optional<Instant> day(const char* text) { return parse_date(text, workspace_->zone()); }
  WitnessAnswer answer(const char* office, const char* at, Mark height) {
    WitnessAnswer out;
    out.station = "9901011001001";
    out.flooded = Answered::yes;
    out.height = height;
    out.office = office;
    out.road_cut = "Jalan Pantai";
    if (*at != '\0') out.told_at = day(at);
    return out;
  }
};

TEST_F(ToldStore, TwiceIsOnceAlsoWithoutADate) {
  const std::vector<WitnessAnswer> told = {answer("PKD", "2024-11-18", Mark::knee),
                                           answer("Lurah", "", Mark::ankle)};
  auto report = put(told);
  EXPECT_EQ(report.added, 2U);
  report = put(told);
  EXPECT_EQ(report.added, 0U);
  EXPECT_EQ(report.unchanged, 2U);
  const auto kept = answers(*workspace_);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0], told[0]);  // dated before undated
  EXPECT_EQ(kept[1], told[1]);
}

TEST_F(ToldStore, AnOfficeThatSpeaksAgainChangesWhatShowsAndNothingIsLost) {
  put({answer("PKD", "2024-11-10", Mark::ankle), answer("Lurah", "2024-11-12", Mark::calf)});
  const auto report = put({answer("PKD", "2024-11-18", Mark::knee)});
  EXPECT_EQ(report.changed, 1U);
  const auto shown = answers(*workspace_);
  ASSERT_EQ(shown.size(), 2U);  // the newest of each office: disagreement stays visible
  EXPECT_EQ(shown[0].height, Mark::knee);
  EXPECT_EQ(shown[1].office, "Lurah");
  EXPECT_EQ(all_answers(*workspace_).size(), 3U);
  // An old sheet imported again does not take the newer answer back.
  EXPECT_EQ(put({answer("PKD", "2024-11-10", Mark::ankle)}).unchanged, 1U);
  EXPECT_EQ(answers(*workspace_)[0].height, Mark::knee);
}

TEST_F(ToldStore, TheCorrectionOfTheSameDayShows) {
  put({answer("PKD", "2024-11-18", Mark::knee)});
  put({answer("PKD", "2024-11-18", Mark::calf)});
  ASSERT_EQ(answers(*workspace_).size(), 1U);
  EXPECT_EQ(answers(*workspace_)[0].height, Mark::calf);
}

TEST_F(ToldStore, ADryRunCountsAndKeepsNothing) {
  EXPECT_EQ(put({answer("PKD", "2024-11-18", Mark::knee)}, true).added, 1U);
  EXPECT_TRUE(answers(*workspace_).empty());
}

TEST_F(ToldStore, TheLedgersAnswersStandInOneListWithThoseOfSheets) {
  put({answer("PKD Guntung", "2024-11-18", Mark::knee), answer("Lurah", "", Mark::ankle)});
  EXPECT_EQ(told(*workspace_), answers(*workspace_)) << "no ledger, and none is made";
  EXPECT_FALSE(std::filesystem::exists(workspace_->path("node.key")));
  election::Area area;
  area.code = "14.72.05.1003";
  area.name = "Guntung";
  ImportReport report;
  put_areas(*workspace_, {area}, report);
  const auto ledger = open_ledger(*workspace_, desk::desk_fold());
  const auto said = [&](const char* item, const char* told_by, const char* at) {
    ledger::Draft draft{*day("2024-11-20"),
                        "pkd-1",
                        "pkd:14.72.05.1003",
                        "14.72.05.1003",
                        "station.answered",
                        std::string("witness:9901011001001.") + item,
                        Json{{"flooded", "no"},
                             {"when", ""},
                             {"height", "unknown"},
                             {"road_cut", ""},
                             {"alternative", ""},
                             {"owner_agrees", "unknown"},
                             {"told_by", told_by},
                             {"told_at", iso_utc(*day(at))}}};
    ledger->commit([&](const ledger::Reader&) { return std::vector{draft}; }, draft.at);
  };
  said("t1", "", "2024-11-19");
  said("t2", "Ketua RT", "2024-11-17");
  const auto all = told(*workspace_);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].office, "PKD Guntung") << "as people call pkd:14.72.05.1003";
  EXPECT_EQ(all[0].flooded, Answered::no) << "newer than the sheet's";
  EXPECT_EQ(all[1].office, "Ketua RT");
  EXPECT_EQ(all[2].office, "Lurah") << "what is not dated comes last";
  EXPECT_EQ(told(*workspace_, *ledger), all);
}

TEST_F(ToldStore, TicksAreReplacedAndARowCountsOnce) {
  using Ticks = std::vector<election::IndicatorTick>;
  const Ticks first = {{"s1", "late", true, "Bawaslu"},
                       {"s1", "internet", false, "Bawaslu"},
                       {"s2", "late", false, "Bawaslu"}};
  ImportReport report;
  put_ticks(*workspace_, first, report, {1, 1, 2});
  EXPECT_EQ(report.added, 2U);
  report = {};
  put_ticks(*workspace_, first, report, {1, 1, 2});
  EXPECT_EQ(report.unchanged, 2U);
  EXPECT_EQ(report.added + report.changed, 0U);
  report = {};
  put_ticks(*workspace_, {{"s1", "late", false, "Bawaslu"}, {"s1", "internet", false, "Bawaslu"}},
            report, {7, 7});
  EXPECT_EQ(report.changed, 1U);
  const auto kept = ticks(*workspace_);
  ASSERT_EQ(kept.size(), 3U);
  EXPECT_EQ(kept[0].indicator, "internet");
  EXPECT_FALSE(kept[1].ticked);
  report = {};
  report.dry_run = true;
  put_ticks(*workspace_, {{"s9", "late", true, "x"}}, report);
  EXPECT_EQ(report.added, 1U);
  EXPECT_EQ(ticks(*workspace_).size(), 3U);
}

}  // namespace
}  // namespace adem::workspace
