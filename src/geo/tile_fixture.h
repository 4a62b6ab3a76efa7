// Reads vector tiles with GDAL's decoder, which shares nothing with the encoder of `tiles`: for
// tests.
#pragma once

#include <cmath>
#include <map>
#include <memory>
#include <ogrsf_frmts.h>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>

namespace adem::geo::testing {

// x, y in grid units of the tile, y downwards; what was written beside it, as text. A flag is 1 or
// 0: in a layer where others have a number under its name, GDAL tells no difference.
using SeenPoint = std::tuple<int, int, std::map<std::string, std::string>>;

// The points of a layer. Throws where GDAL refuses the tile or does not find the layer.
inline std::multiset<SeenPoint> gdal_points(std::string bytes, const char* layer_name, int extent) {
  GDALAllRegister();
  const std::string path = "/vsimem/adem-tile.pbf";
  VSIFCloseL(VSIFileFromMemBuffer(path.c_str(), reinterpret_cast<GByte*>(bytes.data()),
                                  bytes.size(), FALSE));
  const char* const drivers[] = {"MVT", nullptr};
  const char* const options[] = {"METADATA_FILE=", "CLIP=NO", nullptr};
  const std::unique_ptr<GDALDataset> tile(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR, drivers, options));
  if (!tile) throw std::runtime_error("GDAL reads no tile");
  auto* layer = tile->GetLayerByName(layer_name);
  if (layer == nullptr) throw std::runtime_error("GDAL finds no such layer");
  std::multiset<SeenPoint> points;
  for (const auto& feature : *layer) {
    std::map<std::string, std::string> tags;
    for (const auto& field : *feature) {
      const std::string name = field.GetName();
      if (field.IsUnset() || field.IsNull() || name == "mvt_id") continue;
      tags[name] = feature->GetFieldAsString(field.GetIndex());
    }
    const auto* shape = feature->GetGeometryRef();
    if (shape == nullptr || wkbFlatten(shape->getGeometryType()) != wkbPoint) {
      throw std::runtime_error("GDAL sees no point");
    }
    const auto* point = shape->toPoint();
    points.emplace(static_cast<int>(std::lround(point->getX())),
                   extent - static_cast<int>(std::lround(point->getY())), std::move(tags));
  }
  return points;
}

}  // namespace adem::geo::testing
