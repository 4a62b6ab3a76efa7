#include "outlook/duties.h"

#include <algorithm>

namespace adem::outlook {

namespace {

const election::Duty* find(const election::RuleBook& rules, std::string_view code) {
  const auto found = std::find_if(rules.duties.begin(), rules.duties.end(),
                                  [code](const auto& duty) { return duty.code == code; });
  return found == rules.duties.end() ? nullptr : &*found;
}

}  // namespace

Duties duties(const election::RuleBook& rules, const election::Window& window) {
  // The window begins at noon the day before.
  constexpr int kNoonToMidnight = 12 * 60;
  const auto step = [&window](int minute_of_day) {
    const std::int64_t seconds = (std::int64_t{minute_of_day} + kNoonToMidnight) * 60;
    const std::int64_t at = (seconds + window.step_s - 1) / window.step_s;
    return static_cast<std::size_t>(
        std::clamp<std::int64_t>(at, 0, static_cast<std::int64_t>(window.steps)));
  };
  const auto set_up = step(rules.duty("set-up").from_min);
  const auto opening = step(rules.duty("opening").from_min);
  const auto closing = step(rules.duty("voting-ends").from_min);
  Duties out;
  out.supplies_due = set_up;
  out.set_up = {set_up, opening};
  out.voting = {opening, closing};
  if (const auto* supplies = find(rules, "supplies")) {
    out.night = {step(supplies->from_min), set_up};
    if (supplies->to_min) out.supplies_due = std::min(set_up, step(*supplies->to_min));
  }
  if (const auto* count = find(rules, "count")) {
    out.counting = {std::max(closing, step(count->from_min)),
                    count->to_min ? step(*count->to_min) : window.steps};
  }
  return out;
}

}  // namespace adem::outlook
