// Rule books and indicator sets from TOML. A book is small, so every line is checked to the letter.
#include <algorithm>

#include "base/error.h"
#include "base/format.h"
#include "base/toml.h"
#include "election/rule_line.h"
#include "election/rules.h"

namespace adem::election {

namespace {

// "duty supplies", or "duty 3" where the line has no readable code.
std::string line_name(const char* key, std::size_t index, const Json& table) {
  if (table.is_object()) {
    const auto code = table.find("code");
    if (code != table.end() && code->is_string()) {
      return fmt::format("{} {}", key, code->get<std::string>());
    }
  }
  return fmt::format("{} {}", key, index + 1);
}

// Reads the array of tables `key`, one RuleLine each, and refuses a code that comes twice.
template <typename T, typename Read>
std::vector<T> lines(RuleLine& book, const Json& root, const char* key, const std::string& file,
                     Read read) {
  std::vector<T> out;
  const auto it = root.find(key);
  if (it == root.end()) return out;
  if (!it->is_array()) book.fail(key, it->dump(), "not_a_list");
  for (std::size_t i = 0; i < it->size(); ++i) {
    const Json& table = (*it)[i];
    RuleLine line(table, line_name(key, i, table), file);
    T value = read(line);
    line.finish();
    const bool twice = std::ranges::any_of(out, [&](const T& o) { return o.code == value.code; });
    if (twice) line.fail("code", value.code, "duplicate");
    out.push_back(std::move(value));
  }
  return out;
}

// Depths and limits of anything adem knows stay under these.
constexpr double kMost = 1e6;

Duty read_duty(RuleLine& line) {
  Duty duty;
  duty.code = line.text("code");
  duty.name_id = line.text("name_id");
  duty.name_en = line.text("name_en");
  duty.from_min = line.clock("from");
  duty.to_min = line.optional_clock("to");
  if (duty.to_min && *duty.to_min < duty.from_min) {
    line.fail("to", line.text("to"), "before_from");
  }
  duty.provenance = line.provenance();
  return duty;
}

// Limits and thresholds are written alike.
template <typename T>
T read_value(RuleLine& line) {
  T out;
  out.code = line.text("code");
  out.value = line.number("value", 0, kMost);
  out.unit = line.text("unit");
  out.name_id = line.text("name_id");
  out.name_en = line.text("name_en");
  out.provenance = line.provenance();
  return out;
}

Threshold read_threshold(RuleLine& line) {
  auto out = read_value<Threshold>(line);
  const bool share = out.code == "demanded-chance" || out.code == "voters-share";
  if (share && (out.value <= 0 || out.value > 1)) {
    line.fail("value", fmt::format("{}", out.value), "out_of_range");
  }
  return out;
}

Stage read_stage(RuleLine& line) {
  Stage stage;
  stage.code = line.text("code");
  stage.name_id = line.text("name_id");
  stage.name_en = line.text("name_en");
  stage.from = line.day("from");
  stage.to = line.day("to");
  if (stage.to < stage.from) line.fail("to", stage.to, "before_from");
  stage.provenance = line.provenance();
  return stage;
}

DepthClass read_depth_class(RuleLine& line) {
  DepthClass out;
  out.code = line.text("code");
  out.from_m = line.number("from_m", 0, kMost);
  out.to_m = line.optional_number("to_m", out.from_m, kMost);
  out.provenance = line.provenance();
  return out;
}

HazardClass read_hazard_class(RuleLine& line) {
  HazardClass out;
  out.code = line.text("code");
  out.name_id = line.text("name_id");
  out.name_en = line.text("name_en");
  out.product_m2_s = line.optional_number("product_m2_s", 0, kMost);
  out.depth_m = line.optional_number("depth_m", 0, kMost);
  out.speed_m_s = line.optional_number("speed_m_s", 0, kMost);
  out.provenance = line.provenance();
  return out;
}

RainClass read_rain_class(RuleLine& line) {
  RainClass out;
  out.code = line.text("code");
  out.name_id = line.text("name_id");
  out.name_en = line.text("name_en");
  out.from_mm_day = line.number("from_mm_day", 0, kMost);
  out.to_mm_day = line.optional_number("to_mm_day", out.from_mm_day, kMost);
  out.provenance = line.provenance();
  return out;
}

ModeRule read_mode(RuleLine& line, const std::string& file) {
  constexpr double kDeepest_m = 20, kFastest_km_h = 200;
  ModeRule out;
  out.code = line.text("code");
  const auto mode = mode_named(out.code);
  if (!mode) line.fail("code", out.code, "unknown_mode");
  out.mode = *mode;
  out.name_id = line.text("name_id");
  out.name_en = line.text("name_en");
  out.depth_m = line.optional_number("depth_m", 0, kDeepest_m);
  out.depth_speed_m2_s = line.optional_number("depth_speed_m2_s", 0, kDeepest_m);
  out.least_depth_m = line.optional_number("least_depth_m", 0, kDeepest_m);
  // Without either, any water would do.
  if (out.depth_m.has_value() == out.least_depth_m.has_value()) {
    line.fail("depth_m", "", out.depth_m ? "two_depths" : "missing");
  }
  out.provenance = line.provenance();
  RuleLine speed(line.table("speed_km_h"), "mode " + out.code + " speed_km_h", file);
  for (std::size_t road = 0; road < kRoadClasses; ++road) {
    const std::string name(name_of(static_cast<RoadClass>(road)));
    out.speed_km_h[road] = speed.optional_number(name.c_str(), 0, kFastest_km_h).value_or(0);
  }
  out.speed_provenance = speed.provenance();
  speed.finish();
  return out;
}

TravelRule read_travel(RuleLine& line) {
  TravelRule out;
  out.code = line.text("code");
  out.name_id = line.text("name_id");
  out.name_en = line.text("name_en");
  for (const auto& name : line.texts("modes")) {
    const auto mode = mode_named(name);
    if (!mode) line.fail("modes", name, "unknown_mode");
    out.modes.push_back(*mode);
  }
  out.provenance = line.provenance();
  return out;
}

LegalPath read_path(RuleLine& line, const std::string& file) {
  LegalPath path;
  path.code = line.text("code");
  path.name_id = line.text("name_id");
  path.name_en = line.text("name_en");
  path.when_id = line.text("when_id");
  path.when_en = line.text("when_en");
  path.starts_id = line.text("starts_id");
  path.starts_en = line.text("starts_en");
  path.chain = line.texts("chain");
  path.article = line.text("article");
  path.provenance = line.provenance();
  RuleLine within(line.table("within"), "path " + path.code + " within", file);
  path.within_days = within.whole("days", 1, 365);
  path.within_provenance = within.provenance();
  within.finish();
  return path;
}

AgendaItem read_agenda(RuleLine& line) {
  AgendaItem out;
  out.code = line.text("code");
  out.name_id = line.text("name_id");
  out.name_en = line.text("name_en");
  out.provenance = line.provenance();
  return out;
}

ChecklistItem read_checklist(RuleLine& line, const RuleBook& book) {
  ChecklistItem out;
  out.code = line.text("code");
  out.duty = line.text("duty");
  if (std::ranges::find(book.duties, out.duty, &Duty::code) == book.duties.end()) {
    line.fail("duty", out.duty, "no_duty");
  }
  out.name_id = line.text("name_id");
  out.name_en = line.text("name_en");
  out.provenance = line.provenance();
  return out;
}

OfficeKind read_office(RuleLine& line) {
  OfficeKind out;
  out.code = line.text("code");
  out.chain = line.text("chain");
  out.name_id = line.text("name_id");
  out.name_en = line.text("name_en");
  for (const auto& text : line.optional_texts("rights")) {
    const auto right = right_named(text);
    if (!right) line.fail("rights", text, "unknown_right");
    out.rights.push_back(*right);
  }
  out.owns = line.optional_texts("owns");
  out.only_across = line.flag("only_across");
  out.provenance = line.provenance();
  return out;
}

Json read_legal(RuleLine& book, const Json& root, const std::string& file) {
  if (!root.contains("legal")) return Json::object();
  const Json& legal = book.table("legal");
  for (const auto& [code, table] : legal.items()) {
    RuleLine line(table, "legal " + code, file);
    for (const char* key : {"text_id", "text_en", "article"}) line.text(key);
    line.provenance();
    line.finish();
  }
  return legal;
}

void read_vote(RuleBook& book, RuleLine& top, const std::string& file) {
  RuleLine vote(top.table("vote"), "vote", file);
  book.vote_date = vote.day("day");
  book.vote_provenance = vote.provenance();
  vote.finish();
}

Indicator read_indicator(RuleLine& line) {
  Indicator out;
  out.number = line.whole("number", 1, 1000);
  out.code = line.text("code");
  out.group = line.text("group");
  out.name_id = line.text("name_id");
  out.name_en = line.text("name_en");
  out.computed = line.flag("computed");
  out.provenance = line.provenance();
  return out;
}

IndicatorGroup read_group(RuleLine& line) {
  IndicatorGroup out;
  out.code = line.text("code");
  out.name_id = line.text("name_id");
  out.name_en = line.text("name_en");
  out.provenance = line.provenance();
  return out;
}

// Only the columns of the file itself; the arrays and tables are read line by line.
void refuse_unknown_keys(const RuleLine& top, const Json& root,
                         std::initializer_list<const char*> known) {
  for (const auto& [key, value] : root.items()) {
    if (std::ranges::find(known, key) == known.end()) top.fail(key, value.dump(), "unknown_key");
  }
}

}  // namespace

RuleBook parse_rule_book(std::string_view toml, const std::string& name) {
  const Json root = parse_toml(toml, name);
  RuleLine top(root, "book", name);
  refuse_unknown_keys(top, root,
                      {"election", "name_id", "name_en", "indicator_set", "vote", "duty", "limit",
                       "threshold", "stage", "depth_class", "hazard_class", "rain_class", "mode",
                       "travel", "path", "agenda", "checklist", "office", "legal"});
  RuleBook book;
  book.election = top.text("election");
  book.name_id = top.text("name_id");
  book.name_en = top.text("name_en");
  book.indicator_set = top.text("indicator_set");
  read_vote(book, top, name);
  book.duties = lines<Duty>(top, root, "duty", name, read_duty);
  book.limits = lines<Limit>(top, root, "limit", name, read_value<Limit>);
  book.thresholds = lines<Threshold>(top, root, "threshold", name, read_threshold);
  book.stages = lines<Stage>(top, root, "stage", name, read_stage);
  book.depth_classes = lines<DepthClass>(top, root, "depth_class", name, read_depth_class);
  book.hazard_classes = lines<HazardClass>(top, root, "hazard_class", name, read_hazard_class);
  book.rain_classes = lines<RainClass>(top, root, "rain_class", name, read_rain_class);
  book.modes = lines<ModeRule>(top, root, "mode", name,
                               [&name](RuleLine& line) { return read_mode(line, name); });
  book.travel = lines<TravelRule>(top, root, "travel", name, read_travel);
  book.paths = lines<LegalPath>(top, root, "path", name,
                                [&name](RuleLine& line) { return read_path(line, name); });
  book.agenda = lines<AgendaItem>(top, root, "agenda", name, read_agenda);
  book.checklist = lines<ChecklistItem>(
      top, root, "checklist", name, [&book](RuleLine& line) { return read_checklist(line, book); });
  book.offices = lines<OfficeKind>(top, root, "office", name, read_office);
  book.legal = read_legal(top, root, name);
  const auto most = std::ranges::find(book.limits, "max-voters", &Limit::code);
  if (most != book.limits.end()) {
    book.max_voters = static_cast<int>(most->value);
    book.max_voters_provenance = most->provenance;
  }
  return book;
}

IndicatorSet parse_indicator_set(std::string_view toml, const std::string& name) {
  const Json root = parse_toml(toml, name);
  RuleLine top(root, "set", name);
  refuse_unknown_keys(top, root, {"code", "name_id", "name_en", "group", "indicator"});
  IndicatorSet set;
  set.code = top.text("code");
  set.name_id = top.text("name_id");
  set.name_en = top.text("name_en");
  set.groups = lines<IndicatorGroup>(top, root, "group", name, read_group);
  set.indicators = lines<Indicator>(top, root, "indicator", name, [&set](RuleLine& line) {
    auto indicator = read_indicator(line);
    if (std::ranges::find(set.groups, indicator.group, &IndicatorGroup::code) == set.groups.end()) {
      line.fail("group", indicator.group, "no_group");
    }
    return indicator;
  });
  for (std::size_t i = 0; i < set.indicators.size(); ++i) {
    const int number = set.indicators[i].number;
    if (number != static_cast<int>(i) + 1) {
      top.fail("number", fmt::format("{}", number), "out_of_order");
    }
  }
  return set;
}

}  // namespace adem::election
