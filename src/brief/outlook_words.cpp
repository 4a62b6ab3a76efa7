#include "brief/outlook_words.h"

#include "brief/brief_words.h"

namespace adem::brief {

namespace {

void say_each(Json& list, const std::vector<Message>& messages, const words::Speech& speech) {
  for (std::size_t i = 0; i < messages.size(); ++i) list.at(i)["text"] = speech.say(messages[i]);
}

}  // namespace

std::vector<std::string> link_sentences(const election::Outlook& outlook,
                                        const election::StationOutlook& station,
                                        const words::Speech& speech) {
  std::vector<std::string> out;
  const bool several = outlook.computed != election::Outlook{}.computed;
  if (station.weakest && several) {
    out.push_back(
        speech.say("outlook.weakest", {{"link", std::string(name_of(*station.weakest))}}));
  }
  if (station.departures.empty()) return out;
  std::string list;
  for (const auto& one : station.departures) {
    const Instant at = one.latest.value_or(Instant{});
    list += list.empty() ? "" : ", ";
    list += speech.say("outlook.departure-by",
                       {{"mode", std::string(name_of(one.mode))},
                        {"safe", std::string(one.latest ? "yes" : "no")},
                        {"begins", std::string(outlook.window.on_eve(at) ? "before" : "day")},
                        {"at", at}});
  }
  out.push_back(speech.say("outlook.departure", {{"list", list}}));
  return out;
}

void say_station(Json& json, const election::Outlook& outlook,
                 const election::StationOutlook& station, const words::Speech& speech) {
  json["reason"]["text"] = computed_words(station, speech);
  say_each(json["notes"], station.notes, speech);
  for (std::size_t i = 0; i < station.witness.size(); ++i) {
    Json& answer = json["witness"]["answers"].at(i);
    answer["text"] = told_words(station.witness[i], speech);
    answer["by"] = told_by(station.witness[i], speech);
  }
  json["said"] = link_sentences(outlook, station, speech);
}

void say_whole(Json& json, const election::Outlook& outlook, const words::Speech& speech) {
  say_each(json["caveats"], outlook.caveats, speech);
  Json& sources = json["made_from"]["sources"];
  for (std::size_t i = 0; i < outlook.made_from.size(); ++i) {
    sources.at(i)["text"] = source_words(outlook.made_from[i], speech);
    const Message& caveat = outlook.made_from[i].caveat;
    if (!caveat.code.empty()) sources.at(i)["caveat"]["text"] = speech.say(caveat);
  }
}

}  // namespace adem::brief
