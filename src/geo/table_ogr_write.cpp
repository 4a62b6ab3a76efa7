#include <algorithm>
#include <charconv>
#include <cpl_conv.h>
#include <cpl_string.h>
#include <filesystem>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <set>

#include "base/error.h"
#include "base/format.h"
#include "base/hash.h"
#include "geo/gdal_scope.h"
#include "geo/ogr_shape.h"
#include "geo/table_ogr.h"

namespace adem::geo {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShapefileName = 10, kShapefileCell = 254;

[[noreturn]] void cannot_write(const std::string& path, const std::string& why) {
  throw Error(ErrorKind::io, "base.cannot-write", {{"path", path}, {"why", why}}, path);
}

[[noreturn]] void cannot_hold(const std::string& path, const std::string& column) {
  throw Error(ErrorKind::unsupported, "geo.cannot-hold",
              {{"format", extension(path)}, {"column", column}}, path);
}

// A number that spreadsheets give back letter by letter: no leading zero, no plus, 15 digits.
bool whole_number(const std::string& text) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const std::size_t digits = text.size() - sign;
  if (digits == 0 || digits > 15 || (digits > 1 && text[sign] == '0') || text == "-0") return false;
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(sign), text.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

bool real_number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

OGRFieldType field_type(const OutTable& table, std::size_t column) {
  if (table.numeric.empty() || !table.numeric[column]) return OFTString;
  bool whole = true;
  for (const auto& row : table.rows) {
    if (row[column].empty()) continue;
    if (!real_number(row[column])) return OFTString;
    whole = whole && whole_number(row[column]);
  }
  return whole ? OFTInteger64 : OFTReal;
}

// A name for the geometry or row id column that no column of the table has.
std::string free_name(const OutTable& table, const std::string& wanted) {
  const auto taken = [&](const std::string& name) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [&](const auto& column) { return EQUAL(column.c_str(), name.c_str()); });
  };
  std::string name = wanted;
  while (taken(name)) name += '_';
  return name;
}

// Texts that a format would change on their way: XML turns carriage returns into line feeds, KML
// readers trim cells and cannot carry the end of a CDATA section, and control characters are no
// XML.
bool can_hold(const std::string& format, const std::string& text) {
  // GDAL's ODS writer makes a formula of a text that begins so.
  if (format == "ods" && text.starts_with("of:=")) return false;
  if (format != "xlsx" && format != "ods" && format != "kml") {
    return text.find('\0') == std::string::npos;
  }
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') return false;
  }
  if (format != "kml" || text.empty()) return true;
  constexpr std::string_view kSpace = " \t\n";
  return text.find("]]>") == std::string::npos && kSpace.find(text.front()) == kSpace.npos &&
         kSpace.find(text.back()) == kSpace.npos;
}

class OgrWriter {
 public:
  OgrWriter(const std::string& path, const std::string& beside)
      : path_(path), format_(extension(path)) {
    register_gdal();
    CPLSetThreadLocalConfigOption("LIBKML_NAME_FIELD", "adem-label");
    auto* driver = GetGDALDriverManager()->GetDriverByName(ogr_driver(path));
    if (driver == nullptr) cannot_write(path, "OGR");
    dataset_.reset(driver->Create(beside.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset_) cannot_write(path, scope_.failure());
  }

  void write(const OutTable& table) {
    types_.clear();
    for (std::size_t c = 0; c < table.columns.size(); ++c) types_.push_back(field_type(table, c));
    OGRLayer& layer = create_layer(table);
    add_fields(layer, table);
    if (dataset_->TestCapability(ODsCTransactions) != 0) dataset_->StartTransaction();
    for (std::size_t r = 0; r < table.rows.size(); ++r) add_row(layer, table, r);
    if (dataset_->TestCapability(ODsCTransactions) != 0) dataset_->CommitTransaction();
  }

  void close() {
    dataset_->FlushCache(true);
    dataset_.reset();
    if (!scope_.failure().empty()) cannot_write(path_, scope_.failure());
  }

 private:
  OGRLayer& create_layer(const OutTable& table) {
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRwkbGeometryType type = wkbNone;
    if (!table.points.empty()) type = wkbPoint;
    if (!table.shapes.empty()) type = format_ == "shp" ? wkbPolygon : wkbMultiPolygon;
    if (!table.points.empty() && !table.shapes.empty()) {
      if (format_ == "shp") cannot_hold(path_, "geometry");
      type = wkbUnknown;
    }
    if (type == wkbNone && (format_ == "shp" || format_ == "kml")) type = wkbPoint;
    if (format_ == "xlsx" || format_ == "ods") type = wkbNone;
    CPLStringList options;
    if (geojson()) {
      options.SetNameValue("COORDINATE_PRECISION", "15");
    } else if (format_ == "shp") {
      options.SetNameValue("ENCODING", "UTF-8");
    } else if (format_ == "gpkg") {
      options.SetNameValue("FID", free_name(table, "fid").c_str());
      options.SetNameValue("GEOMETRY_NAME", free_name(table, "geom").c_str());
    }
    const std::string name = table.name.empty() ? "adem" : table.name;
    auto* layer = dataset_->CreateLayer(name.c_str(), type == wkbNone ? nullptr : &wgs84, type,
                                        options.List());
    if (layer == nullptr) {
      if (!created_) cannot_write(path_, scope_.failure());
      throw Error(ErrorKind::misuse, "geo.too-many-layers", {{"format", format_}}, path_);
    }
    created_ = true;
    return *layer;
  }

  void add_fields(OGRLayer& layer, const OutTable& table) {
    std::set<std::string> seen;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const std::string& name = table.columns[c];
      OGRFieldDefn field(name.c_str(), types_[c]);
      if (format_ == "shp") {
        if (name.size() > kShapefileName) cannot_hold(path_, name);
        if (types_[c] == OFTString) field.SetWidth(static_cast<int>(widest(table, c)));
      }
      std::string folded = name;
      std::transform(folded.begin(), folded.end(), folded.begin(), [](char ch) {
        return ch >= 'A' && ch <= 'Z' ? static_cast<char>(ch + 32) : ch;
      });
      const bool folds = format_ == "gpkg" || format_ == "shp";
      if (!seen.insert(folds ? folded : name).second) cannot_hold(path_, name);
      if (layer.CreateField(&field) != OGRERR_NONE) cannot_write(path_, scope_.failure());
    }
  }

  std::size_t widest(const OutTable& table, std::size_t column) const {
    std::size_t width = 1;
    for (const auto& row : table.rows) width = std::max(width, row[column].size());
    if (width > kShapefileCell) cannot_hold(path_, table.columns[column]);
    return width;
  }

  void add_row(OGRLayer& layer, const OutTable& table, std::size_t r) {
    const OGRFeatureUniquePtr feature(OGRFeature::CreateFeature(layer.GetLayerDefn()));
    const auto& row = table.rows[r];
    for (std::size_t c = 0; c < row.size(); ++c) {
      const int field = static_cast<int>(c);
      if (row[c].empty()) {
        // GeoJSON has no schema: a column exists where a row names it.
        const bool text = types_[c] == OFTString;
        if (text && (geojson() || table.keep_empty)) feature->SetField(field, "");
        if (!text && geojson()) feature->SetFieldNull(field);
        continue;
      }
      if (!can_hold(format_, row[c])) cannot_hold(path_, table.columns[c]);
      if (types_[c] == OFTInteger64) {
        feature->SetField(field, static_cast<GIntBig>(std::stoll(row[c])));
      } else if (types_[c] == OFTReal) {
        feature->SetField(field, std::stod(row[c]));
      } else {
        feature->SetField(field, row[c].c_str());
      }
    }
    if (layer.GetGeomType() != wkbNone) {
      if (!table.shapes.empty() && !table.shapes[r].empty()) {
        auto geometry = to_ogr(table.shapes[r]);
        if (layer.GetGeomType() == wkbMultiPolygon) {
          geometry.reset(OGRGeometryFactory::forceToMultiPolygon(geometry.release()));
        }
        feature->SetGeometryDirectly(geometry.release());
      } else if (!table.points.empty() && table.points[r]) {
        feature->SetGeometryDirectly(new OGRPoint(table.points[r]->x, table.points[r]->y));
      }
    }
    if (layer.CreateFeature(feature.get()) != OGRERR_NONE) cannot_write(path_, scope_.failure());
  }

  bool geojson() const { return format_ == "geojson" || format_ == "json"; }

  std::string path_, format_;
  GdalScope scope_;
  GDALDatasetUniquePtr dataset_;
  std::vector<OGRFieldType> types_;
  bool created_ = false;
};

}  // namespace

void write_ogr(const std::string& path, const std::vector<OutTable>& tables) {
  if (extension(path) == "shp" && tables.size() != 1) {
    throw Error(ErrorKind::misuse, "geo.too-many-layers", {{"format", "shp"}}, path);
  }
  // Into a directory beside the target: a shapefile is several files, GeoPackage leaves a journal.
  const fs::path target(path);
  // Its name has no extension: GDAL takes ".xlsx" anywhere in a path for an archive's end.
  const fs::path directory =
      target.parent_path() / (".adem-" + content_hash(target.filename().string()).substr(0, 16));
  std::error_code error;
  fs::remove_all(directory, error);
  if (!fs::create_directory(directory, error)) cannot_write(path, error.message());
  struct Cleaner {
    fs::path directory;
    ~Cleaner() {
      std::error_code ignored;
      fs::remove_all(directory, ignored);
    }
  } cleaner{directory};
  OgrWriter writer(path, (directory / target.filename()).string());
  for (const auto& table : tables) writer.write(table);
  writer.close();
  for (const auto& made : fs::directory_iterator(directory)) {
    fs::rename(made.path(), target.parent_path() / made.path().filename(), error);
    if (error) cannot_write(path, error.message());
  }
}

}  // namespace adem::geo
