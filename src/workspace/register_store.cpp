#include "workspace/register_store.h"

#include <algorithm>
#include <cmath>

#include "workspace/same_extra.h"
#include "workspace/shape_blob.h"

namespace adem::workspace {

namespace {

using election::Area;
using election::Venue;

bool same_bytes(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

constexpr std::string_view kVenueColumns =
    "key, name, address, area, lat_text, lon_text, lat, lon, floor_height_m, width_m, length_m, "
    "hosts, access, consent, shape, extra";

Venue read_venue(const db::Statement& row) {
  Venue venue;
  venue.key = row.text(0);
  venue.name = row.text(1);
  venue.address = row.text(2);
  venue.area = row.text(3);
  venue.lat_text = row.text(4);
  venue.lon_text = row.text(5);
  venue.lat = row.real(6);
  venue.lon = row.real(7);
  venue.floor_height_m = row.real(8);
  venue.width_m = row.real(9);
  venue.length_m = row.real(10);
  if (!row.is_null(11)) venue.hosts = static_cast<int>(row.integer(11));
  venue.access = row.text(12);
  venue.consent = row.text(13);
  venue.shape = decode_shape(row.blob(14));
  venue.extra = row.text(15);
  return venue;
}

void write_venue(db::Statement& write, const Venue& venue) {
  write.bind(1, venue.key).bind(2, venue.name).bind(3, venue.address).bind(4, venue.area);
  write.bind(5, venue.lat_text).bind(6, venue.lon_text).bind(7, venue.lat).bind(8, venue.lon);
  write.bind(9, venue.floor_height_m).bind(10, venue.width_m).bind(11, venue.length_m);
  if (venue.hosts) {
    write.bind(12, static_cast<std::int64_t>(*venue.hosts));
  } else {
    write.bind_null(12);
  }
  const auto shape = encode_shape(venue.shape);
  write.bind(13, venue.access).bind(14, venue.consent).bind_blob(15, shape).bind(16, venue.extra);
  write.run();
}

bool same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool same_venue(const Venue& a, const Venue& b) {
  return a.key == b.key && a.name == b.name && a.address == b.address && a.area == b.area &&
         a.lat_text == b.lat_text && a.lon_text == b.lon_text && same_number(a.lat, b.lat) &&
         same_number(a.lon, b.lon) && same_number(a.floor_height_m, b.floor_height_m) &&
         same_number(a.width_m, b.width_m) && same_number(a.length_m, b.length_m) &&
         a.hosts == b.hosts && a.access == b.access && a.consent == b.consent &&
         a.shape == b.shape && same_extra(a.extra, b.extra);
}

// What an import means for one record that may be there already.
enum class Step { add, change, keep };

void count(Step step, election::ImportReport& report) {
  auto& counter = step == Step::add      ? report.added
                  : step == Step::change ? report.changed
                                         : report.unchanged;
  ++counter;
}

}  // namespace

void put_areas(Workspace& workspace, const std::vector<Area>& areas,
               election::ImportReport& report) {
  auto& database = workspace.database();
  db::Transaction transaction(database);
  auto find =
      database.prepare("SELECT scheme, name, parent, shape, extra FROM area WHERE code = ?");
  auto write = database.prepare(
      "INSERT OR REPLACE INTO area (code, scheme, name, parent, shape, extra) "
      "VALUES (?, ?, ?, ?, ?, ?)");
  report.added = report.changed = report.unchanged = 0;
  for (const auto& area : areas) {
    auto shape = encode_shape(area.shape);
    find.bind(1, area.code);
    auto step = Step::add;
    if (find.step()) {
      const auto known = find.blob(3);
      // A list without outlines does not take outlines away.
      if (shape.empty()) shape.assign(known.begin(), known.end());
      const bool same = find.text(0) == area.scheme && find.text(1) == area.name &&
                        find.text(2) == area.parent && same_bytes(known, shape) &&
                        same_extra(find.text(4), area.extra);
      step = same ? Step::keep : Step::change;
    }
    find.run();
    count(step, report);
    if (step == Step::keep || report.dry_run) continue;
    write.bind(1, area.code).bind(2, area.scheme).bind(3, area.name).bind(4, area.parent);
    write.bind_blob(5, shape).bind(6, area.extra).run();
  }
  if (report.dry_run) return;
  if (report.added + report.changed > 0) {
    database.execute(
        "INSERT INTO current (name, value) VALUES ('areas', '1') "
        "ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1");
  }
  transaction.commit();
}

std::string areas_stamp(Workspace& workspace) {
  auto read = workspace.database().prepare("SELECT value FROM current WHERE name = 'areas'");
  return read.step() ? read.text(0) : std::string();
}

std::vector<Area> areas(Workspace& workspace) {
  auto read = workspace.database().prepare(
      "SELECT code, scheme, name, parent, shape, extra FROM area ORDER BY code");
  std::vector<Area> found;
  while (read.step()) {
    found.push_back({read.text(0), read.text(1), read.text(2), read.text(3),
                     decode_shape(read.blob(4)), read.text(5)});
  }
  return found;
}

void put_venues(Workspace& workspace, const std::vector<Venue>& venues,
                election::ImportReport& report) {
  auto& database = workspace.database();
  db::Transaction transaction(database);
  auto find =
      database.prepare("SELECT " + std::string(kVenueColumns) + " FROM venue WHERE key = ?");
  auto write = database.prepare("INSERT OR REPLACE INTO venue (" + std::string(kVenueColumns) +
                                ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  report.added = report.changed = report.unchanged = 0;
  for (const auto& incoming : venues) {
    Venue venue = incoming;
    find.bind(1, venue.key);
    auto step = Step::add;
    if (find.step()) {
      const Venue known = read_venue(find);
      if (venue.shape.empty()) venue.shape = known.shape;
      step = same_venue(known, venue) ? Step::keep : Step::change;
    }
    find.run();
    count(step, report);
    if (step != Step::keep && !report.dry_run) write_venue(write, venue);
  }
  if (!report.dry_run) transaction.commit();
}

std::vector<Venue> venues(Workspace& workspace) {
  auto read = workspace.database().prepare("SELECT " + std::string(kVenueColumns) +
                                           " FROM venue ORDER BY key");
  std::vector<Venue> found;
  while (read.step()) found.push_back(read_venue(read));
  return found;
}

}  // namespace adem::workspace
