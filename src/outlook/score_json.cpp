// Scores as JSON; what cannot be counted is null.
#include <cmath>

#include "outlook/score.h"

namespace adem::outlook {

namespace {

Json number(const std::optional<double>& value) {
  return value ? Json(std::round(*value * 1e6) / 1e6) : Json();
}

Json json_of(const Warned& table) {
  return {{"hits", table.hits},
          {"misses", table.misses},
          {"false_alarms", table.false_alarms},
          {"correct_negatives", table.correct_negatives},
          {"pod", number(table.pod())},
          {"far", number(table.far())},
          {"csi", number(table.csi())}};
}

Json json_of(const Score& score) {
  const auto part = [&score](double value) {
    return score.brier ? number(value) : number(std::nullopt);
  };
  Json classes = Json::array();
  for (const auto& each : score.classes) {
    classes.push_back({{"tenths", each.tenths},
                       {"quarters", each.quarters},
                       {"worked", each.worked},
                       {"mean_chance", number(each.mean_chance)}});
  }
  return {{"quarters", score.quarters},
          {"unknown", score.unknown},
          {"brier", number(score.brier)},
          {"reliability", part(score.reliability)},
          {"resolution", part(score.resolution)},
          {"uncertainty", part(score.uncertainty)},
          {"skill", number(score.skill)},
          {"classes", std::move(classes)},
          {"hours", json_of(score.hours)},
          {"stations", json_of(score.stations)},
          {"reasons", score.reasons},
          {"reasons_right", score.reasons_right}};
}

}  // namespace

Json to_json(const Scores& scores) {
  Json by_lead = Json::array(), by_forecast = Json::array();
  for (const auto& each : scores.by_lead) {
    by_lead.push_back({{"from_h", each.from_h},
                       {"to_h", each.to_h == 0 ? Json() : Json(each.to_h)},
                       {"score", json_of(each.score)}});
  }
  for (const auto& each : scores.by_forecast) {
    by_forecast.push_back({{"name", each.name},
                           {"office", each.office.empty() ? Json() : Json(each.office)},
                           {"made_at", each.made_at ? Json(iso_utc(*each.made_at)) : Json()},
                           {"stations", each.stations},
                           {"after", each.after},
                           {"score", json_of(each.score)}});
  }
  return {{"score", json_of(scores.all)},          {"by_lead", std::move(by_lead)},
          {"by_forecast", std::move(by_forecast)}, {"observed", scores.observed},
          {"unobserved", scores.unobserved},       {"unforecast", scores.unforecast},
          {"disputed", scores.disputed},           {"exercise", scores.exercise}};
}

}  // namespace adem::outlook
