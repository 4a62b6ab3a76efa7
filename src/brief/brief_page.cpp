#include "brief/brief_page.h"

#include <algorithm>

#include "base/format.h"
#include "brief/brief_words.h"
#include "brief/svg.h"
#include "brief/time_strip.h"
#include "outlook/why.h"

namespace adem::brief {

namespace {

using election::StationOutlook;
using election::Status;

// "and 12 more" where something is left out.
Json more(std::size_t all, std::size_t shown, std::string_view code, const words::Speech& speech) {
  if (all <= shown) return nullptr;
  return speech.say(code, {{"count", words::count(all - shown)}});
}

Json symbol(Status status, const words::Speech& speech) {
  return Json{{"symbol", symbol_id(status)}, {"status", status_words(status, speech)}};
}

Json told_list(const StationOutlook& station, const words::Speech& speech) {
  Json list = Json::array();
  constexpr std::size_t kShown = 3;
  for (std::size_t i = 0; i < std::min(kShown, station.witness.size()); ++i) {
    list.push_back({{"words", told_words(station.witness[i], speech)},
                    {"by", told_by(station.witness[i], speech)}});
  }
  if (station.witness.size() > kShown) {
    list.push_back({{"words", more(station.witness.size(), kShown, "brief.more.answers", speech)}});
  }
  return list;
}

// What both sources say about a station, never merged.
Json station_block(const PageParts& parts, std::size_t index) {
  const auto& station = parts.input.outlook.stations[index];
  const auto& speech = parts.speech;
  Json block = symbol(station.status, speech);
  block["label"] = label(station, parts.view);
  block["computed"] = computed_words(station, speech);
  block["told"] = told_list(station, speech);
  block["vulnerable"] = station.rawan_by_witness;
  // A cut road says nothing against a dry floor: only told water does.
  const bool told_water =
      std::any_of(station.witness.begin(), station.witness.end(),
                  [](const auto& told) { return told.flooded == election::Answered::yes; });
  block["disagree"] =
      told_water && station.status == Status::ready ? speech.say("brief.disagree") : "";
  block["tick"] = station.tick_disagrees ? speech.say("brief.tick-disagrees") : "";
  block["step"] = next_step(station, parts.view, speech);
  // What is about hours stands where the hours are shown.
  Json notes = Json::array(), beside = Json::array();
  for (const auto& note : station.notes) {
    notes.push_back(speech.say(note));
    const bool hours = note.code == "outlook.note.spread" || note.code == "outlook.note.cut-off";
    if (!hours) beside.push_back(notes.back());
  }
  block["notes"] = std::move(notes);
  block["beside"] = std::move(beside);
  const auto row = station.row;
  if (row < parts.input.stations.size() && parts.input.stations.voters(row) >= 0) {
    block["voters"] = speech.say(
        "brief.voters", {{"count", static_cast<std::int64_t>(parts.input.stations.voters(row))}});
  }
  return block;
}

// Stations whose official disaster mark and computed hazard differ; empty where none does.
std::string ticks(const PageParts& parts) {
  constexpr std::size_t kNamed = 12;
  std::string names;
  std::size_t all = 0;
  for (const auto& station : parts.input.outlook.stations) {
    if (!station.tick_disagrees || ++all > kNamed) continue;
    if (!names.empty()) names += ", ";
    names += label(station, parts.view);
  }
  if (all == 0) return {};
  if (all > kNamed) names += ", …";
  return parts.speech.say("brief.ticks", {{"count", words::count(all)}, {"names", names}});
}

// When the box must leave, in words.
Json departures(const PageParts& parts, const StationOutlook& station) {
  Json list = Json::array();
  if (station.departures.empty()) return list;
  const auto duties = outlook::duties(parts.input.rules, parts.input.outlook.window);
  for (const auto& sentence : outlook::why(parts.input.outlook, station, duties).sentences) {
    if (sentence.code == "why.departure" || sentence.code == "why.no-departure") {
      list.push_back(parts.speech.say(sentence));
    }
  }
  return list;
}

bool answered(const desk::Question& question) {
  return std::any_of(question.answers.begin(), question.answers.end(),
                     [](const auto& answer) { return answer.withdrawn_why.empty(); });
}

}  // namespace

Json page_head(const PageParts& parts) {
  const auto& [input, view, speech] = parts;
  const auto days = days_between(view.today, input.rules.vote_date, speech.zone());
  Json lead = Json::array();
  const auto& by = view.by_status;
  if (input.outlook.stations.empty()) {
    lead.push_back(speech.say("brief.lead.no-stations"));
  } else if (by[4] == input.outlook.stations.size()) {
    lead.push_back(speech.say("brief.lead.all-unknown", {{"all", words::count(by[4])}}));
  } else {
    lead.push_back(
        speech.say("brief.lead.computed", {{"all", words::count(input.outlook.stations.size())},
                                           {"trouble", words::count(view.affected)},
                                           {"unknown", words::count(by[4])}}));
  }
  if (!input.outlook.stations.empty()) {
    lead.push_back(speech.say("brief.lead.told", {{"told", words::count(view.told)}}));
  }
  lead.push_back(speech.say("brief.lead.promises", {{"open", words::count(view.promises.size())},
                                                    {"late", words::count(view.overdue)}}));
  const bool indonesian = speech.language() == "id";
  return Json{{"language", speech.language()},
              {"title", input.title},
              {"election", indonesian ? input.rules.name_id : input.rules.name_en},
              {"vote_day", speech.day_of(input.rules.vote_date)},
              {"days", days > 0    ? speech.say("brief.days.left", {{"days", days}})
                       : days == 0 ? speech.say("brief.days.today")
                                   : speech.say("brief.days.past", {{"days", -days}})},
              {"as_of", speech.say("brief.as-of", {{"when", as_of(input.now, speech)}})},
              {"stamp", input.exercise ? speech.say("brief.stamp") : ""},
              {"exercise", input.exercise ? speech.say("brief.exercise") : ""},
              {"lead", lead}};
}

Json page_promises(const PageParts& parts) {
  const auto& [input, view, speech] = parts;
  Json rows = Json::array();
  for (std::size_t i = 0; i < std::min(kPromisesShown, view.promises.size()); ++i) {
    const auto& promise = view.promises[i];
    const bool late = !promise.due.empty() && promise.overdue(view.today);
    rows.push_back({{"who", one_line(promise.owner)},
                    {"what", one_line(promise.text)},
                    {"date", date_words(promise.due, speech)},
                    {"due", due_words(promise, view, speech)},
                    {"late", late},
                    {"step", late ? speech.say("brief.step.ask-owner-of-promise",
                                               {{"owner", one_line(promise.owner)}})
                                  : ""}});
  }
  return Json{{"rows", rows},
              {"more", more(view.promises.size(), kPromisesShown, "brief.more.promises", speech)},
              {"none", view.promises.empty()
                           ? speech.say(input.meetings.empty() ? "brief.promises.no-meeting"
                                                               : "brief.promises.none")
                           : ""}};
}

Json page_worry(const PageParts& parts) {
  const auto& view = parts.view;
  Json rows = Json::array();
  for (std::size_t i = 0; i < std::min(kWorryShown, view.worry.size()); ++i) {
    Json block = station_block(parts, view.worry[i]);
    block["rank"] = i + 1;
    rows.push_back(std::move(block));
  }
  return Json{{"rows", rows},
              {"more", more(view.worry.size(), kWorryShown, "brief.more.worry", parts.speech)},
              {"none", view.worry.empty() ? parts.speech.say("brief.worry.none") : ""}};
}

Json page_counts(const PageParts& parts) {
  const auto& [input, view, speech] = parts;
  Json statuses = Json::array();
  for (std::size_t s = 0; s < kStatuses; ++s) {
    Json row = symbol(static_cast<Status>(s), speech);
    row["count"] = speech.number(static_cast<double>(view.by_status.at(s)));
    statuses.push_back(std::move(row));
  }
  const bool compact = view.villages.size() > kSpelledOut;
  Json villages = Json::array();
  for (std::size_t i = 0; i < std::min(kVillagesShown, view.villages.size()); ++i) {
    const auto& village = view.villages[i];
    Json counts = Json::array();
    for (const std::size_t s : {3U, 2U, 1U, 4U, 0U}) {
      if (village.by_status.at(s) == 0) continue;
      Json row = symbol(static_cast<Status>(s), speech);
      row["count"] = speech.number(static_cast<double>(village.by_status.at(s)));
      counts.push_back(std::move(row));
    }
    villages.push_back(
        {{"name", village.name.empty() ? speech.say("brief.no-village") : village.name},
         {"stations", speech.say("brief.stations", {{"count", words::count(village.stations)}})},
         {"counts", counts},
         {"told", village.told == 0
                      ? ""
                      : speech.say("brief.village-told", {{"count", words::count(village.told)}})},
         {"told_count", speech.number(static_cast<double>(village.told))}});
  }
  return Json{{"ticks", ticks(parts)},
              {"statuses", statuses},
              {"told", speech.number(static_cast<double>(view.told))},
              {"compact", compact},
              {"villages", villages},
              {"more", more(view.villages.size(), kVillagesShown, "brief.more.villages", speech)}};
}

Json page_unplaced(const PageParts& parts, const MapFrame& frame) {
  const auto& [input, view, speech] = parts;
  // Without a point, and with one that is in doubt: a different question to the village.
  Json groups = Json::array();
  for (const bool has_point : {false, true}) {
    std::vector<std::string> lists(view.villages.size());
    std::size_t all = 0;
    for (const auto& station : input.outlook.stations) {
      const bool has = station.row < input.stations.size() && input.stations.has_point(station.row);
      if (has != has_point || frame.shows(input.stations, station.row)) continue;
      if (++all > kListedShown) continue;
      std::string& list = lists[view.by_code.at(station.area)];
      if (!list.empty()) list += ", ";
      list += short_label(station);
    }
    if (all == 0) continue;
    Json rows = Json::array();
    for (std::size_t i = 0; i < lists.size(); ++i) {
      if (lists[i].empty()) continue;
      rows.push_back({{"village", view.villages[i].name}, {"stations", lists[i]}});
    }
    groups.push_back(
        {{"heading", speech.say(has_point ? "brief.map.doubtful" : "brief.map.unplaced",
                                {{"count", words::count(all)}})},
         {"rows", rows},
         {"more", more(all, kListedShown, "brief.more.stations", speech)}});
  }
  return Json{{"groups", groups}};
}

Json page_hours(const PageParts& parts) {
  const auto& [input, view, speech] = parts;
  Json rows = Json::array();
  for (std::size_t i = 0; i < std::min(kStripsShown, view.worry.size()); ++i) {
    const auto& station = input.outlook.stations[view.worry[i]];
    Json block = station_block(parts, view.worry[i]);
    block["strip"] = clock_strips(station, input, speech);
    block["departures"] = departures(parts, station);
    block["hours"] = station.works.known() ? strip_words(station, input, speech)
                                           : computed_words(station, speech);
    rows.push_back(std::move(block));
  }
  return Json{{"any", !view.worry.empty()},
              {"rows", rows},
              {"legend", speech.say(floor_alone(input.outlook) ? "brief.strip.legend"
                                                               : "brief.strip.legend-links")},
              {"spread", view.spread ? speech.say("brief.strip.height") : ""},
              {"more", more(view.worry.size(), kStripsShown, "brief.more.strips", speech)}};
}

Json page_talk(const PageParts& parts) {
  const auto& [input, view, speech] = parts;
  Json obstacles = Json::array(), questions = Json::array();
  std::size_t all_obstacles = 0, all_questions = 0;
  for (const auto& meeting : input.meetings) {
    if (!meeting.withdrawn_why.empty()) continue;
    for (const auto& o : meeting.obstacles) {
      if (!o.withdrawn_why.empty()) continue;
      if (++all_obstacles > kPromisesShown) continue;
      obstacles.push_back({{"place", one_line(o.place)},
                           {"stage", one_line(o.stage)},
                           {"effect", one_line(o.effect)},
                           {"step", one_line(o.step)},
                           {"owner", one_line(o.owner)},
                           {"due", date_words(o.due, speech)}});
    }
    for (const auto& q : meeting.questions) {
      if (!q.withdrawn_why.empty() || answered(q) || ++all_questions > kPromisesShown) continue;
      questions.push_back({{"text", one_line(q.text)}, {"office", one_line(q.office)}});
    }
  }
  return Json{
      {"any", all_obstacles + all_questions > 0},
      {"any_obstacle", all_obstacles > 0},
      {"any_question", all_questions > 0},
      {"obstacles", obstacles},
      {"more_obstacles", more(all_obstacles, kPromisesShown, "brief.more.obstacles", speech)},
      {"questions", questions},
      {"more_questions", more(all_questions, kPromisesShown, "brief.more.questions", speech)}};
}

}  // namespace adem::brief
