#include "brief/brief_words.h"

#include <algorithm>

#include "base/format.h"

namespace adem::brief {

using election::Answered;
using election::StationOutlook;

std::string status_words(election::Status status, const words::Speech& speech) {
  return speech.say("status." + std::string(election::name_of(status)));
}

std::string hazard_words(election::HazardKind kind, const words::Speech& speech) {
  return speech.say("brief.hazard." + std::string(election::name_of(kind)));
}

std::string short_label(const StationOutlook& station) {
  return station.name.empty() ? station.key : one_line(station.name);
}

std::string village_name(const StationOutlook& station, const View& view) {
  const auto found = view.by_code.find(station.area);
  return found == view.by_code.end() ? station.area : view.villages[found->second].name;
}

std::string label(const StationOutlook& station, const View& view) {
  const std::string name = short_label(station);
  const std::string village = village_name(station, view);
  // Some lists have the village in the station's name already.
  return village.empty() || name.find(village) != std::string::npos ? name : name + " " + village;
}

std::string computed_words(const StationOutlook& station, const words::Speech& speech) {
  if (station.reason.code.empty()) return speech.say("brief.computed.none");
  return speech.say(station.reason);
}

std::string told_words(const election::WitnessAnswer& answer, const words::Speech& speech) {
  std::string out;
  const auto add = [&out](const std::string& sentence) {
    if (!out.empty()) out += ' ';
    out += sentence;
  };
  if (answer.flooded == Answered::yes) {
    const std::string when = one_line(answer.when);
    add(speech.say("brief.told.flooded", {{"height", std::string(election::name_of(answer.height))},
                                          {"has_when", std::string(when.empty() ? "no" : "yes")},
                                          {"when", when}}));
  } else if (answer.flooded == Answered::no) {
    add(speech.say("brief.told.dry"));
  }
  if (!answer.road_cut.empty()) {
    add(speech.say("brief.told.road", {{"road", clause(answer.road_cut)}}));
  }
  if (!answer.alternative.empty()) {
    add(speech.say("brief.told.alternative",
                   {{"place", clause(answer.alternative)},
                    {"owner", std::string(election::name_of(answer.owner_agrees))}}));
  }
  return out.empty() ? speech.say("brief.told.not-known") : out;
}

std::string told_by(const election::WitnessAnswer& answer, const words::Speech& speech) {
  const std::string office =
      answer.office.empty() ? speech.say("brief.told.somebody") : one_line(answer.office);
  return answer.told_at ? office + ", " + speech.short_day(*answer.told_at) : office;
}

namespace {

const desk::Commitment* promise_for(const StationOutlook& station, const View& view) {
  for (const auto& promise : view.promises) {
    if (std::find(promise.stations.begin(), promise.stations.end(), station.key) !=
        promise.stations.end()) {
      return &promise;
    }
  }
  return nullptr;
}

// The newest answer that names another place.
const election::WitnessAnswer* alternative_of(const StationOutlook& station) {
  for (const auto& answer : station.witness) {
    if (!answer.alternative.empty()) return &answer;
  }
  return nullptr;
}

}  // namespace

std::string next_step(const StationOutlook& station, const View& view,
                      const words::Speech& speech) {
  if (const auto* promise = promise_for(station, view)) {
    return speech.say("brief.step.promise", {{"owner", one_line(promise->owner)},
                                             {"text", clause(promise->text)},
                                             {"due", date_words(promise->due, speech)}});
  }
  const std::string village = village_name(station, view);
  const bool doubtful = std::any_of(station.notes.begin(), station.notes.end(), [](const auto& n) {
    return n.code == "outlook.note.doubtful-point";
  });
  if (doubtful) return speech.say("brief.step.check-point", {{"village", village}});
  if (station.witness.empty()) return speech.say("brief.step.ask-witness", {{"village", village}});
  if (const auto* answer = alternative_of(station)) {
    const std::string place = clause(answer->alternative);
    if (answer->owner_agrees == Answered::yes) {
      return speech.say("brief.step.move", {{"place", place}});
    }
    if (answer->owner_agrees == Answered::unknown) {
      return speech.say("brief.step.ask-owner", {{"place", place}});
    }
    return speech.say("brief.step.find-place");
  }
  if (station.rawan_by_witness && station.status == election::Status::ready) {
    return speech.say("brief.step.look");
  }
  return speech.say("brief.step.find-place");
}

std::string due_words(const desk::Commitment& promise, const View& view,
                      const words::Speech& speech) {
  if (promise.due.empty()) return {};
  const auto days = days_between(view.today, promise.due, speech.zone());
  if (days < 0) return speech.say("brief.due.late", {{"days", -days}});
  if (days == 0) return speech.say("brief.due.today");
  return speech.say("brief.due.left", {{"days", days}});
}

std::string date_words(const std::string& iso_date, const words::Speech& speech) {
  const auto at = parse_date(iso_date, speech.zone());
  if (at) return speech.short_day(*at);
  return iso_date.empty() ? speech.say("brief.due.none") : iso_date;
}

std::string source_words(const election::SourceNote& note, const words::Speech& speech) {
  const std::string code = "brief.source." + note.what;
  return speech.has(code) ? speech.say(code) : note.what;
}

std::string as_of(Instant at, const words::Speech& speech) {
  return speech.short_day(at) + " " + speech.clock(at);
}

std::string map_source(const Input& input, const words::Speech& speech) {
  std::string names;
  for (const auto& note : input.outlook.made_from) {
    // What is drawn: hazards by their names; rule book and answers are named further down.
    if (note.name.empty() || (note.what != "hazard" && note.what != "still-water")) continue;
    names += one_line(note.name) + ", ";
  }
  names += speech.say("brief.map.station-list");
  return speech.say("brief.map.source", {{"names", names}, {"when", as_of(input.now, speech)}});
}

std::string window_clock(Instant at, const election::Window& window, const words::Speech& speech) {
  const Zone& zone = speech.zone();
  const auto day = zone.local(at).day;
  // The window begins at noon of the day before.
  const Instant midnight = window.from + std::chrono::hours(12);
  if (day == zone.local(midnight).day) return speech.clock_bare(at);
  return speech.say(at < midnight ? "brief.strip.before" : "brief.strip.after",
                    {{"clock", speech.clock_bare(at)}});
}

std::string clause(std::string_view text) {
  std::string out = one_line(text);
  while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace adem::brief
