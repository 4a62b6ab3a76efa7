// Lines that follow a book are those that would be read from it anew.
#include "desk/station_lines.h"

#include <gtest/gtest.h>
#include <random>
#include <vector>

#include "desk/dossier_fixture.h"
#include "desk/field_fixture.h"
#include "desk/station_words.h"

namespace adem::desk {
namespace {

using namespace testing;

// Two of the three stations by key, one of them named twice; "TPS 001 Mundam" is in no list.
std::vector<ListedStation> some() {
  return {listed()[0], listed()[1], {"1472051003002", "TPS 002 again", "14.72.05.1003"}};
}

StationLine line_of(const StationLines& lines, const std::string& key) {
  StationLine found;
  lines.each("", [&](const ListedStation& station, const StationLine& line) {
    if (station.key == key) found = line;
  });
  return found;
}

class Following {
 public:
  explicit Following(Table& table)
      : table_(table), stations_(some()), lines_(stations_, table.book, table.around) {}

  // `again`: how many events before the new ones are told once more.
  void follow(std::size_t again = 0) {
    const auto& events = table_.book.events();
    const auto from = seen_ - std::min(again, seen_);
    lines_.take(table_.book, std::span(events).subspan(from));
    lines_.at(table_.around);
    seen_ = events.size();
  }
  void expect_the_same(const std::string& after) const {
    for (const WallFilter& filter :
         {WallFilter{}, WallFilter{"14.72.05.1002", ""}, WallFilter{"", "missing"},
          WallFilter{.area = "", .status = "", .offset = 1, .limit = 1}}) {
      EXPECT_EQ(station_wall(lines_, table_.book, table_.around, Actor{}, filter),
                station_wall(table_.book, table_.around, Actor{}, stations_, filter))
          << after;
    }
  }
  const StationLines& lines() const { return lines_; }

 private:
  Table& table_;
  std::vector<ListedStation> stations_;
  StationLines lines_;
  std::size_t seen_ = 0;
};

// What offices do on the day, by chance: what is refused was nothing.
std::string anything(Table& table, std::mt19937& random) {
  const auto one = [&random](const auto& of) { return std::string(of[random() % of.size()]); };
  const std::vector<const char*> stations{"TPS 001 Guntung", "TPS 002 Guntung", "TPS 001 Mundam"};
  const std::vector<const char*> who{"kpps", "ptps", "ppk", "polsek", "panwaslu"};
  const std::vector<const char*> facts{"moved", "interrupted", "resumed", "opened-late"};
  const std::string ids = std::to_string(1 + random() % 4), station = one(stations);
  switch (random() % 9) {
    case 0:
      table.around.now += Seconds{900 * (1 + random() % 12)};
      return "an hour later";
    case 1:
      return table.refused(one(who), "station.fact", {{"station", station}, {"what", one(facts)}});
    case 2:
      return table.refused("kpps", "station.fact-withdraw",
                           {{"fact", "f" + ids}, {"why", "salah"}});
    case 3:
      return table.refused(one(who), "incident.report",
                           {{"kind", "flood"}, {"text", "air naik"}, {"station", station}});
    case 4:
      return table.refused("polsek", "incident.close",
                           {{"incident", "g" + ids}, {"result", "surut"}});
    case 5:
      return table.refused("ppk", "proposal.make", voting("susulan"));
    case 6:
      return table.refused("kpu", "decision.make", verdict("u" + ids));
    default: {
      Json said{{"station", station}, {"status", one(kStatuses)}};
      if (random() % 2 == 0) said["as-of"] = "2024-11-27T04:00";
      return table.refused(one(who), "station.report", said);
    }
  }
}

TEST(StationLines, FollowWhateverIsRecorded) {
  std::size_t done = 0;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    std::mt19937 random(seed);
    Table table = voting_day("2024-11-27T04:30");
    Following following(table);
    for (int step = 0; step < 40; ++step) {
      const auto refused = anything(table, random);
      done += refused.empty() ? 1 : 0;
      following.follow(random() % 4);
      following.expect_the_same("seed " + std::to_string(seed) + ", step " + std::to_string(step) +
                                " " + refused);
    }
  }
  EXPECT_GT(done, 200U) << "most of it is refused: this tests nothing";
}

TEST(StationLines, WhatIsTheLedgersOwnHasAllReadAnew) {
  Table table = voting_day("2024-11-27T07:10");
  table.as("kpps", "station.report", report("open", "2024-11-27T07:00"));
  const auto stations = some();
  StationLines lines(stations, table.book, table.around);
  EXPECT_TRUE(line_of(lines, "1472051003001").spoken);
  // Another trust: the state is another, and no event of the station says so.
  MemoryBook other;
  for (const auto& event : table.book.events()) {
    if (event.kind != "station.reported") other.add_event(event);
  }
  ledger::Event revoked;
  revoked.kind = "node.revoked";
  lines.take(other, {&revoked, 1});
  EXPECT_FALSE(line_of(lines, "1472051003001").spoken);
  EXPECT_EQ(station_wall(lines, other, table.around, Actor{}, {}),
            station_wall(other, table.around, Actor{}, stations, {}));
}

TEST(StationLines, AWordOfANewerProgramIsCountedAsItStands) {
  Table table = voting_day("2024-11-26T08:10");  // nothing is due yet
  table.as("kpps", "station.report", report("open", "2024-11-26T08:00"));
  ledger::Draft draft;
  static_cast<ledger::Draft&>(draft) = table.book.events().back();
  draft.body["status"] = "moved-by-boat";
  draft.body["as_of"] = "2024-11-26T01:09:00Z";
  Following following(table);
  table.book.add(draft);
  following.follow();
  following.expect_the_same("a word that is not known here");
  const Json all = station_wall(following.lines(), table.book, table.around, Actor{}, {});
  EXPECT_EQ(all["summary"]["status"]["moved-by-boat"], 1);
}

TEST(StationLines, AStationIsSilentUntilSomethingIsKnownOfIt) {
  Table table = voting_day("2024-11-27T04:30");
  Following following(table);
  EXPECT_EQ(following.lines().word(following.lines().silent()), "missing");
  EXPECT_FALSE(line_of(following.lines(), "1472051003001").spoken);
  table.as("kpps", "incident.report",
           {{"kind", "flood"}, {"text", "air naik"}, {"station", kGuntung}});
  following.follow();
  EXPECT_TRUE(line_of(following.lines(), "1472051003001").spoken);
  EXPECT_EQ(line_of(following.lines(), "1472051003001").incidents, 1U);
  EXPECT_FALSE(line_of(following.lines(), "1472051003002").spoken);
}

}  // namespace
}  // namespace adem::desk
