// Rasters of anybody's model, read by block so that memory does not grow with the raster.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/progress.h"
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

// Index of the cell that contains a point in the grid's own coordinates; nothing outside.
template <typename T>
std::optional<std::size_t> cell_at(const Grid<T>& grid, Point p) {
  const double column = std::floor((p.x - grid.origin_x) / grid.dx);
  const double row = std::floor((grid.origin_y - p.y) / grid.dy);
  if (!(column >= 0 && row >= 0 && column < static_cast<double>(grid.width) &&
        row < static_cast<double>(grid.height))) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(row) * grid.width + static_cast<std::size_t>(column);
}

// The middle of a cell in the grid's own coordinates.
template <typename T>
Point middle_of(const Grid<T>& grid, std::size_t cell) {
  return {grid.origin_x + (static_cast<double>(cell % grid.width) + 0.5) * grid.dx,
          grid.origin_y - (static_cast<double>(cell / grid.width) + 0.5) * grid.dy};
}

struct RasterInfo {
  std::size_t width = 0, height = 0;
  int bands = 0;
  double cell_x_m = 0, cell_y_m = 0;  // cell size in metres at the raster's centre
  Box lonlat;                         // bounds in WGS84, longitudes in -180..180
  std::string unit;                   // of band 1, as the file states it; may be empty
};

class Raster {
 public:
  // Errors: base.cannot-read, geo.not-a-raster, geo.no-place (no georeference), geo.no-crs,
  // geo.bad-crs, geo.rotated-raster.
  static Raster open(const std::string& path, const std::string& crs_override = {});
  // The same, but a raster that names no coordinate system is in local metres: its info has no
  // lonlat, and it cannot be sampled at lon/lat points.
  static Raster open_local(const std::string& path, const std::string& crs_override = {});
  // One variable of a NetCDF file, as open_local; axes in degrees are WGS84. Error geo.not-a-raster
  // also where there is no such variable.
  static Raster open_variable(const std::string& path, const std::string& variable);
  Raster(Raster&&) noexcept;
  Raster& operator=(Raster&&) noexcept;
  ~Raster();

  const RasterInfo& info() const;

  // Samples one band at lon/lat points by the cell that contains each; nodata and outside are NaN.
  // Points are visited in block order, so every block is decoded once. out.size()==points.size().
  // Error geo.bad-raster where the file breaks off.
  void sample(int band, std::span<const Point> lonlat, std::span<float> out) const;
  // Several bands in one visit: out is points × bands, row-major. Memory: the points and at most
  // one block a band, whatever the raster's size.
  void sample_series(std::span<const int> bands, std::span<const Point> lonlat,
                     std::span<float> out, const Progress& progress = {}) const;

  // Whether every band holds whole numbers of 32 bits without a sign: sets of bits.
  bool holds_masks() const;
  // As sample_series, but the bits as they are stored (floats would round them); `outside` where
  // there is no cell. Also error geo.not-masks.
  void sample_masks(std::span<const int> bands, std::span<const Point> lonlat,
                    std::uint32_t outside, std::span<std::uint32_t> out,
                    const Progress& progress = {}) const;

  // The cell that contains each lon/lat point, row by row from 0, as sampling takes it; negative
  // outside. lonlat.size() numbers.
  std::vector<std::int64_t> cells(std::span<const Point> lonlat) const;

  // A text that write_geotiff put in; empty where there is none.
  std::string text(const std::string& name) const;
  // What the file says about one band (NETCDF_DIM_time, GRIB_VALID_TIME, …); empty where nothing.
  std::string band_text(int band, const std::string& name) const;

  // Least and greatest known value over all bands, read block by block.
  struct Extremes {
    double least = 0, greatest = 0;
    std::uint64_t known = 0;
  };
  Extremes extremes(const Progress& progress = {}) const;

  // The whole of a band in memory, in the raster's own coordinates.
  Grid<float> read(int band) const;

  struct Impl;

 private:
  explicit Raster(std::unique_ptr<Impl> impl);
  static Raster load(const std::string& path, const std::string& opened,
                     const std::string& crs_override, bool local);
  void read_cells(int band, std::span<float> out) const;
  std::unique_ptr<Impl> impl_;
};

// Writes a tiled DEFLATE GeoTIFF (written beside and renamed). Error base.cannot-write.
void write_geotiff(const std::string& path, const Grid<float>& grid);

// Bands that share the first one's frame, with texts that travel inside the file.
struct BandsOut {
  std::vector<const Grid<float>*> bands;
  std::vector<std::pair<std::string, std::string>> texts;
};
void write_geotiff(const std::string& path, const BandsOut& out);

// One self-contained GeoTIFF with the raster's bands as they are: a GeoTIFF without side files is
// copied, anything else is rewritten, tiled and compressed. Memory does not grow with the raster.
// A coordinate system given here replaces the file's own.
void keep_raster(const std::string& from, const std::string& to, const std::string& crs_override);

// A geographic grid as metres in its UTM zone (nearest cell), others unchanged.
// Cells come out square, at least as fine as the grid's own. Error geo.feet where the unit is
// neither degrees nor metres.
Grid<float> to_metres(const Grid<float>& grid);

// WGS84 lon/lat to the grid's coordinates and back; longitudes 0-360 are understood.
// Error geo.no-transform where PROJ knows no way. NaN where it knows no place.
std::vector<Point> from_lonlat(const Grid<float>& grid, std::span<const Point> lonlat);
// Nothing where the grid is in local metres.
std::vector<Point> to_lonlat(const Grid<float>& grid, std::span<const Point> own);

}  // namespace adem::geo
