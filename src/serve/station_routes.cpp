// Stations: the wall of voting day in pages, one station with all that is known of it, the outlook,
// and the map's tiles.
#include <charconv>

#include "brief/brief_words.h"
#include "election/find_station.h"
#include "serve/route.h"

namespace adem::serve {

namespace {

bool says(const Json& row, const std::string& words) {
  if (words.empty()) return true;
  for (const char* key : {"name", "station"}) {
    if (election::plain_name(row.at(key).get<std::string>()).find(words) != std::string::npos) {
      return true;
    }
  }
  return false;
}

http::Response stations(Call& call) {
  const std::string area = call.text("area");
  std::vector<desk::ListedStation> listed;
  for (const auto& station : call.lists->listed()) {
    if (desk::covers(area, station.area)) listed.push_back(station);
  }
  Json wall = desk::station_wall(call.house.ledger(), call.around, call.actor(), listed,
                                 {.area = area, .status = call.text("status")});
  const auto [offset, limit] = page_of(call);
  const std::string words = election::plain_name(call.text("q"));
  Json rows = Json::array();
  std::size_t total = 0;
  for (Json& row : wall.at("stations")) {
    if (!says(row, words)) continue;
    if (total >= offset && total - offset < limit) rows.push_back(std::move(row));
    ++total;
  }
  wall["stations"] = std::move(rows);
  wall["total"] = total;
  wall["offset"] = offset;
  return json_response(200, wall);
}

// The outlook with some stations, as `adem outlook --json` writes it.
Json outlook_json(const Register& lists, std::vector<election::StationOutlook> stations) {
  election::Outlook outlook = *lists.outlook();
  outlook.stations = std::move(stations);
  return election::to_json(outlook);
}

// What the list says of it; null is not known.
Json listed_json(const election::StationNames& names, const std::string& key) {
  const auto row = names.row(key);
  if (!row) return nullptr;
  const auto& table = names.stations();
  const auto voters = table.voters(*row);
  Json listed{{"number", table.text(*row, election::StationText::number)},
              {"address", table.text(*row, election::StationText::address)},
              {"venue", table.text(*row, election::StationText::venue)},
              {"voters", voters < 0 ? Json() : Json(voters)},
              {"lat", nullptr},
              {"lon", nullptr}};
  if (table.has_point(*row)) {
    listed["lat"] = table.lat(*row);
    listed["lon"] = table.lon(*row);
  }
  return listed;
}

// What witnesses told of it, as data and in words.
Json told_json(const Call& call, const std::string& key) {
  Json list = Json::array();
  const auto told = call.lists->told().find(key);
  if (told == call.lists->told().end()) return list;
  for (const auto& answer : told->second) {
    Json one = to_json(answer);
    one["by"] = brief::told_by(answer, call.speech);
    one["text"] = brief::told_words(answer, call.speech);
    list.push_back(std::move(one));
  }
  return list;
}

http::Response station(Call& call) {
  const auto& names = call.lists->names();
  const std::string key = names.key(call.words[0]);
  Json page = desk::station_show(call.house.ledger(), call.around, call.actor(),
                                 {key, names.name(key), names.area(key)});
  page["register"] = listed_json(names, key);
  page["told"] = told_json(call, key);
  page["outlook"] = nullptr;
  if (const auto* computed = call.lists->outlook_of(key)) {
    Json outlook = outlook_json(*call.lists, {*computed});
    page["outlook"] = std::move(outlook.at("stations").at(0));
    for (const char* of_all : {"made_from", "caveats", "exercise"}) {
      page["outlook"][of_all] = std::move(outlook.at(of_all));
    }
  }
  return json_response(200, page);
}

Json counted(const auto& stations) {
  using election::Status;
  Json counts{{"stations", stations.size()}};
  for (const auto status : {Status::cannot_open, Status::may_be_interrupted, Status::opens_late,
                            Status::unknown, Status::ready}) {
    counts[std::string(name_of(status))] =
        std::ranges::count(stations, status, &election::StationOutlook::status);
  }
  const auto count = [&](bool election::StationOutlook::* what) {
    return std::ranges::count(stations, true, what);
  };
  counts["vulnerable-by-witness"] = count(&election::StationOutlook::rawan_by_witness);
  counts["tick-disagrees"] = count(&election::StationOutlook::tick_disagrees);
  return counts;
}

http::Response outlook(Call& call) {
  desk::require_view(call.actor());
  if (!call.lists->outlook()) throw Problem{404, "serve.no-outlook"};
  const auto [offset, limit] = page_of(call);
  const std::string area = call.text("area"), status = call.text("status");
  if (!status.empty() && !election::status_named(status)) {
    throw Problem{400, "serve.bad-param", {{"name", "status"}, {"kind", "status"}}};
  }
  std::vector<election::StationOutlook> page;
  std::size_t total = 0;
  for (const auto& one : call.lists->stations()) {
    if (!desk::covers(area, one.area)) continue;
    if (!status.empty() && name_of(one.status) != status) continue;
    if (total >= offset && total - offset < limit) page.push_back(one);
    ++total;
  }
  Json found = outlook_json(*call.lists, std::move(page));
  found["summary"] = counted(call.lists->stations());
  found["total"] = total;
  found["offset"] = offset;
  return json_response(200, found);
}

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return {};
  return value;
}

http::Response tile(Call& call) {
  std::string_view last = call.words[2];
  if (!last.ends_with(".mvt")) throw Problem{404, "serve.no-tile"};
  last.remove_suffix(4);
  const auto z = number(call.words[0]), x = number(call.words[1]), y = number(last);
  if (!z || !x || !y) throw Problem{404, "serve.no-tile"};
  const tiles::Tile tile{.zoom = *z, .x = *x, .y = *y};
  if (!tile.valid()) throw Problem{404, "serve.no-tile"};
  desk::require_view(call.actor());
  return tagged(call, call.lists->stamp().substr(0, 32), "application/vnd.mapbox-vector-tile",
                "private, no-cache", call.lists->tiles().tile(tile));
}

constexpr Param kWall[] = {{"area"}, {"status"}, {"q"}, kOffset, kLimit};
constexpr Param kOutlook[] = {{"area"}, {"status"}, kOffset, kLimit};

}  // namespace

std::span<const Route> station_routes() {
  static const Route routes[] = {
      {"GET", "/api/v1/stations", "stations", Need::login, stations, kWall},
      {"GET", "/api/v1/stations/{station}", "station", Need::login, station},
      {"GET", "/api/v1/outlook", "outlook", Need::login, outlook, kOutlook},
      {.method = "GET",
       .pattern = "/tiles/stations/{z}/{x}/{y}",
       .name = "tile",
       .run = tile,
       .type = "application/vnd.mapbox-vector-tile",
       .good = {200, 304}},
  };
  return routes;
}

}  // namespace adem::serve
