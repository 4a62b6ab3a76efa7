#include "workspace/schema.h"

#include <array>

namespace adem::workspace {

std::span<const std::string_view> migrations() {
  static constexpr std::array<std::string_view, 2> list = {R"sql(
    -- What is current under a name: the station list's hash, …
    CREATE TABLE current (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE area (
      code TEXT PRIMARY KEY, scheme TEXT NOT NULL, name TEXT NOT NULL, parent TEXT NOT NULL,
      shape BLOB NOT NULL,  -- lon/lat rings, see workspace/shape_blob.h; empty: not known
      extra TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE venue (
      key TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, area TEXT NOT NULL,
      lat_text TEXT NOT NULL, lon_text TEXT NOT NULL, lat REAL, lon REAL,
      floor_height_m REAL, width_m REAL, length_m REAL, hosts INTEGER,
      access TEXT NOT NULL, consent TEXT NOT NULL, shape BLOB NOT NULL, extra TEXT NOT NULL
    ) WITHOUT ROWID;

    -- Every answer ever told; the same answer again is the same row.
    CREATE TABLE answer (
      id INTEGER PRIMARY KEY, station TEXT NOT NULL, flooded TEXT NOT NULL, told_when TEXT NOT NULL,
      height TEXT NOT NULL, road_cut TEXT NOT NULL, alternative TEXT NOT NULL,
      owner_agrees TEXT NOT NULL, office TEXT NOT NULL, told_at INTEGER,
      UNIQUE (station, flooded, told_when, height, road_cut, alternative, owner_agrees, office,
              told_at));
    CREATE INDEX answer_station ON answer (station);

    CREATE TABLE tick (
      station TEXT NOT NULL, indicator TEXT NOT NULL, ticked INTEGER NOT NULL, source TEXT NOT NULL,
      PRIMARY KEY (station, indicator)) WITHOUT ROWID;

    CREATE TABLE hazard (
      name TEXT PRIMARY KEY, kind TEXT NOT NULL, form TEXT NOT NULL, file TEXT NOT NULL,
      hash TEXT NOT NULL, source TEXT NOT NULL, crs TEXT NOT NULL, valid_from INTEGER,
      valid_to INTEGER, imported_at INTEGER, resolution_m REAL, exercise INTEGER NOT NULL
    ) WITHOUT ROWID;
  )sql",
                                                           R"sql(
    -- What the links of the station clock start from.
    CREATE TABLE place (
      key TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, area TEXT NOT NULL,
      lat_text TEXT NOT NULL, lon_text TEXT NOT NULL, lat REAL, lon REAL, modes INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE crew (
      station TEXT NOT NULL, village TEXT NOT NULL, members INTEGER NOT NULL,
      PRIMARY KEY (station, village)) WITHOUT ROWID;

    -- Degrees times ten million.
    CREATE TABLE home (
      lat INTEGER NOT NULL, lon INTEGER NOT NULL, residents REAL NOT NULL,
      PRIMARY KEY (lat, lon)) WITHOUT ROWID;
  )sql"};
  return list;
}

}  // namespace adem::workspace
