#include "outlook/outlook.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "outlook/beside.h"
#include "outlook/duties.h"
#include "outlook/floor_link.h"
#include "outlook/station_clock.h"

namespace adem::outlook {

namespace {

using election::Outlook;
using election::StationOutlook;
using election::StationText;
using election::Status;

// What a status does not speak of comes first.
void add_uncomputed(const Inputs& inputs, Outlook& outlook) {
  if (inputs.links == nullptr) {
    outlook.caveats.push_back({"outlook.caveat.only-floor", {}});
    return;
  }
  for (const auto link : election::kLinks) {
    if (outlook.has(link)) continue;
    outlook.caveats.push_back(
        {"outlook.caveat.not-computed", {{"link", std::string(name_of(link))}}});
  }
  if (std::ranges::any_of(inputs.hazards, [](const auto& hazard) {
        return hazard.layer.form == election::HazardForm::chance;
      })) {
    outlook.caveats.push_back({"outlook.caveat.shares-close-no-road", {}});
  }
  const auto& more = inputs.links->caveats();
  outlook.caveats.insert(outlook.caveats.end(), more.begin(), more.end());
}

void add_caveats(const Inputs& inputs, Outlook& outlook) {
  add_uncomputed(inputs, outlook);
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

bool rules_a_link(const std::string& code, const Outlook& outlook) {
  if (code == "crew-least" || code == "crew-lead") return outlook.has(election::Link::crew);
  if (code == "voters-share" || code == "walk-limit") return outlook.has(election::Link::voters);
  return code == "demanded-chance" || code == "floor-depth";
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

}  // namespace

bool worries_more(const StationOutlook& a, const StationOutlook& b) {
  const auto length = [](const StationOutlook& s) {
    return s.first_bad ? (*s.last_bad - *s.first_bad).count() : std::int64_t{0};
  };
  return std::tuple(rank(a), !a.rawan_by_witness, -length(a), -a.max_depth_m, a.row) <
         std::tuple(rank(b), !b.rawan_by_witness, -length(b), -b.max_depth_m, b.row);
}

election::Outlook make_outlook(const Inputs& inputs, const Progress& progress) {
  Outlook outlook;
  outlook.window = inputs.window;
  outlook.made_from = inputs.made_from;
  outlook.made_at = inputs.made_at;
  outlook.exercise = inputs.exercise;
  outlook.demanded_chance = inputs.rules.threshold("demanded-chance");
  outlook.floor_limit_m = inputs.rules.threshold("floor-depth");
  outlook.computed = {};
  for (const auto link : election::kLinks) {
    outlook.computed[static_cast<std::size_t>(link)] =
        link == election::Link::floor || (inputs.links != nullptr && inputs.links->computed(link));
  }
  for (const auto& threshold : inputs.rules.thresholds) {
    if (rules_a_link(threshold.code, outlook)) outlook.thresholds.push_back(threshold);
  }
  const auto day = duties(inputs.rules, inputs.window);
  const ClockInputs clock{inputs.window, day, outlook.demanded_chance, inputs.links};
  FloorFold fold(inputs, inputs.links == nullptr ? 0 : inputs.links->members());
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
    const auto& floor = fold.station(row, out);
    set_clock(clock, floor, fold.why_unknown(row), row, out);
    note_doubt(stations.flags(row), out);
    ticks.compare(out.key, floor.touched, out);
    witnesses.stand_beside(out.key, out);
    if (progress && (row + 1) % 1024 == 0) progress(row + 1, stations.size());
  }
  if (progress) progress(stations.size(), stations.size());
  std::sort(outlook.stations.begin(), outlook.stations.end(), worries_more);
  add_caveats(inputs, outlook);
  return outlook;
}

}  // namespace adem::outlook
