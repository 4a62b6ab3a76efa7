// Rasters of anybody's model, read by block so that memory does not grow with the raster.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "geo/shape.h"

namespace adem::geo {

// Row-major, row 0 in the north. Nodata is NaN.
template <typename T>
struct Grid {
  std::size_t width = 0;
  std::size_t height = 0;
  double origin_x = 0;  // outer corner of cell (0,0)
  double origin_y = 0;
  double dx = 1;    // cell size east, > 0
  double dy = 1;    // cell size south, > 0
  std::string crs;  // WKT; empty: local metres
  std::vector<T> cells;

  T& at(std::size_t column, std::size_t row) { return cells[row * width + column]; }
  const T& at(std::size_t column, std::size_t row) const { return cells[row * width + column]; }
};

struct RasterInfo {
  std::size_t width = 0, height = 0;
  int bands = 0;
  double cell_x_m = 0, cell_y_m = 0;  // cell size in metres at the raster's centre
  Box lonlat;                         // bounds in WGS84, longitudes in -180..180
  std::string unit;                   // of band 1, as the file states it; may be empty
};

class Raster {
 public:
  // Errors: base.cannot-read, geo.not-a-raster, geo.no-crs (georeferenced to nothing),
  // geo.rotated-raster.
  static Raster open(const std::string& path, const std::string& crs_override = {});
  Raster(Raster&&) noexcept;
  Raster& operator=(Raster&&) noexcept;
  ~Raster();

  const RasterInfo& info() const;

  // Samples one band at lon/lat points by the cell that contains each; nodata and outside are NaN.
  // Points are visited in block order, so every block is decoded once. out.size()==points.size().
  void sample(int band, std::span<const Point> lonlat, std::span<float> out) const;

  // The whole of a band in memory, in the raster's own coordinates.
  Grid<float> read(int band) const;

 private:
  struct Impl;
  explicit Raster(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Writes a tiled DEFLATE GeoTIFF (written beside and renamed). Error base.cannot-write.
void write_geotiff(const std::string& path, const Grid<float>& grid);

// A geographic grid as metres in its UTM zone (nearest cell), others unchanged.
// Error geo.feet where the unit is neither degrees nor metres.
Grid<float> to_metres(const Grid<float>& grid);

// WGS84 lon/lat to the grid's coordinates and back; longitudes 0-360 are understood.
// Error geo.no-transform where PROJ knows no way.
std::vector<Point> from_lonlat(const Grid<float>& grid, std::span<const Point> lonlat);

}  // namespace adem::geo
