#include "workspace/causes_run.h"

#include <algorithm>
#include <thread>

#include "base/error.h"

namespace adem::workspace {

namespace {

using election::Mode;

Mode mode_of(const outlook::RoadWorld& world, const std::optional<Mode>& asked) {
  const Mode mode = asked.value_or(world.box_by.empty() ? Mode::car : world.box_by.front());
  if (!world.modes[static_cast<std::size_t>(mode)]) {
    throw Error(ErrorKind::misuse, "workspace.no-such-mode",
                {{"mode", std::string(name_of(mode))}});
  }
  return mode;
}

// Whole steps within the hours.
outlook::Steps steps_of(const election::Window& window, const CausesAsked& asked) {
  const auto step = [&window](Instant at, bool up) {
    const auto seconds = (at - window.from).count();
    const auto down = seconds >= 0 ? seconds / window.step_s : -1;
    const auto whole = up && seconds % window.step_s != 0 ? down + 1 : down;
    return static_cast<std::size_t>(
        std::clamp<std::int64_t>(whole, 0, static_cast<std::int64_t>(window.steps)));
  };
  const outlook::Steps steps{asked.from ? step(*asked.from, true) : 0,
                             asked.to ? step(*asked.to, false) : window.steps};
  if (steps.empty()) throw Error(ErrorKind::misuse, "workspace.no-hours");
  return steps;
}

}  // namespace

CausesRun run_causes(const RoadDay& day, const CausesAsked& asked) {
  const auto& world = day.tied.world;
  if (world.depots.empty()) throw Error(ErrorKind::conflict, "workspace.no-warehouse");
  CausesRun out;
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  out.causes =
      outlook::common_causes({day.network, day.stations, world, *day.open,
                              mode_of(world, asked.mode), steps_of(world.window, asked), threads});
  out.stations = day.stations;
  out.areas = day.areas;
  out.exercise = day.exercise;
  bool flood = false;
  for (const auto& layer : day.layers) {
    flood = flood || layer.kind == election::HazardKind::flood;
    if (layer.form == election::HazardForm::chance) {
      out.caveats.push_back({"causes.no-futures", {{"hazard", layer.name}}});
    }
  }
  if (!flood) out.caveats.push_back({"causes.no-flood", {}});
  return out;
}

}  // namespace adem::workspace
