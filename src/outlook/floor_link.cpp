#include "outlook/floor_link.h"

#include <algorithm>
#include <cmath>

namespace adem::outlook {

using election::HazardKind;
using election::StationOutlook;
using roads::Lanes;

FloorFold::FloorFold(const Inputs& inputs, std::size_t members)
    : in_(inputs),
      members_(members),
      all_(Lanes::first(members)),
      demanded_(inputs.rules.threshold("demanded-chance")),
      limit_(inputs.rules.threshold("floor-depth")),
      value_(inputs.window.steps),
      no_(members > 0 ? inputs.window.steps : 0),
      known_(no_.size()),
      wet_(no_.size()),
      unknown_(no_.size()) {
  const bool shares = std::any_of(inputs.hazards.begin(), inputs.hazards.end(),
                                  [&](const auto& hazard) { return only_shares(hazard); });
  if (shares) floor_.shares.resize(inputs.window.steps);
  floor_.chance.resize(inputs.window.steps);
  floor_.futures.asked = {0, inputs.window.steps};
  floor_.futures.sure.resize(no_.size());
  floor_.futures.maybe.resize(no_.size());
}

const Floor& FloorFold::station(std::size_t row, StationOutlook& out) {
  floor_.touched = 0;
  floor_.cause = {};
  cause_bad_ = 0;
  std::fill(floor_.chance.begin(), floor_.chance.end(), -1.0F);
  std::fill(floor_.shares.begin(), floor_.shares.end(), -1.0F);
  std::fill(no_.begin(), no_.end(), Lanes{});
  std::fill(known_.begin(), known_.end(), Lanes{});
  if (in_.stations.has_point(row)) {
    for (const auto& hazard : in_.hazards) {
      if (hazard.above_m.empty()) {
        take(hazard, row, out);
      } else {
        take_chances(hazard, row, out);
      }
    }
  }
  if (members_ > 0) join_futures();
  return floor_;
}

void FloorFold::worse(std::size_t step, float chance) {
  float& kept = floor_.chance[step];
  kept = kept < 0 ? chance : std::min(kept, chance);
}

// Layers that say which futures they close are joined future by future; of what only shares are
// known, the worse counts.
void FloorFold::join_futures() {
  for (std::size_t s = 0; s < no_.size(); ++s) {
    auto& sure = floor_.futures.sure[s] = known_[s] - no_[s];
    auto& maybe = floor_.futures.maybe[s] = all_ - no_[s];
    floor_.chance[s] = chance_of(sure, maybe, members_, demanded_);
    if (floor_.shares.empty() || floor_.shares[s] < 0) continue;
    worse(s, floor_.shares[s]);
    // Known as a share only: no future can be told from another.
    if (!known_[s].any()) sure = maybe = all_;
  }
}

void FloorFold::take(const HazardAtStations& hazard, std::size_t row, StationOutlook& out) {
  const bool ebb_unknown = hazard.series(row, in_.window, value_);
  const auto kind = hazard.layer.kind;
  const bool depths = kind == HazardKind::flood && hazard.depth_known;
  const float floor = depths ? floor_height(row) : 0;
  const bool closes = election::closes_floor(kind);
  float deepest = -1;
  std::size_t bad = 0, first = value_.size(), last = 0;
  for (std::size_t s = 0; s < value_.size(); ++s) {
    const float v = value_[s];
    if (std::isnan(v)) continue;
    deepest = std::max(deepest, v);
    if (v > 0) {
      first = std::min(first, s);
      last = s + 1;
    }
    const bool fails = depths ? static_cast<double>(v - floor) > limit_ : v > 0;
    if (closes && fails) {
      worse(s, 0);
      ++bad;
      if (members_ > 0) no_[s] = known_[s] = all_;
    } else if (kind == HazardKind::flood) {
      worse(s, 1);
      if (members_ > 0) known_[s] = all_;
    }
  }
  if (depths) out.max_depth_m = std::max(out.max_depth_m, deepest);
  if (!(deepest > 0)) return;
  out.hazards.push_back(hazard.layer.name);
  floor_.touched |= closes ? (bad > 0 ? kind_bit(kind) : 0U) : kind_bit(kind);
  if (!closes) beside(hazard.layer, first, last, out);
  auto& cause = floor_.cause;
  if (bad > cause_bad_ || (bad == cause_bad_ && bad > 0 && depths && deepest > cause.depth_m)) {
    cause_bad_ = bad;
    cause = {hazard.layer.name, kind, depths ? deepest : -1, ebb_unknown, 0};
  }
  out.recession_unknown = out.recession_unknown || (ebb_unknown && bad > 0);
}

// A layer that does not say which futures are wet, or is not asked to.
bool FloorFold::only_shares(const HazardAtStations& hazard) const {
  return !hazard.above_m.empty() &&
         (members_ == 0 || hazard.layer.form != election::HazardForm::futures);
}

void FloorFold::take_futures(const HazardAtStations& hazard, std::size_t row) {
  hazard.futures(row, limit_ + static_cast<double>(floor_height(row)), in_.window, wet_, unknown_);
  for (std::size_t s = 0; s < no_.size(); ++s) {
    no_[s] |= wet_[s];
    known_[s] |= all_ - unknown_[s];
  }
}

// Shares of computed futures. Between layers the worse chance holds at each step.
void FloorFold::take_chances(const HazardAtStations& hazard, std::size_t row, StationOutlook& out) {
  hazard.wet_members(row, limit_ + static_cast<double>(floor_height(row)), in_.window, value_);
  const bool shares = only_shares(hazard);
  if (!shares) take_futures(hazard, row);
  const auto members = static_cast<float>(hazard.members);
  std::size_t bad = 0;
  float most = 0;
  for (std::size_t s = 0; s < value_.size(); ++s) {
    if (std::isnan(value_[s])) continue;
    most = std::max(most, value_[s]);
    const float works = (members - value_[s]) / members;
    worse(s, works);
    if (shares) {
      auto& share = floor_.shares[s];
      share = share < 0 ? works : std::min(share, works);
    }
    bad += works < static_cast<float>(demanded_) ? 1U : 0U;
  }
  if (!(most > 0)) return;
  out.hazards.push_back(hazard.layer.name);
  if (bad > 0) floor_.touched |= kind_bit(hazard.layer.kind);
  note_spread(hazard, most, out);
  if (bad > cause_bad_) {
    cause_bad_ = bad;
    floor_.cause = {hazard.layer.name, hazard.layer.kind, -1, false, hazard.members};
  }
}

// How far the futures lie apart: hours in which any of them has the water, and hours in which at
// least half do.
void FloorFold::note_spread(const HazardAtStations& hazard, float most, StationOutlook& out) const {
  const auto hours = [this](float least) {
    std::size_t first = value_.size(), last = 0;
    for (std::size_t s = 0; s < value_.size(); ++s) {
      if (!(value_[s] >= least)) continue;
      first = std::min(first, s);
      last = s + 1;
    }
    return std::pair(in_.window.at(first), in_.window.at(last));
  };
  // An hour of another day is said with its day.
  const auto begins = [this](Instant at) {
    return std::string(in_.window.on_eve(at) ? "before" : "day");
  };
  const auto ends = [this](Instant at) {
    return std::string(in_.window.on_morrow(at) ? "after" : "day");
  };
  const bool half = most >= static_cast<float>(hazard.members) / 2;
  const auto any = hours(1);
  const auto likely = half ? hours(static_cast<float>(hazard.members) / 2) : any;
  out.notes.push_back({"outlook.note.spread",
                       {{"hazard", hazard.layer.name},
                        {"members", static_cast<std::int64_t>(hazard.members)},
                        {"wet", static_cast<std::int64_t>(most)},
                        {"begins", begins(any.first)},
                        {"from", any.first},
                        {"ends", ends(any.second)},
                        {"to", any.second},
                        {"half", std::string(half ? "yes" : "no")},
                        {"half_begins", begins(likely.first)},
                        {"half_from", likely.first},
                        {"half_ends", ends(likely.second)},
                        {"half_to", likely.second}}});
}

// Smoke, wind, power and network are named, and close nothing.
void FloorFold::beside(const election::HazardLayer& layer, std::size_t first, std::size_t last,
                       StationOutlook& out) const {
  const bool timed = layer.from.has_value();
  out.notes.push_back({timed ? "outlook.note.beside-hours" : "outlook.note.beside",
                       {{"kind", std::string(name_of(layer.kind))},
                        {"hazard", layer.name},
                        {"from", in_.window.at(first)},
                        {"to", in_.window.at(last)}}});
}

float FloorFold::floor_height(std::size_t row) const {
  if (row >= in_.floor_height_m.size() || std::isnan(in_.floor_height_m[row])) return 0;
  return static_cast<float>(in_.floor_height_m[row]);
}

Message FloorFold::why_unknown(std::size_t row) const {
  if (!in_.stations.has_point(row)) return {"outlook.reason.no-point", {}};
  if (std::none_of(in_.hazards.begin(), in_.hazards.end(),
                   [](const auto& hazard) { return hazard.layer.kind == HazardKind::flood; })) {
    return {"outlook.reason.no-flood-layer", {}};
  }
  const auto flags = in_.stations.flags(row);
  if (flags.has(election::Flag::mis_scaled) || flags.has(election::Flag::swapped) ||
      flags.has(election::Flag::outside_region)) {
    return {"outlook.reason.doubtful-point", {}};
  }
  return {"outlook.reason.outside-data", {}};
}

}  // namespace adem::outlook
