#include "workspace/place_store.h"

#include <cmath>
#include <map>
#include <utility>

#include "base/format.h"
#include "base/hash.h"

namespace adem::workspace {

namespace {

using election::Crew;
using election::Home;
using election::ImportReport;
using election::Place;

enum class Step { add, change, keep };

void count(Step step, ImportReport& report, std::size_t rows = 1) {
  auto& counter = step == Step::add      ? report.added
                  : step == Step::change ? report.changed
                                         : report.unchanged;
  counter += rows;
}

constexpr std::string_view kPlaceColumns =
    "key, kind, name, area, lat_text, lon_text, lat, lon, modes";

Place read_place(const db::Statement& row) {
  Place place;
  place.key = row.text(0);
  place.kind = election::place_kind_named(row.text(1)).value_or(election::PlaceKind::landing);
  place.name = row.text(2);
  place.area = row.text(3);
  place.lat_text = row.text(4);
  place.lon_text = row.text(5);
  place.lat = row.real(6);
  place.lon = row.real(7);
  place.modes = static_cast<election::ModeSet>(row.integer(8));
  return place;
}

constexpr double kPerDegree = 1e7;
using Spot = std::pair<std::int64_t, std::int64_t>;  // lat, lon

Spot spot_of(const Home& home) {
  return {std::llround(home.lat * kPerDegree), std::llround(home.lon * kPerDegree)};
}

struct Group {
  double residents = 0;
  std::size_t rows = 0;
};

}  // namespace

void put_places(Workspace& workspace, const std::vector<Place>& places, ImportReport& report) {
  auto& database = workspace.database();
  db::Transaction transaction(database);
  auto find =
      database.prepare("SELECT " + std::string(kPlaceColumns) + " FROM place WHERE key = ?");
  auto write = database.prepare("INSERT OR REPLACE INTO place (" + std::string(kPlaceColumns) +
                                ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const auto& place : places) {
    find.bind(1, place.key);
    auto step = Step::add;
    if (find.step()) step = read_place(find) == place ? Step::keep : Step::change;
    find.run();
    count(step, report);
    if (step == Step::keep) continue;
    write.bind(1, place.key).bind(2, name_of(place.kind)).bind(3, place.name).bind(4, place.area);
    write.bind(5, place.lat_text).bind(6, place.lon_text).bind(7, place.lat).bind(8, place.lon);
    write.bind(9, static_cast<std::int64_t>(place.modes)).run();
  }
  if (!report.dry_run) transaction.commit();
}

void put_crews(Workspace& workspace, const std::vector<Crew>& crews, ImportReport& report) {
  auto& database = workspace.database();
  db::Transaction transaction(database);
  auto find = database.prepare("SELECT members FROM crew WHERE station = ? AND village = ?");
  auto write =
      database.prepare("INSERT OR REPLACE INTO crew (station, village, members) VALUES (?, ?, ?)");
  for (const auto& crew : crews) {
    find.bind(1, crew.station).bind(2, crew.village);
    auto step = Step::add;
    if (find.step()) step = find.integer(0) == crew.members ? Step::keep : Step::change;
    find.run();
    count(step, report);
    if (step == Step::keep) continue;
    write.bind(1, crew.station).bind(2, crew.village);
    write.bind(3, static_cast<std::int64_t>(crew.members)).run();
  }
  if (!report.dry_run) transaction.commit();
}

void put_homes(Workspace& workspace, const std::vector<Home>& homes, bool replace,
               ImportReport& report) {
  std::map<Spot, Group> groups;
  for (const auto& home : homes) {
    auto& group = groups[spot_of(home)];
    group.residents += home.residents;
    ++group.rows;
  }
  auto& database = workspace.database();
  db::Transaction transaction(database);
  auto find = database.prepare("SELECT residents FROM home WHERE lat = ? AND lon = ?");
  auto write =
      database.prepare("INSERT OR REPLACE INTO home (lat, lon, residents) VALUES (?, ?, ?)");
  std::map<Spot, double> known;
  if (replace) {
    auto all = database.prepare("SELECT lat, lon, residents FROM home");
    while (all.step()) known.emplace(Spot(all.integer(0), all.integer(1)), all.real(2));
    database.prepare("DELETE FROM home").run();
  }
  for (const auto& [spot, group] : groups) {
    auto step = Step::add;
    if (replace) {
      const auto found = known.find(spot);
      if (found != known.end()) step = found->second == group.residents ? Step::keep : Step::change;
    } else {
      find.bind(1, spot.first).bind(2, spot.second);
      if (find.step()) step = find.real(0) == group.residents ? Step::keep : Step::change;
      find.run();
    }
    count(step, report, group.rows);
    if (step == Step::keep && !replace) continue;
    write.bind(1, spot.first).bind(2, spot.second).bind(3, group.residents).run();
  }
  if (!report.dry_run) transaction.commit();
}

std::vector<Place> places(Workspace& workspace) {
  auto read = workspace.database().prepare("SELECT " + std::string(kPlaceColumns) +
                                           " FROM place ORDER BY key");
  std::vector<Place> found;
  while (read.step()) found.push_back(read_place(read));
  return found;
}

std::vector<Crew> crews(Workspace& workspace) {
  auto read = workspace.database().prepare(
      "SELECT station, village, members FROM crew ORDER BY station, village");
  std::vector<Crew> found;
  while (read.step()) {
    found.push_back({read.text(0), read.text(1), static_cast<int>(read.integer(2))});
  }
  return found;
}

std::vector<Home> homes(Workspace& workspace) {
  auto read =
      workspace.database().prepare("SELECT lat, lon, residents FROM home ORDER BY lat, lon");
  std::vector<Home> found;
  while (read.step()) {
    found.push_back({static_cast<double>(read.integer(0)) / kPerDegree,
                     static_cast<double>(read.integer(1)) / kPerDegree, read.real(2)});
  }
  return found;
}

std::string places_hash(const std::vector<Place>& places) {
  std::string text;
  for (const auto& p : places) {
    text += fmt::format("{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\n", p.key, name_of(p.kind), p.name,
                        p.area, p.lat, p.lon, p.modes);
  }
  return places.empty() ? std::string() : content_hash(text);
}

std::string crews_hash(const std::vector<Crew>& crews) {
  std::string text;
  for (const auto& c : crews) {
    text += fmt::format("{}\x1f{}\x1f{}\n", c.station, c.village, c.members);
  }
  return crews.empty() ? std::string() : content_hash(text);
}

std::string homes_hash(const std::vector<Home>& homes) {
  std::string text;
  for (const auto& h : homes) text += fmt::format("{} {} {}\n", h.lat, h.lon, h.residents);
  return homes.empty() ? std::string() : content_hash(text);
}

}  // namespace adem::workspace
