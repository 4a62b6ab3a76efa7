// adem water pond: where a given rain finally stands.
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <memory>

#include "base/file.h"
#include "base/format.h"
#include "cli/commands.h"
#include "cli/read_terrain.h"
#include "geo/raster.h"
#include "water/terrain/pond.h"

namespace adem::cli {

namespace {

constexpr std::size_t kLargest = 10;
// Under this name the report travels inside the raster.
constexpr const char* kReportText = "ADEM_PONDING";

struct Asked {
  std::string terrain, crs, out;
  std::vector<std::string> walls;
  double rain_mm = 0;
};

struct Place {
  geo::Point own;
  std::optional<geo::Point> lonlat;
};

std::vector<Place> places(const geo::Grid<float>& terrain, const std::vector<water::Pond>& ponds) {
  std::vector<geo::Point> own;
  for (const auto& pond : ponds) own.push_back(geo::middle_of(terrain, pond.deepest));
  const auto lonlat = geo::to_lonlat(terrain, own);
  std::vector<Place> out;
  for (std::size_t i = 0; i < own.size(); ++i) {
    out.push_back({own[i], lonlat.empty() ? std::nullopt : std::optional(lonlat[i])});
  }
  return out;
}

Json number_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json report(const geo::Grid<float>& terrain, const water::Ponding& result, const Asked& asked,
            const std::vector<water::Pond>& largest, const std::vector<Place>& at) {
  Json out{{"rain_mm", asked.rain_mm},      {"walls", asked.walls},
           {"cells", terrain.cells.size()}, {"cell_m", {terrain.dx, terrain.dy}},
           {"rain_m3", result.rain_m3},     {"ponded_m3", result.ponded_m3},
           {"left_m3", result.left_m3},     {"capacity_m3", number_or_null(result.capacity_m3)},
           {"ponds", result.ponds.size()},  {"largest", Json::array()}};
  for (std::size_t i = 0; i < largest.size(); ++i) {
    const auto& pond = largest[i];
    Json each{{"volume_m3", pond.volume_m3},
              {"area_m2", static_cast<double>(pond.cells) * terrain.dx * terrain.dy},
              {"max_depth_m", pond.max_depth_m},
              {"level_m", pond.level_m},
              {"spill_m", number_or_null(pond.spill_m)},
              {"full", pond.full},
              {"x", at[i].own.x},
              {"y", at[i].own.y}};
    if (at[i].lonlat) {
      each["lon"] = at[i].lonlat->x;
      each["lat"] = at[i].lonlat->y;
    }
    out["largest"].push_back(std::move(each));
  }
  return out;
}

void say(const geo::Grid<float>& terrain, const water::Ponding& result, const Asked& asked,
         const std::vector<water::Pond>& largest, const std::vector<Place>& at, Context& context) {
  const auto& speech = context.speech();
  context.line(speech.say("water.pond.done",
                          {{"rain", speech.number(asked.rain_mm, asked.rain_mm < 10 ? 1 : 0)},
                           {"cells", static_cast<std::int64_t>(terrain.cells.size())},
                           {"fell", speech.number(result.rain_m3)},
                           {"ponded", speech.number(result.ponded_m3)},
                           {"ponds", static_cast<std::int64_t>(result.ponds.size())},
                           {"left", speech.number(result.left_m3)}}));
  context.line(
      std::isfinite(result.capacity_m3)
          ? speech.say("water.pond.holds", {{"capacity", speech.number(result.capacity_m3)}})
          : speech.say("water.pond.closed"));
  if (!largest.empty()) context.line(speech.say("water.pond.largest"));
  for (std::size_t i = 0; i < largest.size(); ++i) {
    const auto& pond = largest[i];
    const bool closed = !std::isfinite(pond.spill_m);
    const auto place = at[i].lonlat
                           ? fmt::format("{:.5f}, {:.5f}", at[i].lonlat->y, at[i].lonlat->x)
                           : fmt::format("x {:.1f}, y {:.1f}", at[i].own.x, at[i].own.y);
    const double area = static_cast<double>(pond.cells) * terrain.dx * terrain.dy;
    const std::string state = pond.full ? "full" : closed ? "closed" : "open";
    context.line("  " + speech.say("water.pond.pond", {{"volume", speech.number(pond.volume_m3)},
                                                       {"area", speech.number(area)},
                                                       {"depth", speech.metres(pond.max_depth_m)},
                                                       {"place", place},
                                                       {"level", speech.metres(pond.level_m)},
                                                       {"state", state},
                                                       {"spill", speech.metres(pond.spill_m)}}));
  }
}

void water_pond(const Asked& asked, Context& context) {
  const auto rims = water::with_walls(asked.walls);
  auto terrain = geo::to_metres(read_terrain(asked.terrain, asked.crs));
  auto result = water::pond(terrain, {asked.rain_mm, rims}, context.progress("water pond"));
  const auto count = std::min(kLargest, result.ponds.size());
  const std::vector<water::Pond> largest(result.ponds.begin(),
                                         result.ponds.begin() + static_cast<std::ptrdiff_t>(count));
  const auto at = places(terrain, largest);
  Json json = report(terrain, result, asked, largest, at);
  std::string depth, ponds;
  if (!asked.out.empty()) {
    std::error_code failed;
    std::filesystem::create_directories(asked.out, failed);
    depth = asked.out + "/pond-depth.tif";
    ponds = asked.out + "/ponds.json";
    terrain.cells = std::move(result.depth_m);
    geo::write_geotiff(depth, {{&terrain}, {{kReportText, json.dump()}}});
    write_file_atomic(ponds, json.dump(2) + "\n");
    json["files"] = {depth, ponds};
  }
  if (context.json) {
    context.print(json);
    return;
  }
  say(terrain, result, asked, largest, at, context);
  if (!asked.out.empty()) {
    context.line(context.speech().say("water.pond.written", {{"depth", depth}, {"report", ponds}}));
  }
}

}  // namespace

void add_water_pond(CLI::App& app, Context& context) {
  auto* command =
      group(app, "water", context).add_subcommand("pond", context.help("water.pond.about"));
  auto asked = std::make_shared<Asked>();
  command->add_option("--terrain", asked->terrain, context.help("water.pond.terrain"))->required();
  command->add_option("--rain-mm", asked->rain_mm, context.help("water.pond.rain"))->required();
  command->add_option("--walls", asked->walls, context.help("water.pond.walls"))->delimiter(',');
  command->add_option("--crs", asked->crs, context.help("water.pond.crs"));
  command->add_option("--out", asked->out, context.help("water.pond.out"));
  command->callback([asked, &context] { water_pond(*asked, context); });
}

}  // namespace adem::cli
