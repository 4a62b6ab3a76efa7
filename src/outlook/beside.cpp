#include "outlook/beside.h"

#include <algorithm>

#include "outlook/floor_link.h"

namespace adem::outlook {

using election::HazardKind;
using election::StationOutlook;
using election::Status;

void note_doubt(election::Flags flags, StationOutlook& out) {
  if (out.status == Status::unknown) return;
  if (flags.has(election::Flag::outside_area) || flags.has(election::Flag::mis_scaled) ||
      flags.has(election::Flag::swapped) || flags.has(election::Flag::outside_region)) {
    out.notes.push_back({"outlook.note.doubtful-point", {}});
  }
}

namespace {

unsigned kinds_of(const std::string& indicator) {
  if (indicator == "disaster-prone") {
    return kind_bit(HazardKind::flood) | kind_bit(HazardKind::landslide) |
           kind_bit(HazardKind::quake);
  }
  if (indicator == "electricity") return kind_bit(HazardKind::power);
  if (indicator == "internet") return kind_bit(HazardKind::network);
  return 0;
}

}  // namespace

Ticks::Ticks(const Inputs& inputs) : indicators_(inputs.indicators) {
  for (const auto& tick : inputs.ticks) by_station_[tick.station].push_back(&tick);
}

void Ticks::compare(const std::string& key, unsigned touched_kinds, StationOutlook& out) const {
  const auto found = by_station_.find(key);
  if (found == by_station_.end()) return;
  for (const auto* tick : found->second) {
    const auto* indicator = indicators_ == nullptr ? nullptr : indicators_->find(tick->indicator);
    if (indicator == nullptr || !indicator->computed) continue;
    const bool touched = (touched_kinds & kinds_of(tick->indicator)) != 0;
    // Silence of a footprint proves nothing; a floor known dry through the day does.
    const bool cleared = tick->indicator == "disaster-prone" && out.status == Status::ready;
    if (tick->ticked ? !cleared : !touched) continue;
    out.tick_disagrees = true;
    out.notes.push_back({tick->ticked ? "outlook.note.tick-yes" : "outlook.note.tick-no",
                         {{"name_id", indicator->name_id}, {"name_en", indicator->name_en}}});
  }
}

Witnesses::Witnesses(const Inputs& inputs) {
  for (const auto& answer : inputs.witness) by_station_[answer.station].push_back(&answer);
  for (auto& [key, answers] : by_station_) {
    std::stable_sort(answers.begin(), answers.end(),
                     [](const auto* a, const auto* b) { return a->told_at > b->told_at; });
  }
}

void Witnesses::stand_beside(const std::string& key, StationOutlook& out) const {
  const auto found = by_station_.find(key);
  if (found == by_station_.end()) return;
  std::vector<election::WitnessAnswer> answers;
  for (const auto* answer : found->second) answers.push_back(*answer);
  tell(out, std::move(answers));
}

}  // namespace adem::outlook
