#include "election/rules.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/resources.h"

namespace adem::election {

namespace {

constexpr std::string_view kFolder = "rules/";
constexpr std::string_view kSetPrefix = "indicators-";
constexpr std::string_view kSuffix = ".toml";

// In the order of enum Right.
constexpr std::array<std::string_view, 10> kRights = {
    "report", "advise",      "propose",     "decide-voting", "decide-own",
    "check",  "second-read", "read-claims", "calendar",      "keep"};

std::vector<std::string> names(bool sets) {
  std::vector<std::string> found;
  for (std::string_view path : resources_under(kFolder)) {
    if (!path.ends_with(kSuffix)) continue;
    path.remove_prefix(kFolder.size());
    path.remove_suffix(kSuffix.size());
    if (path.starts_with(kSetPrefix) != sets) continue;
    if (sets) path.remove_prefix(kSetPrefix.size());
    found.emplace_back(path);
  }
  return found;
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const auto& item : list) text += (text.empty() ? "" : ", ") + item;
  return text;
}

[[noreturn]] void no_rule(const RuleBook& book, std::string_view code) {
  throw Error(ErrorKind::not_found, "election.no-rule",
              {{"election", book.election}, {"code", std::string(code)}});
}

}  // namespace

const Duty& RuleBook::duty(std::string_view code) const {
  const auto it = std::ranges::find(duties, code, &Duty::code);
  if (it == duties.end()) no_rule(*this, code);
  return *it;
}

double RuleBook::threshold(std::string_view code) const {
  const auto it = std::ranges::find(thresholds, code, &Threshold::code);
  if (it == thresholds.end()) no_rule(*this, code);
  return it->value;
}

const ModeRule& RuleBook::mode(Mode wanted) const {
  const auto it = std::ranges::find(modes, wanted, &ModeRule::mode);
  if (it == modes.end()) no_rule(*this, name_of(wanted));
  return *it;
}

const std::vector<Mode>& RuleBook::travel_by(std::string_view code) const {
  const auto it = std::ranges::find(travel, code, &TravelRule::code);
  if (it == travel.end()) no_rule(*this, code);
  return it->modes;
}

const OfficeKind* RuleBook::office(std::string_view kind) const {
  const auto it = std::ranges::find(offices, kind, &OfficeKind::code);
  return it == offices.end() ? nullptr : &*it;
}

bool OfficeKind::may(Right right) const { return std::ranges::find(rights, right) != rights.end(); }

std::string_view name_of(Right right) { return kRights[static_cast<std::size_t>(right)]; }

std::optional<Right> right_named(std::string_view name) {
  const auto it = std::ranges::find(kRights, name);
  if (it == kRights.end()) return std::nullopt;
  return static_cast<Right>(it - kRights.begin());
}

const Indicator* IndicatorSet::find(std::string_view wanted) const {
  const auto it = std::ranges::find(indicators, wanted, &Indicator::code);
  return it == indicators.end() ? nullptr : &*it;
}

std::vector<std::string> rule_book_names() { return names(false); }
std::vector<std::string> indicator_set_names() { return names(true); }

RuleBook rule_book(std::string_view election) {
  const auto known = rule_book_names();
  if (std::ranges::find(known, election) == known.end()) {
    throw Error(ErrorKind::not_found, "election.no-rule-book",
                {{"election", std::string(election)}, {"known", joined(known)}});
  }
  const std::string file = std::string(election) + std::string(kSuffix);
  return parse_rule_book(resource(std::string(kFolder) + file), file);
}

IndicatorSet indicator_set(std::string_view code) {
  const auto known = indicator_set_names();
  if (std::ranges::find(known, code) == known.end()) {
    throw Error(ErrorKind::not_found, "election.no-indicator-set",
                {{"set", std::string(code)}, {"known", joined(known)}});
  }
  const std::string file = std::string(kSetPrefix) + std::string(code) + std::string(kSuffix);
  return parse_indicator_set(resource(std::string(kFolder) + file), file);
}

}  // namespace adem::election
