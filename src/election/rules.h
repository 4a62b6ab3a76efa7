// Rule books: laws, limits, duties and stages of one election, as data with a date and a source.
// Nothing here is a constant in code.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "election/travel.h"

namespace adem::election {

// How sure we are of a line: read in a source, one secondary source, an adem default.
enum class SourceMark : char { verified = 'V', secondary = 'S', adem = 'A' };

// Where a rule line comes from. S prints as "draft, article unverified"; A is labelled as adem's
// own.
struct Provenance {
  std::string source;
  std::string date;  // when the source was issued, ISO: "2024-11-29", "2024-11" or "2024"
  SourceMark mark = SourceMark::secondary;
};

// A duty of the station's day, minutes after local midnight of voting day (negative: day before).
struct Duty {
  std::string code;  // "supplies", "set-up", "opening", "voting-ends", …
  std::string name_id, name_en;
  int from_min = 0;
  std::optional<int> to_min;
  Provenance provenance;
};

// A number the rules set: voters per station, size of a station, members of a crew.
struct Limit {
  std::string code;
  double value = 0;
  std::string unit;  // "1" (a count) or "m"
  std::string name_id, name_en;
  Provenance provenance;
};

struct Threshold {
  std::string code;  // "demanded-chance", "floor-depth", "report-within", …
  double value = 0;
  std::string unit;  // "m", "1", "m2/s"
  std::string name_id, name_en;
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

// Water by depth times speed, depth and speed: the first class whose limits all hold.
struct HazardClass {
  std::string code;  // "H1" … "H6"
  std::string name_id, name_en;
  std::optional<double> product_m2_s, depth_m, speed_m_s;  // none: no limit
  Provenance provenance;
};

// How a way to travel meets water, and how fast it is where the road is dry.
struct ModeRule {
  Mode mode = Mode::walk;
  std::string code;  // name_of(mode)
  std::string name_id, name_en;
  // It passes where the water is at most this deep, and depth times speed at most that; none: no
  // limit. A boat passes where it is at least so deep instead.
  std::optional<double> depth_m, depth_speed_m2_s, least_depth_m;
  Provenance provenance;
  std::array<double, kRoadClasses> speed_km_h{};  // 0: does not go there
  Provenance speed_provenance;
  double speed(RoadClass road) const { return speed_km_h[static_cast<std::size_t>(road)]; }
};

// What a journey of the station clock may be made with.
struct TravelRule {
  std::string code;  // "box", "crew", "help"
  std::string name_id, name_en;
  std::vector<Mode> modes;
  Provenance provenance;
};

struct RainClass {
  std::string code, name_id, name_en;
  double from_mm_day = 0;
  std::optional<double> to_mm_day;
  Provenance provenance;
};

// One of the three ways on after interrupted voting. adem shows which one the facts point to; it
// never decides, and never advises "ulang" by itself.
struct LegalPath {
  std::string code;  // "lanjutan", "susulan", "ulang"
  std::string name_id, name_en;
  std::string when_id, when_en;      // what must have happened
  std::string starts_id, starts_en;  // where voting starts again
  std::vector<std::string> chain;    // names of offices (name_id): proposer first, decider last
  std::string article;
  int within_days = 0;
  Provenance within_provenance;
  Provenance provenance;
};

struct AgendaItem {
  std::string code, name_id, name_en;
  Provenance provenance;
};

// What is looked at before a duty of the station's day, and ticked off.
struct ChecklistItem {
  std::string code;  // "floor-dry"
  std::string duty;  // code of the duty it belongs to: "supplies" is the list of H-1
  std::string name_id, name_en;
  Provenance provenance;
};

// What an office may do at the desk.
enum class Right : std::uint8_t {
  report,         // facts, station status, incidents, claims, what is ready
  advise,         // imbauan, saran perbaikan
  propose,        // about voting
  decide_voting,  // about voting: on another's proposal
  decide_own,     // its own duties and deployment
  check,          // mark a claim about a topic it owns true or false
  second_read,    // let an answer to a claim out
  read_claims,    // claims that are not closed yet
  calendar,       // the calendar of stages
  keep,           // accounts, nodes, redaction
};
// "report", "decide-voting", …
std::string_view name_of(Right right);
std::optional<Right> right_named(std::string_view name);

// A kind of office ("ppk"); an office is a kind and an area: "ppk:14.72.05".
struct OfficeKind {
  std::string code;
  std::string chain;  // "kpu", "bawaslu", "polri", …
  std::string name_id, name_en;
  std::vector<Right> rights;
  std::vector<std::string> owns;  // topics whose facts are its own: "procedure", "hazard", …
  bool only_across = false;       // decides about voting only what no one area below it holds
  Provenance provenance;
  bool may(Right right) const;
};

struct RuleBook {
  std::string election;  // "pilkada-2024"
  std::string name_id, name_en;
  std::string vote_date;  // ISO
  Provenance vote_provenance;
  std::string indicator_set;
  std::optional<int> max_voters;  // the limit "max-voters"
  Provenance max_voters_provenance;
  std::vector<Limit> limits;
  std::vector<Duty> duties;
  std::vector<Threshold> thresholds;
  std::vector<Stage> stages;
  std::vector<DepthClass> depth_classes;
  std::vector<HazardClass> hazard_classes;
  std::vector<RainClass> rain_classes;
  std::vector<ModeRule> modes;
  std::vector<TravelRule> travel;
  std::vector<LegalPath> paths;
  std::vector<AgendaItem> agenda;
  std::vector<ChecklistItem> checklist;
  std::vector<OfficeKind> offices;
  Json legal;  // lines that papers cite: {code: {text_id, text_en, article, source, date, mark}}

  // Error election.no-rule where the book has no such line.
  const Duty& duty(std::string_view code) const;
  double threshold(std::string_view code) const;
  const ModeRule& mode(Mode mode) const;
  const std::vector<Mode>& travel_by(std::string_view code) const;
  // Nothing where the book knows no such kind of office.
  const OfficeKind* office(std::string_view kind) const;
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
  Provenance provenance;
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

// Readers of the same formats from text. Errors: base.bad-toml (line and column), and
// election.bad-rule {line, key, value, problem} with the file's name as where. A line without
// source, date or mark is an error, and so are an unknown mark, an unknown key and a repeated code.
RuleBook parse_rule_book(std::string_view toml, const std::string& name);
IndicatorSet parse_indicator_set(std::string_view toml, const std::string& name);

// Every line with its mark, for `adem rules --json`.
Json to_json(const RuleBook& book);
Json to_json(const IndicatorSet& set);

}  // namespace adem::election
