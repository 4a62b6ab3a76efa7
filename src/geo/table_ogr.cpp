#include "geo/table_ogr.h"

#include <algorithm>
#include <array>
#include <cpl_conv.h>
#include <cstring>
#include <gdal_priv.h>
#include <map>
#include <ogrsf_frmts.h>

#include "base/error.h"
#include "base/format.h"
#include "geo/gdal_scope.h"
#include "geo/header_row.h"
#include "geo/ogr_shape.h"
#include "geo/text_encoding.h"

namespace adem::geo {

namespace {

bool is_sheet(const std::string& path) {
  const std::string ext = extension(path);
  return ext == "xlsx" || ext == "ods";
}

// What LIBKML adds to every placemark for drawing: not part of anybody's list.
bool drawing_hint(std::string_view column) {
  constexpr std::array<std::string_view, 6> kHints = {"tessellate", "extrude", "visibility",
                                                      "drawOrder",  "icon",    "altitudeMode"};
  return std::find(kHints.begin(), kHints.end(), column) != kHints.end();
}

GDALDatasetUniquePtr open_dataset(const std::string& path, const GdalScope& scope) {
  register_gdal();
  // adem reads every cell as text and finds the header itself.
  for (const char* option : {"OGR_XLSX_FIELD_TYPES", "OGR_ODS_FIELD_TYPES"}) {
    CPLSetThreadLocalConfigOption(option, "STRING");
  }
  for (const char* option : {"OGR_XLSX_HEADERS", "OGR_ODS_HEADERS"}) {
    CPLSetThreadLocalConfigOption(option, "DISABLE");
  }
  const std::array<const char*, 2> drivers = {ogr_driver(path), nullptr};
  GDALDatasetUniquePtr dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                                 drivers.data(), nullptr, nullptr));
  if (!dataset) {
    throw Error(ErrorKind::bad_input, "geo.bad-table", {{"why", scope.failure()}}, path);
  }
  return dataset;
}

OGRLayer& choose_layer(GDALDataset& dataset, const std::string& name, const std::string& path) {
  if (dataset.GetLayerCount() == 0) throw Error(ErrorKind::bad_input, "geo.no-header", {}, path);
  OGRLayer* layer = name.empty() ? dataset.GetLayer(0) : dataset.GetLayerByName(name.c_str());
  if (layer != nullptr) return *layer;
  std::string known;
  for (auto* each : dataset.GetLayers()) {
    known += (known.empty() ? "" : ", ") + std::string(each->GetName());
  }
  throw Error(ErrorKind::bad_input, "geo.no-layer", {{"layer", name}, {"layers", known}}, path);
}

// A cell as the file has it: whole numbers whole, measures in the fewest digits that give the same
// number again.
std::string cell_text(OGRFeature& feature, int field) {
  if (feature.IsFieldSetAndNotNull(field) == 0) return {};
  const auto* definition = feature.GetFieldDefnRef(field);
  std::string text;
  if (definition->GetType() == OFTReal && definition->GetPrecision() == 0) {
    text = fmt::format("{}", feature.GetFieldAsDouble(field));
  } else if (definition->GetSubType() == OFSTBoolean && definition->GetType() == OFTInteger) {
    text = feature.GetFieldAsInteger(field) != 0 ? "true" : "false";
  } else {
    text = feature.GetFieldAsString(field);
  }
  return valid_utf8(text) ? text : from_windows_1252(text);
}

class OgrReader : public TableReader {
 public:
  OgrReader(const std::string& path, const TableOptions& options) : path_(path) {
    const GdalScope scope;
    sheet_ = is_sheet(path);
    dataset_ = open_dataset(path, scope);
    layer_ = &choose_layer(*dataset_, options.layer, path);
    const auto* definition = layer_->GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
      if (extension(path) == "kml" && drawing_hint(definition->GetFieldDefn(i)->GetNameRef())) {
        continue;
      }
      fields_.push_back(i);
    }
    spatial_ = !sheet_ && options.geometry && layer_->GetGeomType() != wkbNone;
    if (sheet_) {
      find_header(scope);
    } else {
      std::vector<std::string> names;
      for (const int i : fields_) names.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
      columns_ = column_names(names);
      if (columns_.empty() && !spatial_)
        throw Error(ErrorKind::bad_input, "geo.no-header", {}, path);
    }
    if (spatial_) prepare_crs(options.crs);
  }

  const std::vector<std::string>& columns() const override { return columns_; }
  bool spatial() const override { return spatial_; }
  std::vector<Message> notes() const override { return notes_; }

  bool next(Row& row) override {
    const GdalScope scope;
    OGRFeatureUniquePtr feature;
    if (next_held_ < held_.size()) {
      feature = std::move(held_[next_held_++]);
    } else {
      feature = read(scope);
    }
    if (!feature) return false;
    fill(*feature, row);
    return true;
  }

 private:
  OGRFeatureUniquePtr read(const GdalScope& scope) {
    OGRFeatureUniquePtr feature(layer_->GetNextFeature());
    if (feature) ++count_;
    if (!scope.failure().empty()) {
      throw Error(ErrorKind::bad_input, "geo.bad-table", {{"why", scope.failure()}},
                  fmt::format("{}:{}", path_, count_ + (feature ? 0 : 1)));
    }
    return feature;
  }

  void fill(OGRFeature& feature, Row& row) {
    texts_.resize(fields_.size());
    row.cells.clear();
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      texts_[i] = cell_text(feature, fields_[i]);
      row.cells.emplace_back(texts_[i]);
    }
    row.number = sheet_ ? static_cast<std::size_t>(feature.GetFID()) : ++given_;
    row.ragged = false;
    row.point.reset();
    row.shape = nullptr;
    row.lines.clear();
    auto* geometry = spatial_ ? feature.GetGeometryRef() : nullptr;
    if (geometry == nullptr || geometry->IsEmpty()) return;
    if (to_wgs84_ && geometry->transform(to_wgs84_.get()) != OGRERR_NONE) return;
    row.point = to_point(*geometry);
    shape_ = to_shape(*geometry);
    if (!shape_.empty()) row.shape = &shape_;
    row.lines = to_lines(*geometry);
  }

  void find_header(const GdalScope& scope) {
    std::vector<std::vector<std::string>> first;
    while (first.size() < kHeaderSearch) {
      auto feature = read(scope);
      if (!feature) break;
      auto& cells = first.emplace_back();
      for (const int i : fields_) cells.push_back(cell_text(*feature, i));
      held_.push_back(std::move(feature));
    }
    const std::size_t at = header_row(first);
    if (at == first.size()) throw Error(ErrorKind::bad_input, "geo.no-header", {}, path_);
    columns_ = column_names(first[at]);
    next_held_ = at + 1;
    if (at > 0) {
      notes_.push_back(
          {"intake.note.header-row", {{"row", static_cast<std::int64_t>(held_[at]->GetFID())}}});
    }
  }

  void prepare_crs(const std::string& named) {
    const auto* found = layer_->GetSpatialRef();
    OGRSpatialReference source;
    if (found != nullptr && !found->IsEmpty() && !found->IsLocal()) {
      source = *found;
    } else if (named.empty()) {
      throw Error(ErrorKind::bad_input, "geo.no-crs", {}, path_);
    } else if (source.SetFromUserInput(named.c_str()) != OGRERR_NONE) {
      throw Error(ErrorKind::misuse, "geo.unknown-crs", {{"crs", named}}, path_);
    }
    source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference wgs84;
    wgs84.importFromEPSG(4326);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (source.IsSame(&wgs84) != 0) return;
    to_wgs84_.reset(OGRCreateCoordinateTransformation(&source, &wgs84));
    if (!to_wgs84_) throw Error(ErrorKind::misuse, "geo.unknown-crs", {{"crs", named}}, path_);
  }

  std::string path_;
  GDALDatasetUniquePtr dataset_;
  OGRLayer* layer_ = nullptr;
  bool sheet_ = false, spatial_ = false;
  std::vector<int> fields_;
  std::vector<std::string> columns_, texts_;
  std::vector<Message> notes_;
  std::vector<OGRFeatureUniquePtr> held_;  // read while the header was looked for
  std::size_t next_held_ = 0, count_ = 0, given_ = 0;
  std::unique_ptr<OGRCoordinateTransformation> to_wgs84_;
  Shape shape_;
};

}  // namespace

const char* ogr_driver(const std::string& path) {
  static const std::map<std::string, const char*> drivers = {
      {"xlsx", "XLSX"},    {"ods", "ODS"},   {"geojson", "GeoJSON"},
      {"json", "GeoJSON"}, {"gpkg", "GPKG"}, {"shp", "ESRI Shapefile"},
      {"kml", "LIBKML"}};
  const auto found = drivers.find(extension(path));
  return found == drivers.end() ? nullptr : found->second;
}

std::unique_ptr<TableReader> open_ogr(const std::string& path, const TableOptions& options) {
  return std::make_unique<OgrReader>(path, options);
}

std::vector<std::string> ogr_layers(const std::string& path) {
  const GdalScope scope;
  const auto dataset = open_dataset(path, scope);
  std::vector<std::string> names;
  for (auto* layer : dataset->GetLayers()) names.emplace_back(layer->GetName());
  return names;
}

}  // namespace adem::geo
