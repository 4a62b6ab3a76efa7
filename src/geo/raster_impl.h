// The GDAL side of geo/raster.h, shared by its few source files and by nothing else.
#pragma once

#include <array>
#include <cpl_error.h>
#include <gdal_priv.h>
#include <memory>
#include <ogr_spatialref.h>
#include <optional>
#include <string>

#include "geo/raster.h"

namespace adem::geo {

// Keeps GDAL's own messages off the terminal; the first failure's text is kept for ours.
class QuietGdal {
 public:
  QuietGdal() { CPLPushErrorHandlerEx(&QuietGdal::keep, this); }
  ~QuietGdal() { CPLPopErrorHandler(); }
  QuietGdal(const QuietGdal&) = delete;
  QuietGdal& operator=(const QuietGdal&) = delete;
  const std::string& why() const { return why_; }

 private:
  static void CPL_STDCALL keep(CPLErr level, CPLErrorNum number, const char* text);
  std::string why_;
};

// A transform between two coordinate systems with x = longitude or easting first.
using Transform = std::unique_ptr<OGRCoordinateTransformation>;

// Nothing where both systems have the same coordinates. Error geo.no-transform.
Transform make_transform(const OGRSpatialReference& from, const OGRSpatialReference& to);
OGRSpatialReference wgs84();
// Error geo.bad-crs.
OGRSpatialReference read_crs(const std::string& text);

struct Raster::Impl {
  std::string path;
  std::unique_ptr<GDALDataset> dataset;
  OGRSpatialReference crs;
  std::array<double, 6> at{};  // x = at[0] + column·at[1], y = at[3] + row·at[5]
  bool geographic = false;
  RasterInfo info;
};

// Longitudes of a geographic grid may run 0-360 or past ±180: the same meridian within the grid's
// own turn, which begins at `west`.
double into_turn(double longitude, double west);

}  // namespace adem::geo
