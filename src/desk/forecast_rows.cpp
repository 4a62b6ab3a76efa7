// An outlook as bodies of events.
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "desk/forecasts.h"

namespace adem::desk {

namespace {

constexpr std::size_t kPartBytes = 256 << 10;
constexpr double kMostWhole = 9e15;  // thousandths beyond it are not exact any more

Json rounded(double value) {
  if (!std::isfinite(value) || std::abs(value) > kMostWhole) return nullptr;
  return static_cast<std::int64_t>(std::llround(value));
}

Json instant_json(const std::optional<Instant>& at) { return at ? Json(iso_utc(*at)) : Json(); }

Json permille(float chance) {
  return chance < 0 || std::isnan(chance) ? Json() : rounded(static_cast<double>(chance) * 1000);
}

// Runs of equal chances.
Json runs(const election::LinkSeries& series, std::size_t steps) {
  if (series.chance.empty()) return nullptr;
  Json out = Json::array();
  for (std::size_t s = 0; s < steps; ++s) {
    Json value = permille(series.at(s));
    if (!out.empty() && out.back().at(0) == value) {
      out.back().at(1) = out.back().at(1).get<std::int64_t>() + 1;
    } else {
      out.push_back(Json::array({std::move(value), 1}));
    }
  }
  return out;
}

Json departures(const election::StationOutlook& station) {
  Json out = Json::array();
  for (const auto& one : station.departures) {
    out.push_back(Json{{"mode", election::name_of(one.mode)},
                       {"from", one.from},
                       {"at", instant_json(one.latest)}});
  }
  return out;
}

Json row(const election::StationOutlook& station, const election::Outlook& outlook) {
  const std::size_t steps = outlook.window.steps;
  Json out{
      {"station", station.key},
      {"status", election::name_of(station.status)},
      {"reason", without_floats(to_json(station.reason))},
      {"weakest", station.weakest ? Json(election::name_of(*station.weakest)) : Json()},
      {"floor", runs(station.link(election::Link::floor), steps)},
      {"max_depth_cm",
       station.max_depth_m < 0 ? Json() : rounded(static_cast<double>(station.max_depth_m) * 100)},
      {"first_bad", instant_json(station.first_bad)},
      {"last_bad", instant_json(station.last_bad)},
      {"recession_unknown", station.recession_unknown}};
  for (const auto link : election::kLinks) {
    if (link == election::Link::floor || !outlook.has(link)) continue;
    out[std::string(name_of(link))] = runs(station.link(link), steps);
    out["works"] = runs(station.works, steps);
  }
  if (!station.departures.empty()) out["latest_departure"] = departures(station);
  return out;
}

Json header(const election::Outlook& outlook, const std::string& run) {
  Json sources = Json::array(), caveats = Json::array(), thresholds = Json::object();
  for (const auto& note : outlook.made_from) {
    Json resolution = note.resolution_m < 0 ? Json() : Json(note.resolution_m);
    sources.push_back({{"what", note.what},
                       {"name", note.name},
                       {"hash", note.hash},
                       {"made_at", instant_json(note.made_at)},
                       {"resolution_m", std::move(resolution)},
                       {"caveat", note.caveat.code.empty() ? Json() : to_json(note.caveat)}});
  }
  for (const auto& caveat : outlook.caveats) caveats.push_back(to_json(caveat));
  for (const auto& t : outlook.thresholds) {
    thresholds[t.code] = {{"value", t.value},
                          {"unit", t.unit},
                          {"source", t.provenance.source},
                          {"date", t.provenance.date},
                          {"mark", std::string(1, static_cast<char>(t.provenance.mark))}};
  }
  Json summary = Json::object();
  for (const auto& station : outlook.stations) {
    Json& count = summary[std::string(election::name_of(station.status))];
    count = (count.is_null() ? 0 : count.get<std::int64_t>()) + 1;
  }
  const auto& window = outlook.window;
  return Json{{"run", run},
              {"made_at", instant_json(outlook.made_at)},
              {"valid",
               {{"from", iso_utc(window.from)},
                {"to", iso_utc(window.at(window.steps))},
                {"step_s", window.step_s}}},
              {"made_from", without_floats(sources)},
              {"caveats", without_floats(caveats)},
              {"thresholds", without_floats(thresholds)},
              {"summary", std::move(summary)},
              {"exercise", outlook.exercise},
              {"stations", outlook.stations.size()}};
}

}  // namespace

Json without_floats(const Json& json) {
  if (json.is_number_float()) {
    Json milli = rounded(json.get<double>() * 1000);
    return milli.is_null() ? milli : Json{{"milli", std::move(milli)}};
  }
  if (!json.is_structured()) return json;
  Json out = json.is_array() ? Json::array() : Json::object();
  for (const auto& [key, value] : json.items()) {
    if (json.is_array()) {
      out.push_back(without_floats(value));
    } else {
      out[key] = without_floats(value);
    }
  }
  return out;
}

Json with_floats(const Json& json) {
  if (!json.is_structured()) return json;
  if (json.is_object() && json.size() == 1 && json.contains("milli")) {
    const Json& milli = json.at("milli");
    if (milli.is_number_integer()) return static_cast<double>(milli.get<std::int64_t>()) / 1000;
  }
  Json out = json.is_array() ? Json::array() : Json::object();
  for (const auto& [key, value] : json.items()) {
    if (json.is_array()) {
      out.push_back(with_floats(value));
    } else {
      out[key] = with_floats(value);
    }
  }
  return out;
}

ForecastBodies forecast_bodies(const election::Outlook& outlook, const std::string& run) {
  std::vector<const election::StationOutlook*> sorted;
  for (const auto& station : outlook.stations) sorted.push_back(&station);
  std::ranges::sort(sorted, {}, [](const auto* s) { return std::string_view(s->key); });
  ForecastBodies bodies{header(outlook, run), {}};
  Json parts = Json::array(), rows = Json::array();
  std::size_t bytes = 0;
  const auto finish = [&] {
    if (rows.empty()) return;
    parts.push_back({{"first", rows.front().at("station")},
                     {"last", rows.back().at("station")},
                     {"rows", rows.size()}});
    bodies.parts.push_back(Json{{"rows", std::move(rows)}});
    rows = Json::array();
    bytes = 0;
  };
  for (const auto* station : sorted) {
    Json one = row(*station, outlook);
    const std::size_t size = one.dump(-1, ' ', false, Json::error_handler_t::replace).size();
    if (bytes + size > kPartBytes) finish();
    bytes += size;
    rows.push_back(std::move(one));
  }
  finish();
  bodies.header["parts"] = std::move(parts);
  return bodies;
}

}  // namespace adem::desk
