#include "outlook/outlook.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "outlook/duties.h"
#include "outlook/status.h"

namespace adem::outlook {

namespace {

using election::HazardKind;
using election::Outlook;
using election::StationOutlook;
using election::StationText;
using election::Status;

// One station's hazards, folded. The scratch is reused from station to station.
class Fold {
 public:
  explicit Fold(const Inputs& inputs)
      : in_(inputs),
        duties_(duties(inputs.rules, inputs.window)),
        demanded_(inputs.rules.threshold("demanded-chance")),
        limit_(inputs.rules.threshold("floor-depth")),
        value_(inputs.window.steps),
        chance_(inputs.window.steps) {}

  // Kinds of hazard that touch the station, as bits.
  unsigned station(std::size_t row, StationOutlook& out) {
    touched_ = 0;
    std::fill(chance_.begin(), chance_.end(), -1.0F);
    cause_ = {};
    cause_bad_ = 0;
    const bool placed = in_.stations.has_point(row);
    for (const auto& hazard : in_.hazards) {
      if (!placed) continue;
      if (hazard.above_m.empty()) {
        take(hazard, row, out);
      } else {
        take_chances(hazard, row, out);
      }
    }
    set_floor(out);
    const auto verdict = judge(chance_, demanded_, duties_, in_.window, cause_);
    out.status = verdict.status;
    out.reason = verdict.reason;
    if (out.status == Status::unknown && !out.works.known()) out.reason = why_unknown(row, placed);
    if (out.status != Status::unknown && out.status != Status::ready) {
      out.weakest = election::Link::floor;
    }
    return touched_;
  }

  static unsigned bit(HazardKind kind) { return 1U << static_cast<unsigned>(kind); }

 private:
  void take(const HazardAtStations& hazard, std::size_t row, StationOutlook& out) {
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
        chance_[s] = 0;
        ++bad;
      } else if (kind == HazardKind::flood && chance_[s] < 0) {
        chance_[s] = 1;
      }
    }
    if (depths) out.max_depth_m = std::max(out.max_depth_m, deepest);
    if (!(deepest > 0)) return;
    out.hazards.push_back(hazard.layer.name);
    touched_ |= closes ? (bad > 0 ? bit(kind) : 0U) : bit(kind);
    if (!closes) beside(hazard.layer, first, last, out);
    if (bad > cause_bad_ || (bad == cause_bad_ && bad > 0 && depths && deepest > cause_.depth_m)) {
      cause_bad_ = bad;
      cause_ = {hazard.layer.name, kind, depths ? deepest : -1, ebb_unknown, 0};
    }
    out.recession_unknown = out.recession_unknown || (ebb_unknown && bad > 0);
  }

  // Shares of computed futures. Between layers the worse chance holds at each step.
  void take_chances(const HazardAtStations& hazard, std::size_t row, StationOutlook& out) {
    hazard.wet_members(row, limit_ + static_cast<double>(floor_height(row)), in_.window, value_);
    const auto members = static_cast<float>(hazard.members);
    std::size_t bad = 0;
    float most = 0;
    for (std::size_t s = 0; s < value_.size(); ++s) {
      if (std::isnan(value_[s])) continue;
      most = std::max(most, value_[s]);
      const float works = (members - value_[s]) / members;
      chance_[s] = chance_[s] < 0 ? works : std::min(chance_[s], works);
      bad += works < static_cast<float>(demanded_) ? 1U : 0U;
    }
    if (!(most > 0)) return;
    out.hazards.push_back(hazard.layer.name);
    if (bad > 0) touched_ |= bit(hazard.layer.kind);
    note_spread(hazard, most, out);
    if (bad > cause_bad_) {
      cause_bad_ = bad;
      cause_ = {hazard.layer.name, hazard.layer.kind, -1, false, hazard.members};
    }
  }

  // How far the futures lie apart: hours in which any of them has the water, and hours in which at
  // least half do.
  void note_spread(const HazardAtStations& hazard, float most, StationOutlook& out) const {
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
  void beside(const election::HazardLayer& layer, std::size_t first, std::size_t last,
              StationOutlook& out) const {
    const bool timed = layer.from.has_value();
    out.notes.push_back({timed ? "outlook.note.beside-hours" : "outlook.note.beside",
                         {{"kind", std::string(name_of(layer.kind))},
                          {"hazard", layer.name},
                          {"from", in_.window.at(first)},
                          {"to", in_.window.at(last)}}});
  }

  float floor_height(std::size_t row) const {
    if (row >= in_.floor_height_m.size() || std::isnan(in_.floor_height_m[row])) return 0;
    return static_cast<float>(in_.floor_height_m[row]);
  }

  void set_floor(StationOutlook& out) const {
    std::size_t first = chance_.size(), last = 0;
    for (std::size_t s = 0; s < chance_.size(); ++s) {
      if (chance_[s] < 0 || chance_[s] >= static_cast<float>(demanded_)) continue;
      first = std::min(first, s);
      last = s + 1;
    }
    if (last > 0) {
      out.first_bad = in_.window.at(first);
      out.last_bad = in_.window.at(last);
    }
    const bool same =
        std::adjacent_find(chance_.begin(), chance_.end(), std::not_equal_to<>()) == chance_.end();
    if (!same) {
      out.link(election::Link::floor).chance = chance_;
    } else if (chance_.front() >= 0) {
      out.link(election::Link::floor).chance.assign(1, chance_.front());
    }
    out.works = out.link(election::Link::floor);
  }

  Message why_unknown(std::size_t row, bool placed) const {
    if (!placed) return {"outlook.reason.no-point", {}};
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

  const Inputs& in_;
  Duties duties_;
  double demanded_, limit_;
  std::vector<float> value_, chance_;
  Cause cause_;
  std::size_t cause_bad_ = 0;
  unsigned touched_ = 0;
};

// A point that is flagged may stand elsewhere: said beside whatever was computed for it.
void note_doubt(election::Flags flags, StationOutlook& out) {
  if (out.status == Status::unknown) return;
  if (flags.has(election::Flag::outside_area) || flags.has(election::Flag::mis_scaled) ||
      flags.has(election::Flag::swapped) || flags.has(election::Flag::outside_region)) {
    out.notes.push_back({"outlook.note.doubtful-point", {}});
  }
}

// An official tick and a computed hazard that say different things are both shown.
class Ticks {
 public:
  explicit Ticks(const Inputs& inputs) : indicators_(inputs.indicators) {
    for (const auto& tick : inputs.ticks) by_station_[tick.station].push_back(&tick);
  }

  void compare(const std::string& key, unsigned touched_kinds, StationOutlook& out) const {
    const auto found = by_station_.find(key);
    if (found == by_station_.end()) return;
    for (const auto* tick : found->second) {
      const auto* indicator = indicators_ == nullptr ? nullptr : indicators_->find(tick->indicator);
      if (indicator == nullptr || !indicator->computed) continue;
      const unsigned kinds = kinds_of(tick->indicator);
      const bool touched = (touched_kinds & kinds) != 0;
      // Silence of a footprint proves nothing; a floor known dry through the day does.
      const bool cleared = tick->indicator == "disaster-prone" && out.status == Status::ready;
      if (tick->ticked ? !cleared : !touched) continue;
      out.tick_disagrees = true;
      out.notes.push_back({tick->ticked ? "outlook.note.tick-yes" : "outlook.note.tick-no",
                           {{"name_id", indicator->name_id}, {"name_en", indicator->name_en}}});
    }
  }

 private:
  static unsigned kinds_of(const std::string& indicator) {
    if (indicator == "disaster-prone") {
      return Fold::bit(HazardKind::flood) | Fold::bit(HazardKind::landslide) |
             Fold::bit(HazardKind::quake);
    }
    if (indicator == "electricity") return Fold::bit(HazardKind::power);
    if (indicator == "internet") return Fold::bit(HazardKind::network);
    return 0;
  }

  const election::IndicatorSet* indicators_;
  std::unordered_map<std::string, std::vector<const election::IndicatorTick*>> by_station_;
};

class Witnesses {
 public:
  explicit Witnesses(const Inputs& inputs) {
    for (const auto& answer : inputs.witness) by_station_[answer.station].push_back(&answer);
    for (auto& [key, answers] : by_station_) {
      std::stable_sort(answers.begin(), answers.end(),
                       [](const auto* a, const auto* b) { return a->told_at > b->told_at; });
    }
  }
  void stand_beside(const std::string& key, StationOutlook& out) const {
    const auto found = by_station_.find(key);
    if (found == by_station_.end()) return;
    for (const auto* answer : found->second) {
      out.witness.push_back(*answer);
      out.rawan_by_witness = out.rawan_by_witness || election::says_vulnerable(*answer);
    }
  }

 private:
  std::unordered_map<std::string, std::vector<const election::WitnessAnswer*>> by_station_;
};

void add_caveats(const Inputs& inputs, Outlook& outlook) {
  outlook.caveats.push_back({"outlook.caveat.only-floor", {}});
  for (const auto& hazard : inputs.hazards) {
    const auto& layer = hazard.layer;
    if (!hazard.above_m.empty()) {
      outlook.caveats.push_back(
          {"outlook.caveat.chance",
           {{"hazard", layer.name}, {"members", static_cast<std::int64_t>(hazard.members)}}});
    } else if (!hazard.level_m.empty()) {
      outlook.caveats.push_back({"outlook.caveat.still-water", {{"hazard", layer.name}}});
    } else if (!layer.from && hazard.steps > 1) {
      outlook.caveats.push_back({"outlook.caveat.series-without-hours", {{"hazard", layer.name}}});
    } else if (!layer.from) {
      outlook.caveats.push_back({"outlook.caveat.no-hours", {{"hazard", layer.name}}});
    }
  }
  const bool some_height = std::any_of(inputs.floor_height_m.begin(), inputs.floor_height_m.end(),
                                       [](double h) { return !std::isnan(h); });
  outlook.caveats.push_back(
      {some_height ? "outlook.caveat.some-floors" : "outlook.caveat.no-floors", {}});
}

// Those that worry people most first.
int rank(const StationOutlook& s) {
  switch (s.status) {
    case Status::cannot_open:
      return 0;
    case Status::may_be_interrupted:
      return 1;
    case Status::opens_late:
      return 2;
    case Status::unknown:
      return s.rawan_by_witness ? 3 : 5;
    case Status::ready:
      return s.rawan_by_witness ? 4 : 6;
  }
  return 6;
}

bool worries_more(const StationOutlook& a, const StationOutlook& b) {
  const auto length = [](const StationOutlook& s) {
    return s.first_bad ? (*s.last_bad - *s.first_bad).count() : std::int64_t{0};
  };
  return std::tuple(rank(a), !a.rawan_by_witness, -length(a), -a.max_depth_m, a.row) <
         std::tuple(rank(b), !b.rawan_by_witness, -length(b), -b.max_depth_m, b.row);
}

}  // namespace

election::Outlook make_outlook(const Inputs& inputs, const Progress& progress) {
  Outlook outlook;
  outlook.window = inputs.window;
  outlook.made_from = inputs.made_from;
  outlook.made_at = inputs.made_at;
  outlook.exercise = inputs.exercise;
  outlook.demanded_chance = inputs.rules.threshold("demanded-chance");
  outlook.floor_limit_m = inputs.rules.threshold("floor-depth");
  for (const auto& threshold : inputs.rules.thresholds) {
    if (threshold.code == "demanded-chance" || threshold.code == "floor-depth") {
      outlook.thresholds.push_back(threshold);
    }
  }
  Fold fold(inputs);
  const Ticks ticks(inputs);
  const Witnesses witnesses(inputs);
  const auto& stations = inputs.stations;
  outlook.stations.resize(stations.size());
  for (std::size_t row = 0; row < stations.size(); ++row) {
    auto& out = outlook.stations[row];
    out.row = row;
    out.id = stations.id(row);
    out.key = stations.text(row, StationText::key);
    out.name = stations.call_name(row);
    out.area = stations.text(row, StationText::area);
    const unsigned touched = fold.station(row, out);
    note_doubt(stations.flags(row), out);
    ticks.compare(out.key, touched, out);
    witnesses.stand_beside(out.key, out);
    if (progress && (row + 1) % 1024 == 0) progress(row + 1, stations.size());
  }
  if (progress) progress(stations.size(), stations.size());
  std::sort(outlook.stations.begin(), outlook.stations.end(), worries_more);
  add_caveats(inputs, outlook);
  return outlook;
}

}  // namespace adem::outlook
