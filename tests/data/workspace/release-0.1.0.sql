-- adem.db as release 0.1.0 made it, with a row of each kind. Never changed: old workspaces open.
-- What is current under a name: the station list's hash, …
CREATE TABLE current (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE area (
  code TEXT PRIMARY KEY, scheme TEXT NOT NULL, name TEXT NOT NULL, parent TEXT NOT NULL,
  shape BLOB NOT NULL,
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
INSERT INTO current VALUES ('outlook', '20241120T010000Z-0a1b2c3d');
INSERT INTO area VALUES ('99.01.01', 'kemendagri', 'Contoh', '99.01', x'', '{}');
INSERT INTO venue VALUES ('balai-1', 'Balai Contoh', 'Jalan Contoh 1', '99.01.01', '1,5', '101,5',
  1.5, 101.5, NULL, 8.0, 10.0, 2, '', '', x'', '{}');
INSERT INTO answer VALUES (1, '9901011001001', 'yes', '', 'knee', '', '', 'unknown', 'PKD', 1731862800);
INSERT INTO tick VALUES ('9901011001001', 'internet', 1, 'Bawaslu');
INSERT INTO hazard VALUES ('rob', 'flood', 'raster', 'layers/hazard-0.tif', '00', 'contoh', '',
  NULL, NULL, NULL, 8.0, 1);
PRAGMA user_version = 1;
