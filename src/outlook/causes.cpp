#include "outlook/causes.h"

#include <algorithm>
#include <map>

namespace adem::outlook {

namespace {

using roads::Lanes;
using Edges = std::vector<std::uint32_t>;
using Blocks = std::vector<Lanes>;

// The closures of the steps that are looked at, and what a lane of them is.
struct LaneBlocks {
  std::vector<roads::Closures> blocks;
  std::size_t members = 1, first_step = 0, steps_in_block = 1;
};

LaneBlocks lanes_of(const CausesInput& in) {
  LaneBlocks out{{}, in.open.members(), in.steps.begin, steps_in_block(in.open.members())};
  for (std::size_t step = in.steps.begin; step < in.steps.end; step += out.steps_in_block) {
    const std::size_t count = std::min(out.steps_in_block, in.steps.end - step);
    out.blocks.push_back(in.open.block(in.mode, roads::Reading::maybe, step, count));
  }
  return out;
}

// What every warehouse's stations share.
struct Shared {
  const CausesInput& in;
  LaneBlocks lanes;
  roads::Links links;
  std::vector<std::uint32_t> numbers;
  std::vector<std::string> service_kinds;
  std::vector<std::vector<roads::CutSource>> services;
};

Shared shared(const CausesInput& in) {
  Shared out{
      in, lanes_of(in), roads::Links(in.world.roads(in.mode).graph), road_numbers(in.network), {},
      {}};
  const auto add = [&out](const char* kind, const std::vector<std::uint32_t>& nodes) {
    if (nodes.empty()) return;
    out.service_kinds.emplace_back(kind);
    auto& places = out.services.emplace_back();
    for (const auto node : nodes) places.push_back({node, {}});
  };
  add("hospital", in.world.hospitals);
  add("police", in.world.police);
  return out;
}

// One warehouse.
class Finder {
 public:
  Finder(const Shared& shared, const std::vector<std::size_t>& rows)
      : shared_(shared), in_(shared.in), lanes_(shared.lanes) {
    for (const std::size_t row : rows) {
      const auto voters = in_.stations.voters(row);
      out_.without_voters += voters < 0 ? 1 : 0;
      targets_.push_back({*in_.world.stations[row].at.by(in_.mode),
                          voters < 0 ? 1U : static_cast<std::uint32_t>(voters),
                          {}});
      row_of_.push_back(row);
      out_.voters += targets_.back().weight;
    }
    out_.stations = static_cast<std::int64_t>(rows.size());
  }

  Causes find(const Depot& warehouse) {
    out_.warehouse = warehouse.name;
    const std::vector<roads::CutSource> source{{*warehouse.at.by(in_.mode), {}}};
    const roads::CutQuestion question{shared_.links, shared_.numbers, lanes_.blocks,
                                      source,        targets_,        in_.threads};
    const auto found = roads::common_causes(question, shared_.services);
    name_all(found);
    out_.voter_hours_lost = hours(found.lost);
    out_.pairs_found = found.pairs_found;
    out_.pairs_tried = found.pairs_tried;
    for (const auto& each : found.worth) take(each);
    for (const auto& each : found.pairs) {
      out_.pairs.push_back({{road(each.edges[0]), road(each.edges[1])}, hours(each.gain)});
    }
    for (const auto& each : found.best) {
      out_.best.push_back({roads_of(each.stretches), hours(each.gain)});
    }
    for (const auto& each : found.groups) take(each);
    return std::move(out_);
  }

 private:
  // Voters times lanes as voter-hours of one future on average.
  double hours(std::uint64_t voter_lanes) const {
    return static_cast<double>(voter_lanes) * in_.world.window.step_s / 3600 /
           static_cast<double>(lanes_.members);
  }

  CauseWhen when(const Blocks& blocks) const {
    const std::size_t members = lanes_.members;
    CauseWhen out;
    std::vector<char> ever(members);
    std::map<std::size_t, std::int64_t> at_step;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      const std::size_t first = lanes_.first_step + b * lanes_.steps_in_block;
      for (std::size_t l = blocks[b].next(0); l < roads::kLanes; l = blocks[b].next(l + 1)) {
        ever[l % members] = 1;
        ++at_step[first + l / members];
      }
    }
    if (at_step.empty()) return out;
    out.from = in_.world.window.at(at_step.begin()->first);
    out.to = in_.world.window.at(at_step.rbegin()->first + 1);
    out.futures = std::count(ever.begin(), ever.end(), 1);
    for (const auto& [step, count] : at_step) out.at_once = std::max(out.at_once, count);
    return out;
  }

  // Names of all stretches that are spoken of, found in one pass.
  void name_all(const roads::CommonCauses& found) {
    std::vector<Edges> all;
    const auto add = [&all](const std::vector<Edges>& some) {
      all.insert(all.end(), some.begin(), some.end());
    };
    for (const auto& each : found.worth) all.push_back(each.edges);
    for (const auto& each : found.pairs)
      all.insert(all.end(), each.edges.begin(), each.edges.end());
    for (const auto& each : found.best) add(each.stretches);
    for (const auto& each : found.groups) {
      add(each.stretches);
      add(each.instead);
    }
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (auto& road : name_stretches(in_.network, in_.stations, all)) {
      auto edges = road.edges;
      named_.emplace(std::move(edges), std::move(road));
    }
  }
  const CauseRoad& road(const Edges& edges) const { return named_.at(edges); }
  std::vector<CauseRoad> roads_of(const std::vector<Edges>& stretches) const {
    std::vector<CauseRoad> out;
    for (const auto& edges : stretches) out.push_back(road(edges));
    return out;
  }

  void take(const roads::StretchWorth& found) {
    CauseWorth out;
    out.road = road(found.edges);
    for (const auto target : found.targets) out.stations.push_back(row_of_[target]);
    out.voters = static_cast<std::int64_t>(found.voters);
    out.voter_hours = hours(found.gain);
    out.helps = when(found.helps);
    out_.worth.push_back(std::move(out));
  }

  void take(const roads::CutGroup& found) {
    CauseGroup out;
    out.by = found.by;
    out.roads = roads_of(found.stretches);
    out.instead = roads_of(found.instead);
    for (const auto& member : found.members) {
      out.stations.push_back(row_of_[member.target]);
      out.station_when.push_back(when(member.lanes));
    }
    out.voters = static_cast<std::int64_t>(found.voters);
    out.voter_hours = hours(found.lost);
    out.when = when(found.lanes);
    for (std::size_t s = 0; s < found.services.size(); ++s) {
      const auto& cut = found.services[s];
      out.services.push_back({shared_.service_kinds[s], static_cast<std::int64_t>(cut.targets),
                              static_cast<std::int64_t>(cut.voters), when(cut.lanes)});
    }
    out_.groups.push_back(std::move(out));
  }

  const Shared& shared_;
  const CausesInput& in_;
  const LaneBlocks& lanes_;
  Causes out_;
  std::vector<roads::CutTarget> targets_;
  std::vector<std::size_t> row_of_;  // targets
  std::map<Edges, CauseRoad> named_;
};

}  // namespace

CommonCauses common_causes(const CausesInput& input) {
  CommonCauses out;
  out.mode = input.mode;
  out.from = input.world.window.at(input.steps.begin);
  out.to = input.world.window.at(input.steps.end);
  out.members = static_cast<std::int64_t>(input.open.members());
  std::map<std::size_t, std::vector<std::size_t>> by_depot;
  for (std::size_t row = 0; row < input.world.stations.size(); ++row) {
    const auto& station = input.world.stations[row];
    const auto depot = station.warehouse;
    if (!station.at.by(input.mode)) {
      out.untied.push_back(row);
    } else if (!depot || !input.world.depots[*depot].at.by(input.mode)) {
      out.without_warehouse.push_back(row);
    } else {
      by_depot[*depot].push_back(row);
    }
  }
  if (by_depot.empty() || input.steps.empty()) return out;
  const Shared all = shared(input);
  for (const auto& [depot, rows] : by_depot) {
    out.warehouses.push_back(Finder(all, rows).find(input.world.depots[depot]));
  }
  std::ranges::stable_sort(out.warehouses, std::greater{}, &Causes::voter_hours_lost);
  return out;
}

}  // namespace adem::outlook
