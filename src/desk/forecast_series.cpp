#include "desk/forecast_series.h"

#include "desk/forecasts.h"
#include "desk/statements.h"
#include "desk/station_view.h"

namespace adem::desk {

namespace {

constexpr std::size_t kMostSteps = 100000;

std::optional<Instant> instant(const Json& text) {
  static const Zone utc("UTC");
  return text.is_string() ? parse_instant(text.get<std::string>(), utc) : std::nullopt;
}

// Runs of permille; what does not fill the window is unknown.
election::LinkSeries series(const Json& runs, std::size_t steps) {
  election::LinkSeries out;
  if (!runs.is_array()) return out;
  for (const Json& run : runs) {
    const auto length = run.at(1).get<std::int64_t>();
    if (length < 0 || static_cast<std::size_t>(length) > steps - out.chance.size()) return {};
    const float chance = run.at(0).is_null() ? -1.0F : run.at(0).get<float>() / 1000;
    out.chance.insert(out.chance.end(), static_cast<std::size_t>(length), chance);
  }
  if (out.chance.size() != steps) return {};
  return out;
}

bool read_head(const Json& state, election::Forecast& out) {
  out.name = state.at("id").get<std::string>();
  out.office = state.at("office").get<std::string>();
  if (state.contains("redacted")) return false;
  out.made_at = instant(state.at("made_at"));
  const Json& valid = state.at("valid");
  const auto from = instant(valid.at("from")), to = instant(valid.at("to"));
  const auto step_s = valid.at("step_s").get<std::int64_t>();
  if (!from || !to || *to <= *from || step_s <= 0 || step_s > 86400) return false;
  const auto steps = static_cast<std::size_t>((*to - *from).count() / step_s);
  if (steps == 0 || steps > kMostSteps) return false;
  out.window = {*from, static_cast<int>(step_s), steps};
  out.exercise = state.at("exercise").get<bool>();
  const Json thresholds = with_floats(state.at("thresholds"));
  if (thresholds.contains("demanded-chance")) {
    out.demanded_chance = thresholds.at("demanded-chance").at("value").get<double>();
  }
  return true;
}

void read_rows(const Json& rows, election::Forecast& out) {
  for (const Json& row : rows) {
    election::ForecastRow one;
    one.station = row.at("station").get<std::string>();
    // Before there were other links the floor decided.
    const char* decisive = row.contains("works") ? "works" : "floor";
    one.works = series(row.at(decisive), out.window.steps);
    if (row.at("weakest").is_string()) {
      one.weakest = election::link_named(row.at("weakest").get<std::string>());
    }
    out.rows.push_back(std::move(one));
  }
}

PublishedForecast read(const ledger::Reader& book, const Json& state) {
  PublishedForecast out;
  try {
    if (!read_head(state, out.forecast)) return out;
    out.run = state.at("run").get<std::string>();
    for (std::size_t part = 0; part < state.at("parts").size(); ++part) {
      const auto rows = book.state(rows_id(out.forecast.name, part));
      if (rows && begun(*rows) && rows->at("office") == state.at("office")) {
        read_rows(rows->at("rows"), out.forecast);
      }
    }
  } catch (const Json::exception&) {
    // What another office's laptop wrote may be anything; what was read until here stays.
  }
  return out;
}

}  // namespace

std::vector<PublishedForecast> published_forecasts(const ledger::Reader& book, const Actor& who) {
  require_view(who);
  std::vector<PublishedForecast> all;
  book.states("forecast", "", [&](const std::string&, const Json& state) {
    if (begun(state)) all.push_back(read(book, state));
  });
  return all;
}

}  // namespace adem::desk
