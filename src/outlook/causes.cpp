#include "outlook/causes.h"

#include <algorithm>
#include <map>

#include "roads/network/tie.h"

namespace adem::outlook {

namespace {

using roads::Lanes;
using Edges = std::vector<std::uint32_t>;
using Blocks = std::vector<Lanes>;

class Finder {
 public:
  explicit Finder(const CausesInput& input) : in_(input) {}

  Causes find() {
    tie();
    head();
    const auto graph = roads::graph_of(in_.network, in_.mode);
    const roads::Links links(graph);
    const auto numbers = road_numbers(in_.network);
    const roads::CutQuestion question{links,    numbers,  in_.lanes.blocks,
                                      sources_, targets_, in_.threads};
    const auto found = roads::common_causes(question, services_);
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
  void tie() {
    const roads::TieIndex index(in_.network, in_.reach_m);
    const auto places = [&](const std::vector<CausePlace>& list) {
      std::vector<roads::CutSource> tied;
      for (const auto& place : list) {
        if (const auto at = index.find(place.at)) {
          tied.push_back({at->node, {}});
        } else {
          out_.places_off.push_back(place.name);
        }
      }
      return tied;
    };
    sources_ = places(in_.warehouses);
    for (const auto& [kind, list] : in_.services) services_.push_back(places(list));
    for (const std::size_t row : in_.rows) {
      const auto at = in_.stations.has_point(row)
                          ? index.find({in_.stations.lon(row), in_.stations.lat(row)})
                          : std::optional<roads::Tie>();
      if (!at) {
        out_.untied.push_back(row);
        continue;
      }
      const auto voters = in_.stations.voters(row);
      out_.without_voters += voters < 0 ? 1 : 0;
      targets_.push_back({at->node, voters < 0 ? 1U : static_cast<std::uint32_t>(voters), {}});
      row_of_.push_back(row);
    }
  }

  void head() {
    for (const auto& place : in_.warehouses) out_.warehouses.push_back(place.name);
    out_.mode = in_.mode;
    std::size_t steps = 0;
    for (const auto& block : in_.lanes.blocks) steps += block.lanes() / in_.lanes.members;
    out_.from = in_.window.at(in_.lanes.first_step);
    out_.to = in_.window.at(in_.lanes.first_step + steps);
    out_.members = static_cast<std::int64_t>(in_.lanes.members);
    out_.stations = static_cast<std::int64_t>(row_of_.size());
    for (const auto& target : targets_) out_.voters += target.weight;
  }

  // Voters times lanes as voter-hours of one future on average.
  double hours(std::uint64_t voter_lanes) const {
    return static_cast<double>(voter_lanes) * in_.window.step_s / 3600 /
           static_cast<double>(in_.lanes.members);
  }

  CauseWhen when(const Blocks& blocks) const {
    const std::size_t members = in_.lanes.members;
    CauseWhen out;
    std::vector<char> ever(members);
    std::map<std::size_t, std::int64_t> at_step;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      const std::size_t first = in_.lanes.first_step + b * in_.lanes.steps_in_block;
      for (std::size_t l = blocks[b].next(0); l < roads::kLanes; l = blocks[b].next(l + 1)) {
        ever[l % members] = 1;
        ++at_step[first + l / members];
      }
    }
    if (at_step.empty()) return out;
    out.from = in_.window.at(at_step.begin()->first);
    out.to = in_.window.at(at_step.rbegin()->first + 1);
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
    for (const auto& member : found.members) out.stations.push_back(row_of_[member.target]);
    out.voters = static_cast<std::int64_t>(found.voters);
    out.voter_hours = hours(found.lost);
    out.when = when(found.lanes);
    for (std::size_t s = 0; s < found.services.size(); ++s) {
      const auto& cut = found.services[s];
      out.services.push_back({in_.services[s].first, static_cast<std::int64_t>(cut.targets),
                              static_cast<std::int64_t>(cut.voters), when(cut.lanes)});
    }
    out_.groups.push_back(std::move(out));
  }

  const CausesInput& in_;
  Causes out_;
  std::vector<roads::CutSource> sources_;
  std::vector<std::vector<roads::CutSource>> services_;
  std::vector<roads::CutTarget> targets_;
  std::vector<std::size_t> row_of_;  // targets
  std::map<Edges, CauseRoad> named_;
};

}  // namespace

Causes causes(const CausesInput& input) { return Finder(input).find(); }

}  // namespace adem::outlook
