#include "desk/accounts.h"

#include "desk/seat_fixture.h"

namespace adem::desk {
namespace {

using testing::Table;

Json asked(const char* handle, const char* office) {
  return Json{{"handle", handle}, {"office", office}};
}

TEST(Accounts, KeeperAppointsItsOwnChainInItsOwnArea) {
  Table table;
  EXPECT_EQ(table.refused("kpu", "account.appoint", asked("ppk-2", "ppk:14.72.05")), "");
  EXPECT_EQ(table.refused("kpu", "account.appoint", asked("pkd-2", "pkd:14.72.05.1003")),
            "desk.other-chain");
  EXPECT_EQ(table.refused("kpu", "account.appoint", asked("ppk-3", "ppk:14.71.01")),
            "desk.foreign-area");
  EXPECT_EQ(table.refused("ppk", "account.appoint", asked("pps-2", "pps:14.72.05.1003")),
            "desk.not-allowed");
  EXPECT_EQ(table.refused("", "account.appoint", asked("pps-2", "pps:14.72.05.1003")),
            "desk.no-accounts");
}

TEST(Accounts, RefuseWhatTheyAreNot) {
  Table table;
  EXPECT_EQ(table.refused("kpu", "account.appoint", asked("Ani Wijaya", "ppk:14.72.05")),
            "desk.bad-handle");
  EXPECT_EQ(table.refused("kpu", "account.appoint", asked("ppk", "ppk:14.72.05")),
            "desk.taken-handle");
  EXPECT_EQ(table.refused("kpu", "account.appoint", asked("x-1", "raja:14.72.05")),
            "desk.unknown-kind");
  EXPECT_EQ(table.refused("kpu", "account.appoint", asked("x-1", "ppk")), "desk.bad-office");
  EXPECT_EQ(table.refused("kpu", "account.appoint",
                          Json{{"handle", "x-1"}, {"office", "ppk:14.72.05"}, {"name", "x"}}),
            "desk.unknown-arg");
  EXPECT_EQ(table.refused("kpu", "account.appoint", Json{{"handle", "x-1"}}), "desk.missing-arg");
  EXPECT_EQ(table.refused("kpu", "account.appoint", Json{{"handle", 1}, {"office", "x"}}),
            "desk.bad-arg");
}

TEST(Accounts, ActBetweenTheirDatesOnly) {
  Table table;
  table.as("kpu", "account.appoint",
           Json{{"handle", "ppk-2"},
                {"office", "ppk:14.72.05"},
                {"from", "2024-11-25"},
                {"to", "2024-12-16"}});
  const Json anything{{"handle", "x-1"}, {"office", "ppk:14.72.05"}};
  EXPECT_EQ(table.refused("ppk-2", "account.appoint", anything), "desk.not-appointed");
  table.at("2024-11-25T00:00");
  EXPECT_EQ(table.refused("ppk-2", "account.appoint", anything), "desk.not-allowed");
  table.at("2024-12-17T00:00");
  EXPECT_EQ(table.refused("ppk-2", "account.appoint", anything), "desk.not-appointed");
  table.at("2024-11-26T12:00");
  table.as("kpu", "account.end", Json{{"handle", "ppk-2"}, {"why", "diganti"}});
  table.at("2024-11-27T00:00");
  EXPECT_EQ(table.refused("ppk-2", "account.appoint", anything), "desk.not-appointed");
  EXPECT_EQ(table.refused("siapa", "account.appoint", anything), "desk.no-account");
}

// Two parts that own one kind of event would fold it in one of them only.
TEST(DeskFold, EveryKindOfEventBelongsToOnePart) {
  std::map<std::string_view, std::string_view> owners;
  for (const Part* part : parts()) {
    for (const Kind& kind : part->kinds) {
      const auto [known, added] = owners.emplace(kind.name, part->type);
      EXPECT_TRUE(added) << kind.name << ": " << known->second << " and " << part->type;
    }
  }
  EXPECT_GT(owners.size(), 50u);
}

}  // namespace
}  // namespace adem::desk
