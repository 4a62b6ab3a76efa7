// adem roads check: the network as it is kept, what is doubtful in it, and which stations it does
// not reach.
#include <algorithm>
#include <array>
#include <memory>

#include "base/error.h"
#include "base/format.h"
#include "brief/import_words.h"
#include "cli/commands.h"
#include "cli/roads_report.h"
#include "roads/network/stations.h"
#include "workspace/register_store.h"
#include "workspace/road_store.h"

namespace adem::cli {

namespace {

struct RoadsCheckAsked {
  double reach_m = roads::kTieReach_m;
};

// A page that can be read aloud: the rest is in --json.
constexpr std::size_t kRoadsCheckShown = 10;

double share_of(const roads::Network& network, const roads::Component& component) {
  double all_m = 0;
  for (const auto& each : network.components()) all_m += each.on_land != 0 ? each.length_m : 0;
  return all_m > 0 ? component.length_m / all_m : 0;
}

void say_parts(Context& context, const roads::Network& network) {
  const auto& speech = context.speech();
  const auto components = network.components();
  context.line("");
  context.line(speech.say("roads.largest-parts"));
  for (std::size_t c = 0; c < std::min(kRoadsCheckShown, components.size()); ++c) {
    if (components[c].on_land == 0) break;
    context.line(speech.say("roads.part",
                            {{"number", count(c + 1)},
                             {"nodes", std::int64_t{components[c].nodes}},
                             {"length_km", speech.number(components[c].length_m / 1000, 1)},
                             {"share", speech.number(share_of(network, components[c]) * 100, 1)}}));
  }
}

void say_flags(Context& context, const roads::Network& network) {
  const auto& speech = context.speech();
  std::array<std::size_t, roads::kFlagKinds> shown{};
  if (!network.flagged().empty()) {
    context.line("");
    context.line(speech.say("roads.places", {{"shown", count(kRoadsCheckShown)}}));
  }
  for (const auto& flag : network.flagged()) {
    if (++shown[static_cast<std::size_t>(flag.kind)] > kRoadsCheckShown) continue;
    const auto at = roads::to_point(flag.place);
    const bool vehicle = flag.mode < election::kModes;
    const auto mode = vehicle ? election::name_of(static_cast<election::Mode>(flag.mode)) : "none";
    context.line(speech.say(
        "roads.place",
        {{"kind", speech.say("roads.flag." + std::string(name_of(flag.kind)))},
         {"source", std::to_string(flag.source)},
         {"mode", std::string(mode)},
         {"at", flag.place == roads::kNoPlace ? "-" : fmt::format("{:.5f}, {:.5f}", at.y, at.x)}}));
  }
}

Json stations_json(const words::Speech& speech, const election::StationTable& stations,
                   const std::vector<roads::StationTie>& ties, double reach_m) {
  Json list = Json::array();
  std::size_t tied = 0;
  for (std::size_t row = 0; row < ties.size(); ++row) {
    tied += ties[row].tie ? 1 : 0;
    if (!ties[row].reason) continue;
    Json reason = to_json(*ties[row].reason);
    reason["text"] = speech.say(*ties[row].reason);
    list.push_back({{"key", stations.text(row, election::StationText::key)},
                    {"name", stations.call_name(row)},
                    {"tied", ties[row].tie.has_value()},
                    {"reason", reason}});
  }
  return Json{{"all", stations.size()}, {"tied", tied}, {"within_m", reach_m}, {"doubtful", list}};
}

void say_stations(Context& context, const election::StationTable& stations,
                  const std::vector<roads::StationTie>& ties, double reach_m) {
  const auto& speech = context.speech();
  if (stations.size() == 0) return;
  std::size_t tied = 0, shown = 0, doubtful = 0;
  for (const auto& each : ties) tied += each.tie ? 1 : 0;
  context.line("");
  context.line(speech.say(
      "roads.stations",
      {{"tied", count(tied)}, {"all", count(stations.size())}, {"reach", speech.metres(reach_m)}}));
  for (std::size_t row = 0; row < ties.size(); ++row) {
    if (!ties[row].reason) continue;
    if (++doubtful > kRoadsCheckShown) continue;
    ++shown;
    context.line("  " +
                 speech.say("roads.station-line",
                            {{"name", stations.call_name(row)},
                             {"key", std::string(stations.text(row, election::StationText::key))},
                             {"why", speech.say(*ties[row].reason)}}));
  }
  if (doubtful > shown) {
    context.line("  " + speech.say("roads.more", {{"count", count(doubtful - shown)}}));
  }
}

void roads_check(const RoadsCheckAsked& asked, Context& context) {
  if (!(asked.reach_m >= 1 && asked.reach_m <= roads::kLongestReach_m)) {
    throw Error(ErrorKind::misuse, "roads.bad-reach",
                {{"reach_m", asked.reach_m}, {"most_m", roads::kLongestReach_m}});
  }
  auto& workspace = context.workspace();
  const auto network = workspace::road_network(workspace);
  const auto stations = workspace::stations(workspace);
  const auto ties = roads::tie_stations(network, stations, asked.reach_m);
  const auto& speech = context.speech();
  if (!context.json) {
    say_network(context, network);
    say_parts(context, network);
    say_flags(context, network);
    say_stations(context, stations, ties, asked.reach_m);
    return;
  }
  Json json = brief::network_json(network, speech);
  json["hash"] = workspace::roads_hash(workspace);
  json["parts"] = Json::array();
  for (std::size_t c = 0; c < std::min(kRoadsCheckShown, network.components().size()); ++c) {
    const auto& component = network.components()[c];
    json["parts"].push_back({{"nodes", component.nodes},
                             {"edges", component.edges},
                             {"length_km", component.length_m / 1000},
                             {"on_land", component.on_land != 0}});
  }
  json["flags"] = Json::array();
  for (const auto& flag : network.flagged()) json["flags"].push_back(flag_json(flag));
  json["stations"] = stations_json(speech, stations, ties, asked.reach_m);
  context.print(json);
}

}  // namespace

void add_roads_check(Command& app, Context& context) {
  auto* command =
      group(app, "roads", context).add_subcommand("check", context.help("roads.check.about"));
  auto asked = std::make_shared<RoadsCheckAsked>();
  command->add_option("--within-m", asked->reach_m, context.help("roads.check.within-m"));
  command->callback([asked, &context] { roads_check(*asked, context); });
}

}  // namespace adem::cli
