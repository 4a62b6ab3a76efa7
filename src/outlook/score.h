// How good earlier forecasts were: chances against what was seen.
//
// One case is one forecast's quarter-hour of one station. The chance is that the station works, the
// event that it did. Brier score and its parts: Brier (1950, Monthly Weather Review 78), Murphy
// (1973, Journal of Applied Meteorology 12); the parts are taken over equal chances, so that
// brier = reliability - resolution + uncertainty to rounding. What is not known is counted apart
// and never scored. Counts are whole numbers: the order of forecasts changes nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "election/forecast.h"
#include "election/observed.h"

namespace adem::outlook {

// Warned of: the chance was below the demanded one. What was warned of is that a station fails.
struct Warned {
  std::uint64_t hits = 0, misses = 0, false_alarms = 0, correct_negatives = 0;
  // Of the failures those warned of; of the warnings those in vain; hits of all that was either.
  // Nothing where none can be counted.
  std::optional<double> pod() const;
  std::optional<double> far() const;
  std::optional<double> csi() const;
};

// Chances that are said alike: `tenths` of 10, to the nearest.
struct ChanceClass {
  int tenths = 0;
  std::uint64_t quarters = 0, worked = 0;
  double mean_chance = 0;
};

struct Score {
  std::uint64_t quarters = 0;  // scored
  std::uint64_t unknown = 0;   // observed, but forecast unknown
  // Nothing without a scored quarter; skill (against the share that worked) not where all went
  // alike.
  std::optional<double> brier, skill;
  double reliability = 0, resolution = 0, uncertainty = 0;
  std::vector<ChanceClass> classes;  // rising; those that occur
  Warned hours;                      // by quarter-hour
  Warned stations;  // a station counts once a forecast: at some time among the scored quarters
  // Stations warned of that failed for a stated reason, and those where it was the weakest link.
  std::uint64_t reasons = 0, reasons_right = 0;
};

// Lead time is from when the forecast was made to the quarter-hour, from `from_h` to below `to_h`
// hours; to_h 0: no end.
struct LeadScore {
  int from_h = 0, to_h = 0;
  Score score;
};

struct ForecastScore {
  std::string name, office;
  std::optional<Instant> made_at;
  std::uint64_t stations = 0;  // in the forecast
  std::uint64_t after = 0;     // observed quarters that had begun when it was made: no forecast
  Score score;
};

struct Scores {
  Score all;
  std::vector<LeadScore> by_lead;          // shortest first; those that occur
  std::vector<ForecastScore> by_forecast;  // newest first; one whose making is not dated is last
                                           // and never scored
  std::uint64_t observed = 0;              // stations with an observation
  std::uint64_t unobserved = 0;            // stations of the forecasts without one
  std::uint64_t unforecast = 0;            // observed stations in no forecast
  std::uint64_t disputed = 0;              // quarter-hours of the day seen both ways: not scored
  bool exercise = false;
};

// A quarter-hour failed where any of it was seen to fail, and worked where all of it was seen to.
Scores score(std::span<const election::Forecast> forecasts,
             std::span<const election::Observation> observed);

Json to_json(const Scores& scores);

}  // namespace adem::outlook
