// adem water prepare: terrain made ready for water, and what that changed.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

#include "base/error.h"
#include "base/format.h"
#include "cli/commands.h"
#include "cli/place.h"
#include "geo/cog.h"
#include "geo/terrain.h"
#include "water/terrain/channels.h"
#include "water/terrain/prepare.h"

namespace adem::cli {

namespace {

struct WaterPrepareAsked {
  std::string terrain, crs, out, streams, culverts, buildings;
  water::PrepareOptions options;
};

water::Prepared compute(WaterPrepareAsked& asked) {
  auto& options = asked.options;
  if (asked.streams.empty() && asked.culverts.empty() && asked.buildings.empty() &&
      !options.fill_pits) {
    throw Error(ErrorKind::misuse, "water.nothing-to-prepare");
  }
  if (!std::isfinite(options.building_height_m) || options.building_height_m < 0) {
    throw Error(ErrorKind::misuse, "water.bad-building-height",
                {{"height_m", options.building_height_m}});
  }
  const auto terrain = geo::read_terrain(asked.terrain, asked.crs);
  if (!asked.streams.empty()) options.streams = water::read_channels(asked.streams, terrain);
  if (!asked.culverts.empty()) options.culverts = water::read_channels(asked.culverts, terrain);
  if (!asked.buildings.empty()) {
    options.buildings = water::read_buildings(asked.buildings, terrain);
  }
  return water::prepare(terrain.ground, options);
}

// At most this many rows are named in a line; all of them are in the report.
constexpr std::size_t kNamed = 10;

std::string rows_text(const std::vector<std::size_t>& rows) {
  std::string out;
  for (std::size_t i = 0; i < rows.size() && i < kNamed; ++i) {
    out += fmt::format("{}{}", i == 0 ? "" : ", ", rows[i]);
  }
  return out + (rows.size() > kNamed ? ", …" : "");
}

void say_step(const std::string& what, const water::Change& change, const geo::Grid<float>& ground,
              Context& context) {
  const auto& speech = context.speech();
  const auto count = [](auto n) { return static_cast<std::int64_t>(n); };
  context.line(speech.say("water.prepare.step", {{"what", what},
                                                 {"features", count(change.features)},
                                                 {"cells", count(change.cells)},
                                                 {"blocked", count(change.blocked)},
                                                 {"mean", speech.metres(change.mean_m)},
                                                 {"max", speech.metres(change.max_m)},
                                                 {"place", place_text(ground, change.at)},
                                                 {"added", speech.number(change.added_m3)},
                                                 {"removed", speech.number(change.removed_m3)}}));
  if (!change.unused.empty()) {
    context.line("  " + speech.say("water.prepare.unused", {{"what", what},
                                                            {"count", count(change.unused.size())},
                                                            {"rows", rows_text(change.unused)}}));
  }
  if (change.narrow > 0) {
    context.line("  " + speech.say("water.prepare.narrow",
                                   {{"count", count(change.narrow)},
                                    {"cell", speech.metres(std::min(ground.dx, ground.dy))}}));
  }
}

void water_prepare(WaterPrepareAsked& asked, Context& context) {
  const auto prepared = compute(asked);
  const Json json = water::to_json(prepared);
  const auto directory = std::filesystem::path(asked.out).parent_path();
  std::error_code failed;
  if (!directory.empty()) std::filesystem::create_directories(directory, failed);
  geo::write_cog(asked.out, {{&prepared.ground, "m", "ground"}},
                 {{water::kPreparedText, json.dump()}});
  if (context.json) {
    Json all = json;
    all["file"] = asked.out;
    context.print(all);
    return;
  }
  const auto& ground = prepared.ground;
  const auto& speech = context.speech();
  if (asked.options.fill_pits) say_step("pits", prepared.pits, ground, context);
  if (!asked.streams.empty()) say_step("streams", prepared.streams, ground, context);
  if (!asked.culverts.empty()) say_step("culverts", prepared.culverts, ground, context);
  if (!asked.buildings.empty()) say_step("buildings", prepared.buildings, ground, context);
  const bool closed = !std::isfinite(prepared.held_before_m3 + prepared.held_after_m3);
  const auto held = [&](double m3) { return closed ? std::string() : speech.number(m3); };
  context.line(speech.say("water.prepare.holds", {{"before", held(prepared.held_before_m3)},
                                                  {"after", held(prepared.held_after_m3)},
                                                  {"state", closed ? "closed" : "open"}}));
  context.line(speech.say("water.prepare.written", {{"file", asked.out}}));
}

}  // namespace

void add_water_prepare(Command& app, Context& context) {
  auto* command =
      group(app, "water", context).add_subcommand("prepare", context.help("water.prepare.about"));
  auto asked = std::make_shared<WaterPrepareAsked>();
  const auto text = [&](const char* name, std::string& to, const char* help) {
    return command->add_option(name, to, context.help(std::string("water.prepare.") + help));
  };
  text("--terrain", asked->terrain, "terrain")->required();
  text("--out", asked->out, "out")->required();
  text("--streams", asked->streams, "streams");
  text("--culverts", asked->culverts, "culverts");
  text("--buildings", asked->buildings, "buildings");
  command->add_option("--building-height-m", asked->options.building_height_m,
                      context.help("water.prepare.building-height"));
  command->add_flag("--block-buildings", asked->options.block_buildings,
                    context.help("water.prepare.block-buildings"));
  command->add_flag("--fill-pits", asked->options.fill_pits,
                    context.help("water.prepare.fill-pits"));
  text("--crs", asked->crs, "crs");
  command->callback([asked, &context] { water_prepare(*asked, context); });
}

}  // namespace adem::cli
