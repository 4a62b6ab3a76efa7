#include "cli/roads_report.h"

#include "base/format.h"
#include "brief/import_words.h"

namespace adem::cli {

namespace {

std::int64_t whole(const Json& json, const char* key) { return json.at(key).get<std::int64_t>(); }

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
    for (const auto& note : about.at("notes")) context.line(speech.say(brief::note_of(note)));
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
