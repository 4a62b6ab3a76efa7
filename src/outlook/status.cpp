#include "outlook/status.h"

#include <algorithm>
#include <cmath>

namespace adem::outlook {

namespace {

using election::Status;

struct Judge {
  std::span<const float> chance;
  float demanded;  // as the chances are: 18 of 20 is 0.9
  const election::Window& window;
  const Cause& cause;

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

  Verdict say(Status status, const char* code, Steps steps, double least) const {
    Verdict out{status, {code, {}}};
    auto& args = out.reason.args;
    args.emplace_back("from", window.at(steps.begin));
    args.emplace_back("to", window.at(steps.end));
    const bool whole = steps.begin == 0 && steps.end == window.steps;
    args.emplace_back("span", std::string(whole ? "whole" : "part"));
    args.emplace_back("begins",
                      std::string(window.on_eve(window.at(steps.begin)) ? "before" : "day"));
    args.emplace_back("ends",
                      std::string(window.on_morrow(window.at(steps.end)) ? "after" : "day"));
    args.emplace_back("kind", std::string(name_of(cause.kind)));
    args.emplace_back("hazard", cause.hazard);
    args.emplace_back("depth", std::string(cause.depth_m < 0 ? "unknown" : "known"));
    if (cause.depth_m >= 0) {
      // To the centimetre, as it is said.
      args.emplace_back("depth_m",
                        static_cast<double>(static_cast<int>(cause.depth_m * 100 + 0.5F)) / 100);
    }
    args.emplace_back("ebb", std::string(cause.recession_unknown ? "unknown" : "known"));
    args.emplace_back("chance", least);
    // Of how many computed futures how many have the water; one answer is sure of itself.
    const bool some = cause.members > 0 && least > 0;
    args.emplace_back("odds", std::string(some ? "some" : "sure"));
    args.emplace_back("members", static_cast<std::int64_t>(cause.members));
    args.emplace_back("wet", static_cast<std::int64_t>(std::lround((1 - least) * cause.members)));
    return out;
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
      return say(Status::cannot_open, "outlook.reason.all-voting", run_around(voting.begin),
                 least(voting));
    }
    const bool at_opening = bad(voting.begin);
    if (!at_opening || wet.end > first_good) {
      // Open, or perhaps open, and then wet.
      return say(Status::may_be_interrupted, "outlook.reason.interrupted", wet, least(day));
    }
    const Steps run = run_around(voting.begin);
    const bool reopens = run.end < voting.end && good(run.end);
    return say(Status::opens_late,
               reopens ? "outlook.reason.late" : "outlook.reason.late-until-unknown", run,
               least(day));
  }
};

}  // namespace

Verdict judge(std::span<const float> chance, double demanded, const Duties& duties,
              const election::Window& window, const Cause& cause) {
  const Judge j{chance, static_cast<float>(demanded), window, cause};
  if (j.any_bad(duties.voting)) return j.during_voting(duties.set_up, duties.voting);
  if (j.any_bad(duties.counting)) {
    const auto wet = j.span_of_bad(duties.counting);
    return j.say(Status::may_be_interrupted, "outlook.reason.counting", wet, j.least(wet));
  }
  if (j.any_bad(duties.set_up)) {
    const auto wet = j.span_of_bad(duties.set_up);
    return j.say(Status::opens_late, "outlook.reason.set-up", wet, j.least(wet));
  }
  if (j.any_bad(duties.night)) {
    const auto wet = j.span_of_bad(duties.night);
    return j.say(Status::opens_late, "outlook.reason.supplies", wet, j.least(wet));
  }
  const Steps day{duties.set_up.begin, duties.voting.end};
  const std::size_t gap = j.first_unknown(day);
  if (gap < day.end) {
    return {Status::unknown, {"outlook.reason.hours-missing", {{"from", window.at(gap)}}}};
  }
  const std::size_t until = j.first_unknown({day.begin, chance.size()});
  return {Status::ready, {"outlook.reason.dry", {{"until", window.at(until)}}}};
}

}  // namespace adem::outlook
