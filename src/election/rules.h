// Rule books: laws, limits, duties and stages of one election, as data with a date and a source.
// Nothing here is a constant in code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"

namespace adem::election {

// How sure we are of a line: read in a source, one secondary source, an adem default.
enum class SourceMark : char { verified = 'V', secondary = 'S', adem = 'A' };

// Where a rule line comes from. S prints as "draft, article unverified"; A is labelled as adem's
// own.
struct Provenance {
  std::string source;
  std::string date;  // ISO date the source was read or issued
  SourceMark mark = SourceMark::secondary;
};

// A duty of the station's day, minutes after local midnight of voting day (negative: day before).
struct Duty {
  std::string code;  // "supplies", "set-up", "opening", "voting-ends", …
  int from_min = 0;
  std::optional<int> to_min;
  Provenance provenance;
};

struct Threshold {
  std::string code;  // "demanded-chance", "floor-depth", "walk-depth", …
  double value = 0;
  std::string unit;  // "m", "1", "m2/s"
  Provenance provenance;
};

struct Stage {
  std::string code;
  std::string name_id, name_en;
  std::string from, to;  // ISO dates
  Provenance provenance;
};

struct DepthClass {
  std::string code;
  double from_m = 0;
  std::optional<double> to_m;
  Provenance provenance;
};

struct RuleBook {
  std::string election;  // "pilkada-2024"
  std::string name_id, name_en;
  std::string vote_date;  // ISO
  std::string indicator_set;
  std::optional<int> max_voters;
  Provenance max_voters_provenance;
  std::vector<Duty> duties;
  std::vector<Threshold> thresholds;
  std::vector<Stage> stages;
  std::vector<DepthClass> depth_classes;
  Json legal;  // lines that papers cite: {code: {text_id, text_en, article, source, date, mark}}

  // Error election.no-rule where the book has no such line.
  const Duty& duty(std::string_view code) const;
  double threshold(std::string_view code) const;
};

struct Indicator {
  int number = 0;  // within the set
  std::string code;
  std::string group;  // variable's code
  std::string name_id, name_en;
  bool computed = false;  // adem may compute a hazard beside it (place and logistics only)
  Provenance provenance;
};

struct IndicatorGroup {
  std::string code, name_id, name_en;
};

struct IndicatorSet {
  std::string code;  // "bawaslu-2024-11"
  std::string name_id, name_en;
  std::vector<IndicatorGroup> groups;
  std::vector<Indicator> indicators;
  const Indicator* find(std::string_view code) const;
};

// An official yes/no for a station, with its source.
struct IndicatorTick {
  std::string station;    // key
  std::string indicator;  // code
  bool ticked = false;
  std::string source;
  bool operator==(const IndicatorTick&) const = default;
};

// The books that travel in the binary (rules/<election>.toml). Error election.no-rule-book lists
// the names there are.
RuleBook rule_book(std::string_view election);
std::vector<std::string> rule_book_names();
// rules/indicators-<code>.toml
IndicatorSet indicator_set(std::string_view code);
std::vector<std::string> indicator_set_names();

// Readers of the same formats from text; Error election.bad-rule with name and line of thought.
RuleBook parse_rule_book(std::string_view toml, const std::string& name);
IndicatorSet parse_indicator_set(std::string_view toml, const std::string& name);

}  // namespace adem::election
