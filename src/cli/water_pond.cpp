// adem water pond: where a given rain finally stands.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/place.h"
#include "geo/cog.h"
#include "geo/terrain.h"
#include "water/terrain/pond.h"

namespace adem::cli {

namespace {

constexpr std::size_t kLargest = 10;
// Under this name the report travels inside the raster.
constexpr const char* kReportText = "ADEM_PONDING";

struct WaterPondAsked {
  std::string terrain, crs, out;
  std::vector<std::string> walls;
  double rain_mm = 0;
};

// The ground turns into depths when they are written; the report needs its frame only.
struct Stood {
  geo::Grid<float> ground;
  water::Ponding water;
  std::size_t listed = 0;  // largest ponds that are told one by one
};

double area_m2(const Stood& stood, const water::Pond& pond) {
  return static_cast<double>(pond.cells) * stood.ground.dx * stood.ground.dy;
}

Json number_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json report(const Stood& stood, const WaterPondAsked& asked) {
  const auto& water = stood.water;
  Json out{{"rain_mm", asked.rain_mm},
           {"walls", asked.walls},
           {"cells", stood.ground.width * stood.ground.height},
           {"cell_m", {stood.ground.dx, stood.ground.dy}},
           {"rain_m3", water.rain_m3},
           {"ponded_m3", water.ponded_m3},
           {"left_m3", water.left_m3},
           {"capacity_m3", number_or_null(water.capacity_m3)},
           {"ponds", water.ponds.size()},
           {"largest", Json::array()}};
  for (std::size_t i = 0; i < stood.listed; ++i) {
    const auto& pond = water.ponds[i];
    Json each{{"volume_m3", pond.volume_m3},
              {"area_m2", area_m2(stood, pond)},
              {"max_depth_m", pond.max_depth_m},
              {"level_m", pond.level_m},
              {"spill_m", number_or_null(pond.spill_m)},
              {"full", pond.full}};
    add_place(each, stood.ground, pond.deepest);
    out["largest"].push_back(std::move(each));
  }
  return out;
}

void say(const Stood& stood, const WaterPondAsked& asked, Context& context) {
  const auto& speech = context.speech();
  const auto& water = stood.water;
  const auto cells = static_cast<std::int64_t>(stood.ground.width * stood.ground.height);
  context.line(
      speech.say("water.pond.done", {{"rain", asked.rain_mm},
                                     {"cells", cells},
                                     {"fell", speech.number(water.rain_m3)},
                                     {"ponded", speech.number(water.ponded_m3)},
                                     {"ponds", static_cast<std::int64_t>(water.ponds.size())},
                                     {"left", speech.number(water.left_m3)}}));
  context.line(
      std::isfinite(water.capacity_m3)
          ? speech.say("water.pond.holds", {{"capacity", speech.number(water.capacity_m3)}})
          : speech.say("water.pond.closed"));
  if (stood.listed > 0) context.line(speech.say("water.pond.largest"));
  for (std::size_t i = 0; i < stood.listed; ++i) {
    const auto& pond = water.ponds[i];
    const std::string state = pond.full ? "full" : std::isfinite(pond.spill_m) ? "open" : "closed";
    context.line("  " +
                 speech.say("water.pond.pond",
                            {{"volume", speech.number(pond.volume_m3)},
                             {"area", speech.number(area_m2(stood, pond))},
                             {"depth", speech.metres(pond.max_depth_m)},
                             {"place", place_text(stood.ground, pond.deepest)},
                             {"level", speech.metres(pond.level_m)},
                             {"state", state},
                             {"spill", state == "open" ? speech.metres(pond.spill_m) : ""}}));
  }
}

void water_pond(const WaterPondAsked& asked, Context& context) {
  const auto rims = water::with_walls(asked.walls);
  Stood stood;
  stood.ground = geo::read_terrain(asked.terrain, asked.crs).ground;
  stood.water =
      water::pond(stood.ground, {asked.rain_mm, rims}, context.progress("adem water pond"));
  stood.listed = std::min(kLargest, stood.water.ponds.size());
  Json json = report(stood, asked);
  const auto depth = asked.out + "/pond-depth.tif", told = asked.out + "/ponds.json";
  if (!asked.out.empty()) {
    std::error_code failed;
    std::filesystem::create_directories(asked.out, failed);
    stood.ground.cells = std::move(stood.water.depth_m);
    geo::write_cog(depth, {{&stood.ground, "m", "depth"}}, {{kReportText, json.dump()}});
    write_file_atomic(told, json.dump(2) + "\n");
    json["files"] = {depth, told};
  }
  if (context.json) {
    context.print(json);
    return;
  }
  say(stood, asked, context);
  if (!asked.out.empty()) {
    context.line(context.speech().say("water.pond.written", {{"depth", depth}, {"report", told}}));
  }
}

}  // namespace

void add_water_pond(Command& app, Context& context) {
  auto* command =
      group(app, "water", context).add_subcommand("pond", context.help("water.pond.about"));
  auto asked = std::make_shared<WaterPondAsked>();
  command->add_option("--terrain", asked->terrain, context.help("water.pond.terrain"))->required();
  command->add_option("--rain-mm", asked->rain_mm, context.help("water.pond.rain"))->required();
  command->add_option("--walls", asked->walls, context.help("water.pond.walls"))->delimiter(',');
  command->add_option("--crs", asked->crs, context.help("water.pond.crs"));
  command->add_option("--out", asked->out, context.help("water.pond.out"));
  command->callback([asked, &context] { water_pond(*asked, context); });
}

}  // namespace adem::cli
