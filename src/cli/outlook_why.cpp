// adem outlook why: one station explained in plain sentences.
#include <algorithm>
#include <cmath>
#include <memory>

#include "base/error.h"
#include "base/format.h"
#include "brief/brief_words.h"
#include "brief/cause_words.h"
#include "cli/commands.h"
#include "cli/wrap.h"
#include "election/find_station.h"
#include "outlook/why.h"
#include "workspace/causes_run.h"
#include "workspace/hazard_store.h"
#include "workspace/register_store.h"

namespace adem::cli {

namespace {

using election::Link;

// What is known of one station, brought together.
struct Known {
  election::Outlook outlook;
  const election::StationOutlook* station = nullptr;
  outlook::Why why;
  std::string label;
  std::size_t row = 0;                         // in the list as it stands now
  std::optional<workspace::CausesRun> causes;  // where roads and a warehouse are known
};

Known know(workspace::Workspace& workspace, const std::string& asked, const Progress& progress) {
  Known out;
  const auto stations = workspace::stations(workspace);
  const auto areas = workspace::areas(workspace);
  const election::StationFinder finder(stations, areas);
  out.row = finder.find(asked);
  out.label = finder.label(out.row);
  auto newest = workspace::newest_outlook(workspace);
  if (!newest) throw Error(ErrorKind::conflict, "workspace.no-outlook");
  out.outlook = std::move(*newest);
  const std::string key(stations.text(out.row, election::StationText::key));
  const auto found = std::ranges::find(out.outlook.stations, key, &election::StationOutlook::key);
  if (found == out.outlook.stations.end()) {
    throw Error(ErrorKind::conflict, "workspace.not-in-outlook", {{"station", key}});
  }
  out.station = &*found;
  const auto duties = outlook::duties(workspace.rules(), out.outlook.window);
  out.why = outlook::why(out.outlook, *out.station, duties);
  if (out.outlook.has(Link::box)) {
    out.causes = workspace::run_causes(workspace::road_day(workspace, progress), {});
  }
  return out;
}

// What cuts a station off, and when it.
struct Cut {
  const outlook::CauseGroup* group;
  outlook::CauseWhen when;
};
std::vector<Cut> cuts_of(const Known& known) {
  std::vector<Cut> out;
  if (!known.causes) return out;
  for (const auto& warehouse : known.causes->causes.warehouses) {
    for (const auto& group : warehouse.groups) {
      const auto at = std::ranges::find(group.stations, known.row);
      if (at == group.stations.end()) continue;
      out.push_back(
          {&group, group.station_when[static_cast<std::size_t>(at - group.stations.begin())]});
    }
  }
  return out;
}

std::vector<std::string> sentences(const Known& known, const words::Speech& speech) {
  std::vector<std::string> out;
  for (const auto& each : known.why.sentences) out.push_back(speech.say(each));
  for (const auto& [group, when] : cuts_of(known)) {
    const auto labels = brief::station_labels(known.causes->stations, known.causes->areas);
    std::string by(outlook::name_of(group->by));
    std::ranges::replace(by, '-', '_');
    out.push_back(
        speech.say("why.cut", {{"mode", std::string(name_of(known.causes->causes.mode))},
                               {"by", std::move(by)},
                               {"roads", brief::road_list(group->roads, labels, speech)}}) +
        " " + brief::when_words(when, known.causes->causes.members, known.outlook.window, speech));
  }
  for (const auto& note : known.station->notes) out.push_back(speech.say(note));
  return out;
}

std::vector<std::string> told(const Known& known, const words::Speech& speech) {
  std::vector<std::string> out;
  for (const auto& answer : known.station->witness) {
    out.push_back(brief::told_by(answer, speech) + ": " + brief::told_words(answer, speech));
  }
  return out;
}

std::vector<std::string> lines(const Known& known, const words::Speech& speech) {
  std::vector<std::string> out;
  const auto& station = *known.station;
  if (known.outlook.exercise) out.push_back(speech.say("exercise"));
  wrap(fmt::format("{} ({})", known.label, station.key), "", "", out);
  wrap(speech.say("status." + std::string(name_of(station.status))) + ". " +
           speech.say(station.reason),
       "", "", out);
  out.emplace_back();
  for (const auto& sentence : sentences(known, speech)) wrap(sentence, "- ", "  ", out);
  out.emplace_back();
  const auto answers = told(known, speech);
  if (answers.empty()) wrap(speech.say("why.nobody-told"), "", "", out);
  for (const auto& answer : answers) wrap(answer, "", "  ", out);
  if (known.outlook.made_at) {
    wrap(speech.say("why.made", {{"made", *known.outlook.made_at}}), "", "", out);
  }
  if (known.outlook.exercise) out.push_back(speech.say("exercise"));
  return out;
}

Json hours_json(const std::vector<outlook::WhyHours>& hours) {
  Json out = Json::array();
  for (const auto& span : hours) {
    out.push_back({{"from", iso_utc(span.from)},
                   {"to", iso_utc(span.to)},
                   {"least", span.least < 0 ? Json() : Json(std::round(span.least * 1e4) / 1e4)}});
  }
  return out;
}

Json json_of(const Known& known, const words::Speech& speech) {
  const auto& station = *known.station;
  Json reason = to_json(station.reason);
  reason["text"] = speech.say(station.reason);
  Json links = Json::object(), cut = Json::array(), departures = Json::array();
  for (const auto& each : known.why.links) {
    links[std::string(name_of(each.link))] = {{"computed", each.computed},
                                              {"bad", hours_json(each.bad)},
                                              {"unknown", hours_json(each.unknown)}};
  }
  for (const auto& one : station.departures) {
    departures.push_back({{"mode", name_of(one.mode)},
                          {"from", one.from},
                          {"at", one.latest ? Json(iso_utc(*one.latest)) : Json()}});
  }
  for (const auto& [group, when] : cuts_of(known)) {
    Json roads = Json::array();
    const auto labels = brief::station_labels(known.causes->stations, known.causes->areas);
    for (const auto& road : group->roads) roads.push_back(brief::road_words(road, labels, speech));
    cut.push_back({{"by", outlook::name_of(group->by)},
                   {"roads", std::move(roads)},
                   {"from", when.from ? Json(iso_utc(*when.from)) : Json()},
                   {"to", when.to ? Json(iso_utc(*when.to)) : Json()},
                   {"futures", when.futures}});
  }
  constexpr std::string_view kRecession[] = {"not-wet", "before-end", "after-end", "unknown"};
  const auto& dry = known.why.dry_from;
  return {{"key", station.key},
          {"name", station.name},
          {"area", station.area},
          {"status", name_of(station.status)},
          {"reason", std::move(reason)},
          {"weakest", station.weakest ? Json(name_of(*station.weakest)) : Json()},
          {"links", std::move(links)},
          {"recession", kRecession[static_cast<std::size_t>(known.why.recession)]},
          {"dry_from", dry ? Json(iso_utc(*dry)) : Json()},
          {"latest_departure", std::move(departures)},
          {"members", known.why.members},
          {"cut_by", std::move(cut)},
          {"sentences", sentences(known, speech)},
          {"told", told(known, speech)},
          {"made_at", known.outlook.made_at ? Json(iso_utc(*known.outlook.made_at)) : Json()},
          {"exercise", known.outlook.exercise}};
}

}  // namespace

void add_outlook_why(Command& app, Context& context) {
  auto* command =
      app.subcommand("outlook")->add_subcommand("why", context.help("outlook.why.about"));
  auto asked = std::make_shared<std::string>();
  command->add_option("station", *asked, context.help("outlook.why.station"))->required();
  command->callback([asked, &context] {
    const auto known = know(context.workspace(), *asked, context.progress("causes"));
    if (context.json) return context.print(json_of(known, context.speech()));
    for (const auto& line : lines(known, context.speech())) context.line(line);
  });
}

}  // namespace adem::cli
