#include "outlook/status.h"

#include <algorithm>
#include <cmath>

namespace adem::outlook {

namespace {

using election::Status;

struct Judge {
  std::span<const float> chance;
  float demanded;  // as the chances are: 18 of 20 is 0.9

  bool bad(std::size_t s) const { return chance[s] >= 0 && chance[s] < demanded; }
  bool good(std::size_t s) const { return chance[s] >= 0 && chance[s] >= demanded; }
  bool any_bad(Steps steps) const {
    for (std::size_t s = steps.begin; s < steps.end; ++s) {
      if (bad(s)) return true;
    }
    return false;
  }
  // From the first bad step in `steps` to one past the last.
  Steps span_of_bad(Steps steps) const {
    Steps out{steps.end, steps.begin};
    for (std::size_t s = steps.begin; s < steps.end; ++s) {
      if (!bad(s)) continue;
      out.begin = std::min(out.begin, s);
      out.end = s + 1;
    }
    return out;
  }
  // The whole unbroken bad run around a step.
  Steps run_around(std::size_t step) const {
    Steps out{step, step + 1};
    while (out.begin > 0 && bad(out.begin - 1)) --out.begin;
    while (out.end < chance.size() && bad(out.end)) ++out.end;
    return out;
  }
  std::size_t first_unknown(Steps steps) const {
    std::size_t s = steps.begin;
    while (s < steps.end && chance[s] >= 0) ++s;
    return s;
  }

  double least(Steps steps) const {
    double out = 1;
    for (std::size_t s = steps.begin; s < steps.end; ++s) {
      if (chance[s] >= 0) out = std::min(out, static_cast<double>(chance[s]));
    }
    return out;
  }

  Verdict during_voting(Steps set_up, Steps voting) const {
    const Steps day{set_up.begin, voting.end};
    const Steps wet = span_of_bad(voting);
    std::size_t first_good = voting.begin;
    while (first_good < voting.end && !good(first_good)) ++first_good;
    if (wet.begin == voting.begin && wet.end == voting.end && first_good == voting.end &&
        first_unknown(voting) == voting.end) {
      return {Status::cannot_open, "all-voting", run_around(voting.begin), least(voting)};
    }
    const bool at_opening = bad(voting.begin);
    if (!at_opening || wet.end > first_good) {
      // Open, or perhaps open, and then wet.
      return {Status::may_be_interrupted, "interrupted", wet, least(day)};
    }
    const Steps run = run_around(voting.begin);
    const bool reopens = run.end < voting.end && good(run.end);
    return {Status::opens_late, reopens ? "late" : "late-until-unknown", run, least(day)};
  }
};

}  // namespace

Verdict judge(std::span<const float> chance, double demanded, const Duties& duties) {
  const Judge j{chance, static_cast<float>(demanded)};
  if (j.any_bad(duties.voting)) return j.during_voting(duties.set_up, duties.voting);
  if (j.any_bad(duties.counting)) {
    const auto wet = j.span_of_bad(duties.counting);
    return {Status::may_be_interrupted, "counting", wet, j.least(wet)};
  }
  if (j.any_bad(duties.set_up)) {
    const auto wet = j.span_of_bad(duties.set_up);
    return {Status::opens_late, "set-up", wet, j.least(wet)};
  }
  if (j.any_bad(duties.night)) {
    const auto wet = j.span_of_bad(duties.night);
    return {Status::opens_late, "supplies", wet, j.least(wet)};
  }
  const Steps day{duties.set_up.begin, duties.voting.end};
  const std::size_t gap = j.first_unknown(day);
  if (gap < day.end) return {Status::unknown, "hours-missing", {gap, gap}, 1};
  return {Status::ready, "dry", {day.begin, j.first_unknown({day.begin, chance.size()})}, 1};
}

namespace {

// From when to when, with the days that must be said.
Args hours(const Steps& steps, const election::Window& window) {
  const Instant from = window.at(steps.begin), to = window.at(steps.end);
  const bool whole = steps.begin == 0 && steps.end == window.steps;
  return {{"from", from},
          {"to", to},
          {"span", std::string(whole ? "whole" : "part")},
          {"begins", std::string(window.on_eve(from) ? "before" : "day")},
          {"ends", std::string(window.on_morrow(to) ? "after" : "day")}};
}

// Of how many computed futures how many fail; one answer is sure of itself.
void add_odds(Args& args, double least, std::size_t members) {
  const bool some = members > 0 && least > 0;
  args.emplace_back("chance", least);
  args.emplace_back("odds", std::string(some ? "some" : "sure"));
  args.emplace_back("members", static_cast<std::int64_t>(members));
  args.emplace_back(
      "wet", static_cast<std::int64_t>(std::lround((1 - least) * static_cast<double>(members))));
}

}  // namespace

Message floor_reason(const Verdict& verdict, const election::Window& window, const Cause& cause) {
  Message out{std::string("outlook.reason.") + verdict.code, {}};
  if (verdict.status == Status::unknown) {
    out.args.emplace_back("from", window.at(verdict.steps.begin));
    return out;
  }
  if (verdict.status == Status::ready) {
    out.args.emplace_back("until", window.at(verdict.steps.end));
    return out;
  }
  out.args = hours(verdict.steps, window);
  auto& args = out.args;
  args.emplace_back("kind", std::string(name_of(cause.kind)));
  args.emplace_back("hazard", cause.hazard);
  args.emplace_back("depth", std::string(cause.depth_m < 0 ? "unknown" : "known"));
  if (cause.depth_m >= 0) {
    // To the centimetre, as it is said.
    args.emplace_back("depth_m",
                      static_cast<double>(static_cast<int>(cause.depth_m * 100 + 0.5F)) / 100);
  }
  args.emplace_back("ebb", std::string(cause.recession_unknown ? "unknown" : "known"));
  add_odds(args, verdict.least, static_cast<std::size_t>(cause.members));
  return out;
}

Message link_reason(election::Link link, const Verdict& verdict, const election::Window& window,
                    const std::string& place, std::size_t members) {
  std::string when = verdict.code;
  std::ranges::replace(when, '-', '_');
  Message out{"outlook.reason." + std::string(name_of(link)), hours(verdict.steps, window)};
  out.args.emplace_back("when", std::move(when));
  out.args.emplace_back("place", place);
  add_odds(out.args, verdict.least, members > 1 ? members : 0);
  return out;
}

}  // namespace adem::outlook
