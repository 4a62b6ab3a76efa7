// The authorisation matrix, for tests: rows of tests/data/matrix/*.txt and the situations in which
// each row is tried. A situation registers itself, so that a part of the desk brings its own:
//
//   const Situation kReport{"station.report", [](Table& table, const std::string& kind) { … }};
//
// It prepares what must be there and returns arguments that are right for who may act. `kind` is
// the kind of the office that will act, at home (seat_fixture.h).
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "desk/seat_fixture.h"

namespace adem::desk::testing {

using Prepare = std::function<Json(Table& table, const std::string& kind)>;

struct Situation {
  Situation(const std::string& name, Prepare prepare) { all()[name] = std::move(prepare); }
  static std::map<std::string, Prepare>& all() {
    static std::map<std::string, Prepare> situations;
    return situations;
  }
};

// Nothing needs to be there first.
inline Prepare just(Json args) {
  return [args = std::move(args)](Table&, const std::string&) { return args; };
}

// Column heads, as they stand in every table.
inline const std::map<std::string, std::string>& column_kinds() {
  static const std::map<std::string, std::string> kinds = {
      {"kpp", "kpu-provinsi"}, {"kpu", "kpu"},     {"ppk", "ppk"},      {"pps", "pps"},
      {"kps", "kpps"},         {"bws", "bawaslu"}, {"pan", "panwaslu"}, {"pkd", "pkd"},
      {"ptp", "ptps"},         {"prs", "polres"},  {"psk", "polsek"},   {"bhb", "bhabinkamtibmas"},
      {"tni", "tni"},          {"lin", "linmas"},  {"bpb", "bpbd"},     {"pln", "pln"},
      {"kes", "kesehatan"},    {"cam", "camat"},   {"lur", "lurah"},    {"tok", "tokoh"},
      {"pem", "pemilik"},      {"pub", "publik"}};
  return kinds;
}

// '+' may in its own area only, '*' may in any, '-' may not.
using Row = std::map<std::string, char>;

// All tables; a problem of form is a test failure.
inline std::map<std::string, Row> read_matrix(const std::string& directory) {
  std::map<std::string, Row> rows;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    std::ifstream in(entry.path());
    std::vector<std::string> columns;
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line.front() == '#') continue;
      std::istringstream cells(line);
      std::vector<std::string> parts;
      for (std::string cell; cells >> cell;) parts.push_back(cell);
      if (columns.empty()) {
        for (const auto& head : parts) columns.push_back(column_kinds().at(head));
        continue;
      }
      EXPECT_EQ(parts.size(), columns.size() + 1) << entry.path() << ": " << line;
      EXPECT_FALSE(rows.contains(parts.front())) << parts.front() << " stands twice";
      for (std::size_t i = 1; i < parts.size() && i <= columns.size(); ++i) {
        EXPECT_TRUE(parts[i] == "+" || parts[i] == "-" || parts[i] == "*") << line;
        rows[parts.front()][columns[i - 1]] = parts[i].front();
      }
    }
  }
  return rows;
}

// "decision.make" of "decision.make/relocation".
inline std::string act_of(const std::string& row) { return row.substr(0, row.find('/')); }

inline std::string office_id(const std::string& kind) { return kind + ":" + home_of(kind); }

// Where an office of the same kind sits that has nothing to do with this table.
inline std::string far_home_of(const std::string& kind) {
  static constexpr std::string_view kFar = "13.71.01.1001";
  return std::string(kFar.substr(0, home_of(kind).size()));
}

// Appoints "<kind>-far".
inline void appoint_far(Table& table, const std::string& kind) {
  ledger::Draft draft;
  draft.at = table.around.now;
  draft.kind = "account.appointed";
  draft.subject = kind + "-far";
  draft.area = far_home_of(kind);
  draft.body = Json{{"office", kind + ":" + far_home_of(kind)}, {"from", "2024-01-01"}, {"to", ""}};
  table.book.add(draft);
}

// The first office that may do what a row says; empty: none.
inline std::string who_may(const Row& row) {
  for (const auto& [kind, cell] : row) {
    if (cell != '-') return kind;
  }
  return {};
}

}  // namespace adem::desk::testing
