// What the water does to each road hour by hour: limits of depth laid on all roads as if each were
// a way to travel, so that every form of layer counts as it does for the station clock.
#include <algorithm>
#include <map>
#include <thread>

#include "roads/passage/closed_futures.h"
#include "workspace/hazard_store.h"
#include "workspace/map_water.h"
#include "workspace/sheet_layer.h"

namespace adem::workspace {

namespace {

using roads::FuturesTable;

// A depth that is just at a break belongs to the class that begins there.
election::ModeRule limit_at(double break_m) {
  constexpr double kLess = 1e-5;
  election::ModeRule rule;
  rule.depth_m = break_m - kLess;
  return rule;
}

bool surely(const roads::Lanes& lanes) { return lanes.any(); }

// Tables of one question, with what an edge's characters are made from.
struct Laid {
  std::vector<FuturesTable> depths;  // by break, of layers that say depths
  std::vector<FuturesTable> wet;     // of layers that do not: one, at the first break
  std::vector<FuturesTable> closed;  // to a car: one, of all layers
};

// The worst of some characters, by their place in `order`.
void worsen(char& worst, char other, std::string_view order) {
  if (order.find(other) > order.find(worst)) worst = other;
}

// Known to be dry, not known, under water of no known depth, and the classes.
constexpr std::string_view kDepthOrder = "0?+123456789";
constexpr std::string_view kClosedOrder = "0?123456789a";

char depth_at(const Laid& laid, std::size_t edge, std::size_t step) {
  std::size_t reached = 0;
  bool dry = !laid.depths.empty() || !laid.wet.empty();
  if (!laid.depths.empty()) {
    while (reached < laid.depths.size() && surely(laid.depths[reached].at(edge, step).closed)) {
      ++reached;
    }
    dry = surely(laid.depths.front().at(edge, step).open);
  }
  if (reached > 0) return static_cast<char>('0' + std::min<std::size_t>(reached, 9));
  if (!laid.wet.empty()) {
    const auto known = laid.wet.front().at(edge, step);
    if (surely(known.closed)) return '+';
    // Where either knows that it is dry, it is.
    dry = (dry && !laid.depths.empty()) || surely(known.open);
  }
  return dry ? '0' : '?';
}

char closed_at(const FuturesTable& table, std::size_t edge, std::size_t step) {
  const auto known = table.at(edge, step);
  const auto closed = known.closed.count(), members = table.members();
  if (closed == members) return 'a';
  if (closed == 0) return known.open.count() == members ? '0' : '?';
  const auto tenths = (20 * closed + members) / (2 * members);  // rounded
  return static_cast<char>('0' + std::clamp<std::size_t>(tenths, 1, 9));
}

RoadHours::Said said_of(const Laid& laid, std::size_t edge, const election::Window& window) {
  RoadHours::Said said;
  const std::size_t hour = steps_an_hour(window);
  for (std::size_t begin = 0; begin < window.steps; begin += hour) {
    char depth = '0', closed = '0';
    for (std::size_t s = begin; s < std::min(window.steps, begin + hour); ++s) {
      worsen(depth, depth_at(laid, edge, s), kDepthOrder);
      if (!laid.closed.empty())
        worsen(closed, closed_at(laid.closed.front(), edge, s), kClosedOrder);
    }
    if (!laid.depths.empty() || !laid.wet.empty()) said.depth += depth;
    if (!laid.closed.empty()) said.closed += closed;
  }
  return said;
}

// Each way that roads are told apart is worded once.
RoadHours worded(const Laid& laid, std::size_t edges, const election::Window& window) {
  RoadHours out;
  std::map<std::vector<std::uint32_t>, std::uint32_t> known;
  std::vector<std::uint32_t> history;
  for (std::size_t edge = 0; edge < edges; ++edge) {
    history.clear();
    for (const auto* tables : {&laid.depths, &laid.wet, &laid.closed}) {
      for (const auto& table : *tables) history.push_back(table.history(edge));
    }
    const auto [found, is_new] =
        known.try_emplace(history, static_cast<std::uint32_t>(out.said.size()));
    if (is_new) out.said.push_back(said_of(laid, edge, window));
    out.of.push_back(found->second);
  }
  return out;
}

}  // namespace

RoadHours road_hours(Workspace& workspace, const roads::Network& network,
                     const Progress& progress) {
  using election::HazardForm;
  std::vector<roads::LayerFile> depths, wet, all;
  for (const auto& layer : hazards(workspace)) {
    const roads::LayerFile file{layer, workspace.path(layer.file)};
    if (!election::closes_floor(layer.kind) || layer.form == HazardForm::chance) continue;
    all.push_back(file);
    if (layer.kind != election::HazardKind::flood || layer.form == HazardForm::futures) continue;
    const bool known = layer.form != HazardForm::polygons || says_depth(file.path);
    (known ? depths : wet).push_back(file);
  }
  const auto window = workspace.window();
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  const auto breaks = depth_breaks(workspace.rules());
  std::vector<election::ModeRule> limits;
  for (const double depth_m : breaks) limits.push_back(limit_at(depth_m));
  const auto lay = [&](const std::vector<roads::LayerFile>& files,
                       std::span<const election::ModeRule> rules) {
    if (files.empty()) return std::vector<FuturesTable>{};
    return roads::closed_in_futures(network, files, rules, window, progress, threads);
  };
  const election::ModeRule car = workspace.rules().mode(election::Mode::car);
  const Laid laid{lay(depths, limits), lay(wet, std::span(limits).first(1)), lay(all, {&car, 1})};
  return worded(laid, network.edges(), window);
}

}  // namespace adem::workspace
