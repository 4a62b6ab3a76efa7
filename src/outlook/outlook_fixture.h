// A rule book of the fewest lines and the real day, for tests of the outlook.
#pragma once

#include <optional>

#include "election/clock.h"
#include "election/rules.h"

namespace adem::outlook::testing {

inline election::RuleBook rules() {
  election::RuleBook book;
  book.election = "test";
  const auto duty = [&book](const char* code, int from, std::optional<int> to) {
    election::Duty d;
    d.code = code;
    d.from_min = from;
    d.to_min = to;
    book.duties.push_back(d);
  };
  duty("supplies", -24 * 60, 0);
  duty("set-up", 5 * 60, 7 * 60);
  duty("opening", 7 * 60, 7 * 60);
  duty("voting-ends", 13 * 60, 13 * 60);
  duty("count", 13 * 60, std::nullopt);
  const auto threshold = [&book](const char* code, double value) {
    election::Threshold t;
    t.code = code;
    t.value = value;
    t.provenance.mark = election::SourceMark::adem;
    book.thresholds.push_back(t);
  };
  threshold("demanded-chance", 0.9);
  threshold("floor-depth", 0.05);
  return book;
}

inline election::Window window() {
  return election::station_window(*parse_date("2024-11-27", Zone("Asia/Jakarta")));
}

inline std::size_t step(const char* local) {
  const auto at = parse_instant(local, Zone("Asia/Jakarta"));
  return static_cast<std::size_t>((*at - window().from).count() / window().step_s);
}

}  // namespace adem::outlook::testing
