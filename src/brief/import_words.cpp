#include "brief/import_words.h"

namespace adem::brief {

Json report_json(const election::ImportReport& report, const words::Speech& speech) {
  Json json = to_json(report);
  for (std::size_t i = 0; i < report.refused.size(); ++i) {
    json["refused"][i]["why"]["text"] = speech.say(report.refused[i].why);
  }
  for (std::size_t i = 0; i < report.doubts.size(); ++i) {
    json["doubts"][i]["what"]["text"] = speech.say(report.doubts[i].what);
  }
  for (std::size_t i = 0; i < report.notes.size(); ++i) {
    json["notes"][i]["text"] = speech.say(report.notes[i]);
  }
  return json;
}

Message note_of(const Json& json) {
  Message note{json.at("code").get<std::string>(), {}};
  for (const auto& [name, value] : json.at("args").items()) {
    note.args.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
  }
  return note;
}

Json network_json(const roads::Network& network, const words::Speech& speech) {
  Json json = to_json(network);
  for (const auto& [key, value] : network.about().items()) json[key] = value;
  if (!json.contains("notes")) return json;
  for (auto& note : json["notes"]) note["text"] = speech.say(note_of(note));
  return json;
}

std::array<std::string, 2> hazard_lines(const election::HazardLayer& layer,
                                        const words::Speech& speech) {
  return {speech.say("hazard.listed", {{"name", layer.name},
                                       {"kind", std::string(name_of(layer.kind))},
                                       {"form", std::string(name_of(layer.form))},
                                       {"source", layer.source}}),
          layer.from ? speech.say("hazard.hours", {{"from", *layer.from}, {"to", *layer.to}})
                     : speech.say("hazard.no-hours")};
}

}  // namespace adem::brief
