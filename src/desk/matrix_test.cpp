// Every act, every kind of office, own area and foreign: tests/data/matrix says who may.
#include "desk/matrix.h"

namespace adem::desk {
namespace {

using namespace testing;

const std::string kTables = std::string(ADEM_TEST_DATA) + "/matrix";

// What happens when `handle` tries: "" done, "-" refused as not allowed, else the other error.
std::string tried(Table& table, const std::string& handle, const std::string& act,
                  const Json& args) {
  try {
    table.as(handle, act, args);
    return "";
  } catch (const Error& error) {
    return error.kind() == ErrorKind::forbidden ? "-" : error.what();
  }
}

std::string tried_at_home(const std::string& row, const std::string& kind) {
  Table table;
  const Json args = Situation::all().at(row)(table, kind);
  return tried(table, kind, act_of(row), args);
}

std::string tried_from_afar(const std::string& row, const std::string& kind) {
  Table table;
  appoint_far(table, kind);
  const Json args = Situation::all().at(row)(table, kind);
  return tried(table, kind + "-far", act_of(row), args);
}

TEST(Matrix, EveryActHasARowAndEveryRowASituation) {
  const auto rows = read_matrix(kTables);
  std::set<std::string> acts;
  for (const auto& [row, cells] : rows) {
    acts.insert(act_of(row));
    EXPECT_TRUE(Situation::all().contains(row)) << row << " has no situation";
    EXPECT_NE(find_act(act_of(row)), nullptr) << row << " is no act";
  }
  for (const Act& act : all_acts()) {
    EXPECT_TRUE(acts.contains(std::string(act.name))) << act.name << " is in no table";
  }
  for (const auto& [row, prepare] : Situation::all()) {
    EXPECT_TRUE(rows.contains(row)) << row << " is in no table";
  }
}

TEST(Matrix, HasAColumnForEveryKindOfOffice) {
  const auto rows = read_matrix(kTables);
  for (const auto& name : election::rule_book_names()) {
    for (const auto& kind : election::rule_book(name).offices) {
      for (const auto& [row, cells] : rows) {
        EXPECT_TRUE(cells.contains(kind.code)) << row << " does not say about " << kind.code;
      }
    }
  }
}

TEST(Matrix, EachOfficeMayWhatTheTableSaysAndNothingElse) {
  for (const auto& [row, cells] : read_matrix(kTables)) {
    if (!Situation::all().contains(row)) continue;
    for (const auto& [kind, cell] : cells) {
      EXPECT_EQ(tried_at_home(row, kind), cell == '-' ? "-" : "") << row << " by " << kind;
      EXPECT_EQ(tried_from_afar(row, kind), cell == '*' ? "" : "-")
          << row << " by " << kind << " of a foreign area";
    }
  }
}

TEST(Matrix, NobodyActsWithoutAnAccount) {
  for (const auto& [row, cells] : read_matrix(kTables)) {
    if (!Situation::all().contains(row) || who_may(cells).empty()) continue;
    Table table;
    const Json args = Situation::all().at(row)(table, who_may(cells));
    EXPECT_EQ(tried(table, "", act_of(row), args), "-") << row;
  }
}

}  // namespace
}  // namespace adem::desk
