// A load on a ledger like that of a voting day, for the tests and figures that need one: stations
// report, each report takes the next number of its station, so that a lost, doubled or torn commit
// shows in the fold.
#pragma once

#include <cstdint>
#include <string>

#include "ledger/ledger.h"

namespace adem::ledger::load {

// State: {"area", "broken", "last", "number"}; `broken` counts reports that were out of turn.
class StationFold : public Fold {
 public:
  std::optional<Place> place(const Event& event) const override {
    if (event.kind != "station.reported") return std::nullopt;
    return Place{event.subject, "station", false};
  }
  void apply(Json& state, const Event& event) const override {
    if (state.is_null()) {
      state = Json{{"area", event.area}, {"broken", 0}, {"last", ""}, {"number", 0}};
    }
    const auto number = state["number"].get<std::int64_t>() + 1;
    if (event.body.value("number", std::int64_t{0}) != number) {
      state["broken"] = state["broken"].get<std::int64_t>() + 1;
    }
    state["number"] = number;
    state["last"] = event.body.value("status", "");
  }
  std::string area(const Json& state) const override { return state["area"].get<std::string>(); }
  int version() const override { return 1; }
};

constexpr std::uint64_t kStations = 1230;

inline std::string station(std::uint64_t i, const std::string& of = "") {
  return "t" + std::to_string(i % kStations) + of;
}

// About 250 bytes of body, as a report has.
inline Draft report(const std::string& station, std::int64_t number, Instant at) {
  Draft draft;
  draft.at = at;
  draft.author = "kpps-" + station;
  draft.office = "kpps:14.72.05.1003." + station;
  draft.area = "14.72.05.100" + std::to_string(number % 10);
  draft.kind = "station.reported";
  draft.subject = station;
  draft.body = Json{{"number", number},
                    {"status", "buka"},
                    {"as_of", "2024-11-27T07:05:00+07:00"},
                    {"source", "KPPS melalui telepon"},
                    {"logistics", "lengkap"},
                    {"water_cm", 12},
                    {"note", "Halaman depan tergenang, pemilih masuk lewat pintu samping."}};
  return draft;
}

// Judges inside the commit which number is next.
inline Act next_report(std::string station, Instant at) {
  return [station = std::move(station), at](const Reader& reader) {
    const auto state = reader.state(station);
    const auto number = state ? (*state)["number"].get<std::int64_t>() + 1 : 1;
    return std::vector<Draft>{report(station, number, at)};
  };
}

inline SigningKey key_of(std::uint8_t n) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(n);
  return SigningKey::from_seed(seed);
}

}  // namespace adem::ledger::load
