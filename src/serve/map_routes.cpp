// The map: what it is made of, its tiles, its key, and the areas that a page walks through.
#include <algorithm>
#include <charconv>

#include "serve/route.h"
#include "tiles/water_picture.h"

namespace adem::serve {

namespace {

constexpr std::string_view kVectorTile = "application/vnd.mapbox-vector-tile";

Json box_json(const geo::Box& box) {
  if (box.empty()) return nullptr;
  return Json::array({box.min_x, box.min_y, box.max_x, box.max_y});
}

// What a map opens on: where the stations are, else what there is.
Json bounds_json(const Call& call, const MapSheets& sheets) {
  geo::Box box = call.lists->bounds();
  if (!box.empty()) {
    const double side = std::max(box.max_x - box.min_x, box.max_y - box.min_y);
    return box_json(box.grown(std::max(0.01, side / 20)));
  }
  if (sheets.areas != nullptr) box = sheets.areas->bounds();
  if (box.empty()) box = sheets.road_bounds;
  if (box.empty() && sheets.water != nullptr) box = sheets.water->bounds();
  return box_json(box);
}

Json sources_json(const Call& call, const MapSheets& sheets) {
  const auto water = [&](workspace::WaterOf of) {
    return sheets.water != nullptr && sheets.water->has(of);
  };
  Json roads = !sheets.roads_stamp.empty() && (sheets.roads != nullptr || sheets.laying);
  if (sheets.laying) roads = "computing";
  return {{"stations", call.lists->tiles().placed() > 0},
          {"areas", sheets.areas != nullptr && sheets.areas->outlined() > 0},
          {"roads", std::move(roads)},
          {"road_hours", sheets.looks != nullptr},
          {"water", water(workspace::WaterOf::depth)},
          {"chance", water(workspace::WaterOf::chance)}};
}

Json made_from_json(const MapSheets& sheets) {
  Json made = Json::array();
  for (const auto& layer : sheets.layers) {
    made.push_back({{"what", "hazard"},
                    {"name", layer.name},
                    {"kind", name_of(layer.kind)},
                    {"form", name_of(layer.form)},
                    {"hash", layer.hash},
                    {"as_of", layer.imported_at ? Json(iso_utc(*layer.imported_at)) : Json()},
                    {"resolution_m", layer.resolution_m < 0 ? Json() : Json(layer.resolution_m)},
                    {"exercise", layer.exercise}});
  }
  if (!sheets.roads_stamp.empty()) {
    made.push_back(
        {{"what", "roads"}, {"hash", sheets.roads_stamp}, {"exercise", sheets.roads_exercise}});
  }
  return made;
}

Json voting_json(const Call& call) {
  const auto& rules = *call.around.rules;
  const auto midnight = parse_date(rules.vote_date, call.around.zone);
  if (!midnight) return nullptr;
  const auto at = [&](std::string_view code) {
    const auto duty = std::ranges::find(rules.duties, code, &election::Duty::code);
    if (duty == rules.duties.end()) return Json();
    return Json(iso_utc(*midnight + std::chrono::minutes(duty->from_min)));
  };
  return {{"opens", at("opening")}, {"closes", at("voting-ends")}};
}

Json breaks_json(const Call& call) {
  Json breaks = Json::array();
  for (const double m : call.house.maps().breaks()) breaks.push_back(std::lround(m * 100));
  return breaks;
}

http::Response map(Call& call) {
  desk::require_view(call.actor());
  const auto sheets = call.house.maps().now();
  const auto window = call.house.workspace().window();
  const auto hour = static_cast<int>(workspace::steps_an_hour(window));
  bool exercise = call.around.exercise || sheets->roads_exercise;
  std::optional<Instant> as_of;
  if (call.lists->outlook()) as_of = call.lists->outlook()->made_at;
  for (const auto& layer : sheets->layers) {
    exercise = exercise || layer.exercise;
    if (layer.imported_at) as_of = std::max(as_of.value_or(*layer.imported_at), *layer.imported_at);
  }
  Json troubles = Json::array();
  for (const auto& trouble : sheets->troubles) troubles.push_back(error_json(trouble, call.speech));
  const auto steps = static_cast<int>(window.steps);
  return json_response(
      200, Json{{"bounds", bounds_json(call, *sheets)},
                {"steps",
                 {{"from", iso_utc(window.from)},
                  {"step_s", window.step_s},
                  {"count", steps},
                  {"zone", call.house.workspace().settings().zone}}},
                {"hours",
                 {{"from", iso_utc(window.from)},
                  {"step_s", hour * window.step_s},
                  {"count", (steps + hour - 1) / hour}}},
                {"sources", sources_json(call, *sheets)},
                {"stamps",
                 {{"stations", call.lists->stamp().substr(0, 32)},
                  {"reported",
                   call.flag("reported") ? Json(call.house.reported(call.lists)->stamp) : Json()},
                  {"areas", sheets->areas_stamp},
                  {"roads", sheets->looks_stamp()},
                  {"water", sheets->water_stamp}}},
                {"most_zoom", tiles::kOutlineZoom},
                {"as_of", as_of ? Json(iso_utc(*as_of)) : Json()},
                {"made_from", made_from_json(*sheets)},
                {"exercise", exercise},
                {"depth_breaks_cm", breaks_json(call)},
                {"voting", voting_json(call)},
                {"troubles", std::move(troubles)}});
}

Json hatch_json(const tiles::Hatch& hatch) {
  return {{"colour", hatch.colour},
          {"opacity", static_cast<double>(std::lround(hatch.opacity * 100)) / 100},
          {"line_px", hatch.line},
          {"every_px", hatch.every},
          {"lean", hatch.rising ? "right" : "left"}};
}

http::Response legend(Call& call) {
  desk::require_view(call.actor());
  const auto& breaks = call.house.maps().breaks();
  Json depth = Json::array(), chance = Json::array();
  for (std::size_t i = 0; i < breaks.size(); ++i) {
    const bool last = i + 1 == breaks.size();
    depth.push_back({{"class", i + 1},
                     {"from_cm", std::lround(breaks[i] * 100)},
                     {"to_cm", last ? Json() : Json(std::lround(breaks[i + 1] * 100))},
                     {"colour", tiles::depth_colour(i + 1, breaks.size())}});
  }
  for (std::size_t i = 0; i < tiles::kChanceLooks; ++i) {
    Json look = hatch_json(tiles::chance_hatch(i));
    look["from_tenths"] = 2 * i + 1;
    look["to_tenths"] = 2 * i + 2;
    chance.push_back(std::move(look));
  }
  return json_response(
      200, Json{{"depth", std::move(depth)},
                {"chance", std::move(chance)},
                {"chance_over_cm", std::lround(call.around.rules->threshold("floor-depth") * 100)},
                {"depth_not_known", hatch_json(tiles::wet_hatch())},
                {"not_known", hatch_json(tiles::not_known_hatch())}});
}

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return {};
  return value;
}

// A word of the path that ends so, without its end.
std::string_view without(std::string_view word, std::string_view end) {
  if (!word.ends_with(end)) throw Problem{404, "serve.no-tile"};
  return word.substr(0, word.size() - end.size());
}

tiles::Tile tile_of(const Call& call, std::string_view y_word) {
  const auto z = number(call.words[0]), x = number(call.words[1]), y = number(y_word);
  if (!z || !x || !y) throw Problem{404, "serve.no-tile"};
  const tiles::Tile tile{.zoom = *z, .x = *x, .y = *y};
  if (!tile.valid()) throw Problem{404, "serve.no-tile"};
  desk::require_view(call.actor());
  return tile;
}

// Who names the stamp that a tile is of need not ask again.
http::Response tile_of_stamp(const Call& call, const std::string& stamp, std::string_view type,
                             std::string body) {
  const bool named = !stamp.empty() && call.text("v") == stamp;
  return tagged(call, stamp, type,
                named ? "private, max-age=86400, immutable" : "private, no-cache", std::move(body));
}

http::Response station_tile(Call& call) {
  const auto tile = tile_of(call, without(call.words[2], ".mvt"));
  const std::string of = call.text("of");
  if (!of.empty() && of != "computed" && of != "reported") {
    throw Problem{400, "serve.bad-param", {{"name", "of"}, {"kind", "text"}}};
  }
  if (of == "reported") {
    const auto sheet = call.house.reported(call.lists);
    return tile_of_stamp(call, sheet->stamp, kVectorTile, sheet->tiles.tile(tile));
  }
  return tile_of_stamp(call, call.lists->stamp().substr(0, 32), kVectorTile,
                       call.lists->tiles().tile(tile));
}

tiles::Tile outline_tile(const Call& call) {
  const auto tile = tile_of(call, without(call.words[2], ".mvt"));
  if (tile.zoom > tiles::kOutlineZoom) throw Problem{404, "serve.no-tile"};
  return tile;
}

http::Response area_tile(Call& call) {
  const auto tile = outline_tile(call);
  const auto sheets = call.house.maps().now();
  return tile_of_stamp(call, sheets->areas_stamp, kVectorTile,
                       sheets->areas == nullptr ? "" : sheets->areas->tile(tile));
}

http::Response road_tile(Call& call) {
  const auto tile = outline_tile(call);
  const auto sheets = call.house.maps().now();
  return tile_of_stamp(
      call, sheets->looks_stamp(), kVectorTile,
      sheets->roads == nullptr ? "" : sheets->roads->tile(tile, sheets->looks.get()));
}

http::Response water_tile(Call& call) {
  const auto tile = tile_of(call, call.words[2]);
  const auto step = number(without(call.words[3], ".png"));
  if (!step || *step >= call.house.workspace().window().steps) throw Problem{404, "serve.no-tile"};
  const std::string of = call.text("of");
  if (!of.empty() && of != "depth" && of != "chance") {
    throw Problem{400, "serve.bad-param", {{"name", "of"}, {"kind", "text"}}};
  }
  const auto what = of == "chance" ? workspace::WaterOf::chance : workspace::WaterOf::depth;
  const auto sheets = call.house.maps().now();
  if (sheets->water == nullptr || !sheets->water->has(what)) throw Problem{404, "serve.no-tile"};
  return tile_of_stamp(call, sheets->water_stamp, "image/png",
                       *call.house.maps().water(*sheets, what, *step, tile));
}

Json area_json(const Register& lists, std::size_t at) {
  const AreaList& areas = lists.areas();
  const AreaRow& row = areas.row(at);
  Json above = Json::array();
  for (auto up = row.parent; up != AreaList::kNone; up = areas.row(up).parent) {
    above.push_back({{"code", areas.row(up).code}, {"name", areas.row(up).name}});
  }
  Json status = Json::object();
  for (std::size_t s = 0; s < row.status.size(); ++s) {
    status[std::string(name_of(static_cast<election::Status>(s)))] = row.status[s];
  }
  return {{"code", row.code},
          {"name", row.name},
          {"above", std::move(above)},
          {"children", row.children},
          {"stations", row.stations},
          {"status", std::move(status)},
          {"told", lists.told_below(at)},
          {"bounds", box_json(row.box)}};
}

http::Response areas(Call& call) {
  desk::require_view(call.actor());
  const AreaList& areas = call.lists->areas();
  const std::string parent = call.text("parent"), words = call.text("q");
  const auto [offset, limit] = page_of(call);
  std::vector<std::size_t> found;
  if (!words.empty()) {
    found = areas.named(words);
    std::erase_if(found, [&](auto at) { return !desk::covers(parent, areas.row(at).code); });
  } else {
    const auto above = parent.empty() ? AreaList::kNone : areas.find(parent);
    if (parent.empty() || above != AreaList::kNone) found = areas.children(above);
  }
  Json rows = Json::array();
  for (std::size_t i = offset; i < found.size() && i - offset < limit; ++i) {
    rows.push_back(area_json(*call.lists, found[i]));
  }
  return json_response(200, Json{{"areas", std::move(rows)},
                                 {"total", found.size()},
                                 {"offset", offset},
                                 {"exercise", call.around.exercise}});
}

constexpr Param kOfStamp[] = {{"v"}}, kOfWhat[] = {{"of"}, {"v"}};
constexpr Param kMap[] = {{"reported", Value::flag}};
constexpr Param kAreas[] = {{"parent"}, {"q"}, kOffset, kLimit};

Route tile_route(std::string_view pattern, std::string_view name, http::Response (*run)(Call&),
                 std::span<const Param> query, std::string_view type) {
  return {.method = "GET",
          .pattern = pattern,
          .name = name,
          .run = run,
          .query = query,
          .type = type,
          .good = {200, 304}};
}

}  // namespace

std::span<const Route> map_routes() {
  static const Route routes[] = {
      {"GET", "/api/v1/areas", "areas", Need::login, areas, kAreas},
      {"GET", "/api/v1/map", "map", Need::login, map, kMap},
      {"GET", "/api/v1/map/legend", "legend", Need::login, legend},
      tile_route("/tiles/stations/{z}/{x}/{y}", "tile", station_tile, kOfWhat, kVectorTile),
      tile_route("/tiles/areas/{z}/{x}/{y}", "area-tile", area_tile, kOfStamp, kVectorTile),
      tile_route("/tiles/roads/{z}/{x}/{y}", "road-tile", road_tile, kOfStamp, kVectorTile),
      tile_route("/tiles/water/{z}/{x}/{y}/{step}", "water-tile", water_tile, kOfWhat, "image/png"),
  };
  return routes;
}

}  // namespace adem::serve
