// Rows of any list people send: CSV (BOM, ';', tab), XLSX, ODS, GeoJSON, GeoPackage, Shapefile,
// KML. Cells are text exactly as the file has them: adem decides types, never the reader, so that
// "001" stays "001". CSV goes through libcsv (row numbers and ragged rows survive); the rest
// through OGR.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "geo/shape.h"

namespace adem::geo {

struct TableOptions {
  std::string layer;  // sheet or layer name; empty takes the first (CSV has none)
  std::string crs;    // for vector files that name none ("EPSG:32748"); empty: must be named
  // Read geometry (vector files). Points, lines and polygons are reprojected to WGS84 lon/lat, with
  // longitudes brought into -180..180.
  bool geometry = true;
};

struct Row {
  std::size_t number = 0;  // as a person counts in the file: header is row 1 in CSV and sheets;
                           // feature number from 1 in vector files
  std::vector<std::string_view> cells;    // one per column; valid until the next read
  bool ragged = false;                    // CSV row with more or fewer cells than the header
  std::optional<Point> point;             // lon, lat
  const Shape* shape = nullptr;           // lon, lat; valid until the next read
  std::vector<std::vector<Point>> lines;  // lon, lat; as drawn, also where that is not on Earth
};

class TableReader {
 public:
  virtual ~TableReader() = default;
  virtual const std::vector<std::string>& columns() const = 0;
  // True when the rows carry geometry.
  virtual bool spatial() const = 0;
  // False at the end. Error geo.bad-table (file, row) where the file breaks off or is malformed.
  virtual bool next(Row& row) = 0;
  // What a person should know about how the file was read: a header below title rows, an old
  // encoding. Codes intake.note.<...>.
  virtual std::vector<Message> notes() const { return {}; }
};

// The header is the first row with two filled cells or more (sheets often begin with a title).
// Errors: base.cannot-read, geo.unknown-format, geo.no-layer, geo.no-crs, geo.unknown-crs,
// geo.bad-table, geo.not-text, geo.no-header (an empty file or sheet).
std::unique_ptr<TableReader> open_table(const std::string& path, const TableOptions& options = {});

// Names of the layers or sheets of a file, in file order (one empty name for CSV).
std::vector<std::string> table_layers(const std::string& path);

// A table to write. Numbers are text cells; a column may be marked numeric so that spreadsheets and
// GIS programs get numbers.
struct OutTable {
  std::string name;
  std::vector<std::string> columns;
  std::vector<bool> numeric;  // empty: all text
  std::vector<std::vector<std::string>> rows;
  std::vector<std::optional<Point>> points;  // empty, or one per row (WGS84)
  std::vector<Shape> shapes;                 // empty, or one per row (WGS84)
  bool keep_empty = false;                   // an empty text is written as a text, not as nothing
};

// Format by extension: .csv .xlsx .ods .geojson .gpkg .shp .kml. Several tables become several
// sheets or layers where the format has them. Written beside and renamed, so complete or not at
// all. Errors: base.cannot-write, geo.unknown-format, geo.too-many-layers, geo.cannot-hold (a
// shapefile has ten letters for a column's name and 254 bytes for a cell).
void write_tables(const std::string& path, const std::vector<OutTable>& tables);

// One line of CSV, quoted only where it must be; formulas are marked as texts (geo/formula.h).
void append_csv_line(std::string& out, const std::vector<std::string_view>& cells);

// Well-known text, as CSV carries outlines. Coordinates round-trip exactly.
std::string to_wkt(const Shape& shape);
// Nothing where the text is not a POLYGON or MULTIPOLYGON.
std::optional<Shape> from_wkt(const std::string& text);

}  // namespace adem::geo
