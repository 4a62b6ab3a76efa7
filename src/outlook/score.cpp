#include "outlook/score.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace adem::outlook {

namespace {

using election::Forecast;
using election::Observation;

// Chances as they are kept, to 1e-4.
constexpr int kWhole = 10000;
int kept(double chance) { return static_cast<int>(std::lround(chance * kWhole)); }

std::optional<double> share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

void count(Warned& table, bool warned, bool failed) {
  if (warned) {
    ++(failed ? table.hits : table.false_alarms);
  } else {
    ++(failed ? table.misses : table.correct_negatives);
  }
}

// Cases as they come, one station of one forecast after the other.
class Tally {
 public:
  void add(int chance, int demanded, bool worked) {
    auto& [cases, good] = by_chance_[chance];
    ++cases;
    good += worked ? 1U : 0U;
    const bool warned = chance < demanded;
    count(score_.hours, warned, !worked);
    any_ = true;
    warned_ = warned_ || warned;
    failed_ = failed_ || !worked;
  }
  void add_unknown() { ++score_.unknown; }
  void end_station(std::optional<election::Link> weakest, std::optional<election::Link> reason) {
    if (any_) count(score_.stations, warned_, failed_);
    if (any_ && warned_ && failed_ && reason) {
      ++score_.reasons;
      score_.reasons_right += weakest == reason ? 1U : 0U;
    }
    any_ = warned_ = failed_ = false;
  }
  Score finish() const;

 private:
  std::map<int, std::pair<std::uint64_t, std::uint64_t>> by_chance_;
  Score score_;
  bool any_ = false, warned_ = false, failed_ = false;
};

Score Tally::finish() const {
  Score out = score_;
  std::uint64_t worked = 0;
  for (const auto& [chance, cases] : by_chance_) {
    out.quarters += cases.first;
    worked += cases.second;
  }
  if (out.quarters == 0) return out;
  const auto all = static_cast<double>(out.quarters);
  const double base = static_cast<double>(worked) / all;
  out.uncertainty = base * (1 - base);
  double brier = 0;
  for (const auto& [kept_chance, cases] : by_chance_) {
    const double chance = kept_chance / static_cast<double>(kWhole);
    const auto n = static_cast<double>(cases.first), good = static_cast<double>(cases.second);
    const double seen = good / n;
    brier += good * (1 - chance) * (1 - chance) + (n - good) * chance * chance;
    out.reliability += n * (chance - seen) * (chance - seen) / all;
    out.resolution += n * (seen - base) * (seen - base) / all;
    const int tenths = static_cast<int>(std::lround(chance * 10));
    if (out.classes.empty() || out.classes.back().tenths != tenths) {
      out.classes.push_back({tenths, 0, 0, 0});
    }
    auto& same = out.classes.back();
    same.quarters += cases.first;
    same.worked += cases.second;
    same.mean_chance += n * chance;
  }
  for (auto& each : out.classes) each.mean_chance /= static_cast<double>(each.quarters);
  out.brier = brier / all;
  if (out.uncertainty > 0) out.skill = 1 - *out.brier / out.uncertainty;
  return out;
}

// Hours of lead at which classes begin.
constexpr std::array kLeads_h = {0, 3, 6, 12, 24, 48, 72, 120, 240};

enum class Seen : std::uint8_t { nothing, worked, failed, disputed };

// What was seen of one station.
struct Station {
  std::vector<const Observation*> all;

  Seen at(Instant from, Instant to) const {
    bool failed = false, worked = false;
    for (const auto* one : all) {
      if (one->worked) {
        worked = worked || (one->from <= from && one->to >= to);
      } else {
        failed = failed || (one->from < to && one->to > from);
      }
    }
    if (failed && worked) return Seen::disputed;
    return failed ? Seen::failed : (worked ? Seen::worked : Seen::nothing);
  }
  // The reason for the first failure that states one.
  std::optional<election::Link> reason() const {
    const Observation* first = nullptr;
    for (const auto* one : all) {
      if (one->worked || !one->reason) continue;
      if (first == nullptr || one->from < first->from) first = one;
    }
    return first == nullptr ? std::nullopt : first->reason;
  }
};
using Seens = std::unordered_map<std::string, Station>;

class Scorer {
 public:
  explicit Scorer(std::span<const Observation> observed) {
    for (const auto& one : observed) seen_[one.station].all.push_back(&one);
  }

  void take(const Forecast& forecast) {
    ForecastScore out{
        forecast.name, forecast.office, forecast.made_at, forecast.rows.size(), 0, {}};
    Tally tally;
    for (const auto& row : forecast.rows) {
      forecast_.insert(row.station);
      const auto found = seen_.find(row.station);
      if (found == seen_.end() || !forecast.made_at) continue;
      take(forecast, row, found->second, tally, out.after);
    }
    out.score = tally.finish();
    scores_.by_forecast.push_back(std::move(out));
    scores_.exercise = scores_.exercise || forecast.exercise;
  }

  Scores finish() {
    scores_.all = all_.finish();
    for (const auto& [lead, tally] : by_lead_) {
      const bool last = lead + 1 == kLeads_h.size();
      scores_.by_lead.push_back({kLeads_h[lead], last ? 0 : kLeads_h[lead + 1], tally.finish()});
    }
    scores_.observed = seen_.size();
    for (const auto& key : forecast_) scores_.unobserved += seen_.contains(key) ? 0U : 1U;
    for (const auto& [key, station] : seen_) {
      scores_.unforecast += forecast_.contains(key) ? 0U : 1U;
    }
    scores_.disputed = disputed_.size();
    std::ranges::sort(scores_.by_forecast, [](const auto& a, const auto& b) {
      return std::tuple(b.made_at, a.office, a.name) < std::tuple(a.made_at, b.office, b.name);
    });
    return std::move(scores_);
  }

 private:
  void take(const Forecast& forecast, const election::ForecastRow& row, const Station& station,
            Tally& tally, std::uint64_t& after) {
    std::set<Tally*> used{&tally, &all_};
    for (std::size_t step = 0; step < forecast.window.steps; ++step) {
      const Instant from = forecast.window.at(step), to = forecast.window.at(step + 1);
      const Seen seen = station.at(from, to);
      if (seen == Seen::disputed) disputed_.emplace(row.station, from);
      if (seen != Seen::worked && seen != Seen::failed) continue;
      const auto ahead_s = (from - *forecast.made_at).count();
      if (ahead_s < 0) {
        ++after;
        continue;
      }
      Tally& lead = by_lead_[lead_of(ahead_s)];
      used.insert(&lead);
      const float chance = row.works.at(step);
      for (Tally* each : {&tally, &all_, &lead}) {
        if (chance < 0) {
          each->add_unknown();
        } else {
          each->add(kept(static_cast<double>(chance)), kept(forecast.demanded_chance),
                    seen == Seen::worked);
        }
      }
    }
    for (Tally* each : used) each->end_station(row.weakest, station.reason());
  }

  static std::size_t lead_of(std::int64_t ahead_s) {
    std::size_t lead = kLeads_h.size() - 1;
    while (ahead_s < kLeads_h[lead] * std::int64_t{3600}) --lead;
    return lead;
  }

  Seens seen_;
  std::set<std::string> forecast_;
  std::set<std::pair<std::string, Instant>> disputed_;
  Tally all_;
  std::map<std::size_t, Tally> by_lead_;
  Scores scores_;
};

}  // namespace

std::optional<double> Warned::pod() const { return share(hits, hits + misses); }
std::optional<double> Warned::far() const { return share(false_alarms, hits + false_alarms); }
std::optional<double> Warned::csi() const { return share(hits, hits + misses + false_alarms); }

Scores score(std::span<const Forecast> forecasts, std::span<const Observation> observed) {
  Scorer scorer(observed);
  for (const auto& forecast : forecasts) scorer.take(forecast);
  return scorer.finish();
}

}  // namespace adem::outlook
