// adem water still: connected still water from the sea.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <memory>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"
#include "cli/commands.h"
#include "geo/raster.h"
#include "water/still.h"
#include "workspace/hazard_store.h"

namespace adem::cli {

namespace {

namespace fs = std::filesystem;

struct WaterStillAsked {
  std::string terrain, level, name, crs, out;
  water::SeriesOptions series;
  double offset_m = std::numeric_limits<double>::quiet_NaN();
  double sea_level_m = 0;
};

struct Still {
  geo::Grid<float> ground, connection;
  water::LevelSeries series;
  double highest_m = 0;
  std::int64_t wet = 0, behind = 0;
};

geo::Grid<float> read_terrain(const WaterStillAsked& asked) {
  const auto raster = geo::Raster::open(asked.terrain, asked.crs);
  const auto& unit = raster.info().unit;
  if (!unit.empty() && unit != "m" && unit != "metre" && unit != "meter" && unit != "Meter" &&
      unit != "metres" && unit != "meters") {
    throw Error(ErrorKind::unsupported, "water.terrain-unit", {{"unit", unit}}, asked.terrain);
  }
  return raster.read(1);
}

Still compute(const WaterStillAsked& asked, const Zone& zone) {
  Still out;
  auto options = asked.series;
  if (!std::isnan(asked.offset_m)) options.offset_m = asked.offset_m;
  out.series = water::read_level_series(asked.level, zone, options);
  out.ground = read_terrain(asked);
  out.connection = out.ground;
  out.connection.cells = water::connection_levels(out.ground, {asked.sea_level_m});
  out.highest_m = *std::max_element(out.series.levels_m.begin(), out.series.levels_m.end());
  const auto highest = static_cast<float>(out.highest_m);
  for (std::size_t i = 0; i < out.ground.cells.size(); ++i) {
    if (!(out.connection.cells[i] <= highest)) continue;
    ++out.wet;
    out.behind += out.connection.cells[i] > out.ground.cells[i] ? 1 : 0;
  }
  return out;
}

// A series that ends before the station window would only fail later: it is refused here.
void check_window(const water::LevelSeries& series, const election::Window& window) {
  for (const auto at : {window.at(0), window.at(window.steps - 1)})
    static_cast<void>(series.at(at));
}

workspace::HazardPut keep(const Still& still, const WaterStillAsked& asked, Context& context) {
  auto& workspace = context.workspace();
  check_window(still.series, workspace.window());
  election::HazardLayer layer;
  layer.name = asked.name;
  layer.form = election::HazardForm::still_water;
  layer.exercise = still.series.exercise;
  layer.imported_at = context.now();
  layer.source = fs::path(asked.terrain).filename().string() + " + " +
                 fs::path(asked.level).filename().string();
  const auto file = workspace.path(fmt::format("layers/.still-{}.tif", ::getpid()));
  struct Remove {
    const std::string& path;
    ~Remove() {
      std::error_code ignored;
      fs::remove(path, ignored);
    }
  } const remove{file};
  geo::write_geotiff(file, {{&still.ground, &still.connection},
                            {{water::kSeriesText, water::to_text(still.series)}}});
  return workspace::put_hazard(workspace, layer, file);
}

// Deepest still water over the series; 0 where the sea never comes, unknown where terrain is.
geo::Grid<float> max_depth(const Still& still) {
  auto out = still.ground;
  const auto highest = static_cast<float>(still.highest_m);
  for (std::size_t i = 0; i < out.cells.size(); ++i) {
    const float ground = still.ground.cells[i];
    const bool wet = still.connection.cells[i] <= highest;
    out.cells[i] = wet ? highest - ground : 0 * ground;
  }
  return out;
}

std::pair<std::string, std::string> write(const Still& still, const std::string& directory) {
  std::error_code failed;
  fs::create_directories(directory, failed);
  const auto stamp = still.series.exercise ? "LATIHAN - DATA BUATAN" : "";
  const auto connection = directory + "/connection.tif", depth = directory + "/max-depth.tif";
  const auto deepest = max_depth(still);
  const std::vector<std::pair<std::string, std::string>> texts = {
      {water::kSeriesText, water::to_text(still.series)}, {"ADEM_STAMP", stamp}};
  geo::write_geotiff(connection, {{&still.connection}, texts});
  geo::write_geotiff(depth, {{&deepest}, texts});
  return {connection, depth};
}

void water_still(const WaterStillAsked& asked, Context& context) {
  if (asked.name.empty() && asked.out.empty()) {
    throw Error(ErrorKind::misuse, "water.nothing-asked");
  }
  const Zone zone = asked.name.empty() ? context.speech().zone() : context.workspace().zone();
  const Still still = compute(asked, zone);
  const auto& speech = context.speech();
  Json result{{"cells", still.ground.cells.size()},
              {"highest_m", still.highest_m},
              {"wet_cells", still.wet},
              {"behind_sill", still.behind},
              {"exercise", still.series.exercise},
              {"datum", still.series.datum}};
  std::vector<std::string> lines;
  if (still.series.exercise)
    lines.push_back(
        speech.say("water.still.exercise",
                   {{"datum", std::string(still.series.datum.empty() ? "unknown" : "known")}}));
  const auto count = [](auto n) { return static_cast<std::int64_t>(n); };
  lines.push_back(speech.say("water.still.done", {{"cells", count(still.ground.cells.size())},
                                                  {"highest", speech.metres(still.highest_m)},
                                                  {"wet", still.wet},
                                                  {"behind", still.behind}}));
  if (!asked.name.empty()) {
    const auto put = keep(still, asked, context);
    result["layer"] = {
        {"name", put.layer.name}, {"file", put.layer.file}, {"hash", put.layer.hash}};
    lines.push_back(speech.say("water.still.stored", {{"name", asked.name}}));
  }
  if (!asked.out.empty()) {
    const auto [connection, depth] = write(still, asked.out);
    result["files"] = {connection, depth};
    lines.push_back(
        speech.say("water.still.written", {{"connection", connection}, {"depth", depth}}));
  }
  if (context.json) {
    context.print(result);
  } else {
    for (const auto& line : lines) context.line(line);
  }
}

}  // namespace

void add_water_still(Command& app, Context& context) {
  auto* command =
      group(app, "water", context).add_subcommand("still", context.help("water.still.about"));
  auto asked = std::make_shared<WaterStillAsked>();
  command->add_option("--terrain", asked->terrain, context.help("water.still.terrain"))->required();
  command->add_option("--level", asked->level, context.help("water.still.level"))->required();
  command->add_option("--datum", asked->series.datum, context.help("water.still.datum"));
  command->add_option("--offset-m", asked->offset_m, context.help("water.still.offset"));
  command->add_flag("--exercise", asked->series.exercise, context.help("water.still.exercise"));
  command->add_option("--name", asked->name, context.help("water.still.name"));
  command->add_option("--sea-level", asked->sea_level_m, context.help("water.still.sea"));
  command->add_option("--crs", asked->crs, context.help("water.still.crs"));
  command->add_option("--out", asked->out, context.help("water.still.out"));
  command->callback([asked, &context] { water_still(*asked, context); });
}

}  // namespace adem::cli
