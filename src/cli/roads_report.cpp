#include "cli/roads_report.h"

#include "base/format.h"

namespace adem::cli {

namespace {

std::int64_t whole(const Json& json, const char* key) { return json.at(key).get<std::int64_t>(); }

// Notes travel in the file as codes.
Message note_of(const Json& json) {
  Message note{json.at("code").get<std::string>(), {}};
  for (const auto& [name, value] : json.at("args").items()) {
    note.args.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
  }
  return note;
}

}  // namespace

void say_network(Context& context, const roads::Network& network) {
  const auto& speech = context.speech();
  const Json json = to_json(network);
  const auto& about = network.about();
  if (about.value("exercise", false)) context.line(speech.say("exercise"));
  const Json& share = json.at("largest_component_share");
  context.line(speech.say("roads.network",
                          {{"source", about.value("source", std::string())},
                           {"nodes", whole(json, "nodes")},
                           {"edges", whole(json, "edges")},
                           {"length_km", speech.number(json.at("length_km").get<double>(), 1)}}));
  context.line(speech.say(
      "roads.parts", {{"components", whole(json, "components")},
                      {"share", share.is_null() ? std::string("-")
                                                : speech.number(share.get<double>() * 100, 1)}}));
  if (about.contains("snapped")) {
    context.line(speech.say("roads.joined", {{"snap", speech.metres(about.value("snap_m", 0.0))},
                                             {"snapped", whole(about, "snapped")},
                                             {"split", whole(about, "split")}}));
    for (const auto& note : about.at("notes")) context.line(speech.say(note_of(note)));
  }
  std::int64_t all = 0;
  const Json& flagged = json.at("flagged");
  for (const auto& [kind, count] : flagged.items()) all += count.get<std::int64_t>();
  if (all == 0) return;
  context.line("");
  context.line(speech.say("roads.flagged", {{"count", all}}));
  for (const auto& [kind, count] : flagged.items()) {
    if (count == 0) continue;
    context.line(fmt::format("  {:>7}  {}", speech.number(count.get<double>()),
                             speech.say("roads.flag." + kind)));
  }
}

Json network_json(const words::Speech& speech, const roads::Network& network) {
  Json json = to_json(network);
  for (const auto& [key, value] : network.about().items()) json[key] = value;
  if (!json.contains("notes")) return json;
  for (auto& note : json["notes"]) note["text"] = speech.say(note_of(note));
  return json;
}

Json flag_json(const roads::Flagged& flag) {
  const bool placed = flag.place != roads::kNoPlace;
  const auto at = roads::to_point(flag.place);
  Json json{{"kind", name_of(flag.kind)},
            {"source", flag.source},
            {"lon", placed ? Json(at.x) : Json()},
            {"lat", placed ? Json(at.y) : Json()}};
  if (flag.nodes > 0) json["nodes"] = flag.nodes;
  if (flag.mode < election::kModes) {
    json["mode"] = election::name_of(static_cast<election::Mode>(flag.mode));
  }
  return json;
}

}  // namespace adem::cli
