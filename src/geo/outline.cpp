#include "geo/outline.h"

#include <algorithm>
#include <cmath>
#include <gdal_alg.h>
#include <gdal_priv.h>
#include <limits>
#include <memory>
#include <numbers>
#include <numeric>
#include <ogrsf_frmts.h>

#include "base/error.h"
#include "geo/raster.h"

namespace adem::geo {

namespace {

struct DatasetCloser {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, DatasetCloser>;

constexpr double kMetresPerDegree = 111195;
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

// The drawn grid over a lon/lat box; row 0 in the north.
struct Lattice {
  Box box;
  std::size_t width = 1, height = 1;
  std::size_t within = 1;  // places per cell and side
  double cell_m = 0;

  double step_x() const { return (box.max_x - box.min_x) / static_cast<double>(width); }
  double step_y() const { return (box.max_y - box.min_y) / static_cast<double>(height); }
};

double metres_per_degree_x(const Box& box) {
  return kMetresPerDegree * std::cos((box.min_y + box.max_y) / 2 * std::numbers::pi / 180);
}

// As many cells as are asked for, but none finer than the raster's own.
Lattice lattice_of(const Box& box, const RasterInfo& info, std::size_t cells) {
  Lattice lattice;
  lattice.box = box;
  const double width_m = (box.max_x - box.min_x) * metres_per_degree_x(box);
  const double height_m = (box.max_y - box.min_y) * kMetresPerDegree;
  const double own = std::max(std::min(info.cell_x_m, info.cell_y_m), 0.01);
  const double side = std::max(std::max(width_m, height_m) / static_cast<double>(cells), own);
  const auto count = [side](double length) {
    return static_cast<std::size_t>(std::max(1L, std::lround(length / side)));
  };
  lattice.width = count(width_m);
  lattice.height = count(height_m);
  lattice.within = std::clamp<std::size_t>(static_cast<std::size_t>(std::ceil(side / own)), 1, 5);
  lattice.cell_m = side;
  return lattice;
}

float highest_known(std::span<const float> values) {
  float highest = kNaN;
  for (const float value : values) highest = std::fmax(highest, value);
  return highest;
}

// Places of one row of cells, cell by cell.
void add_places(const Lattice& lattice, std::size_t row, std::vector<Point>& out) {
  const auto n = static_cast<double>(lattice.within);
  for (std::size_t column = 0; column < lattice.width; ++column) {
    for (std::size_t j = 0; j < lattice.within; ++j) {
      for (std::size_t i = 0; i < lattice.within; ++i) {
        const double x = static_cast<double>(column) + (static_cast<double>(i) + 0.5) / n;
        const double y = static_cast<double>(row) + (static_cast<double>(j) + 0.5) / n;
        out.push_back(
            {lattice.box.min_x + x * lattice.step_x(), lattice.box.max_y - y * lattice.step_y()});
      }
    }
  }
}

// sample(bands, places, values) reads the bands at some places; combine makes one value of them.
template <typename T, typename Sample, typename Combine>
std::vector<float> values_of(const Raster& raster, const Lattice& lattice, const Sample& sample,
                             const Combine& combine) {
  constexpr std::size_t kValuesAtOnce = 4'000'000;
  std::vector<int> bands(static_cast<std::size_t>(raster.info().bands));
  std::iota(bands.begin(), bands.end(), 1);
  const std::size_t per_cell = lattice.within * lattice.within;
  const std::size_t per_row = lattice.width * per_cell * bands.size();
  const std::size_t rows_at_once = std::max<std::size_t>(1, kValuesAtOnce / per_row);
  std::vector<float> out(lattice.width * lattice.height, kNaN);
  std::vector<Point> places;
  std::vector<T> values;
  for (std::size_t first = 0; first < lattice.height; first += rows_at_once) {
    const std::size_t last = std::min(first + rows_at_once, lattice.height);
    places.clear();
    for (std::size_t row = first; row < last; ++row) add_places(lattice, row, places);
    values.resize(places.size() * bands.size());
    sample(bands, places, std::span<T>(values));
    for (std::size_t i = 0; i < places.size(); ++i) {
      float& cell = out[first * lattice.width + i / per_cell];
      cell = std::fmax(cell,
                       combine(std::span<const T>(values).subspan(i * bands.size(), bands.size())));
    }
  }
  return out;
}

std::vector<float> values_of(const Raster& raster, const Lattice& lattice,
                             const OutlineOptions& options) {
  if (options.combine_masks) {
    return values_of<std::uint32_t>(
        raster, lattice,
        [&](auto& bands, auto& places, auto values) {
          raster.sample_masks(bands, places, options.masks_outside, values);
        },
        options.combine_masks);
  }
  return values_of<float>(
      raster, lattice,
      [&](auto& bands, auto& places, auto values) { raster.sample_series(bands, places, values); },
      options.combine ? options.combine : highest_known);
}

std::uint8_t class_of(float value, std::span<const ValueClass> classes) {
  const auto v = static_cast<double>(value);
  for (std::size_t i = 0; i < classes.size(); ++i) {
    // A NaN is in no class: every comparison with it is false.
    if (v >= classes[i].from && (!classes[i].to || v < *classes[i].to)) {
      return static_cast<std::uint8_t>(i + 1);
    }
  }
  return 0;
}

void require(bool fine, const std::string& path) {
  if (!fine) throw Error(ErrorKind::bad_input, "geo.not-a-raster", {{"path", path}}, path);
}

// The lattice as a GDAL band of class numbers.
Dataset class_grid(const Lattice& lattice, std::vector<std::uint8_t>& codes,
                   const std::string& path) {
  const auto width = static_cast<int>(lattice.width);
  const auto height = static_cast<int>(lattice.height);
  Dataset grid(GetGDALDriverManager()->GetDriverByName("MEM")->Create("", width, height, 1,
                                                                      GDT_Byte, nullptr));
  require(grid != nullptr, path);
  double transform[6] = {lattice.box.min_x, lattice.step_x(), 0, lattice.box.max_y, 0,
                         -lattice.step_y()};
  grid->SetGeoTransform(transform);
  require(grid->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, width, height, codes.data(), width,
                                           height, GDT_Byte, 0, 0, nullptr) == CE_None,
          path);
  return grid;
}

Ring ring_of(const OGRLinearRing& ring) {
  Ring out;
  out.reserve(static_cast<std::size_t>(ring.getNumPoints()));
  for (const auto& point : ring) out.push_back({point.getX(), point.getY()});
  return out;
}

std::vector<Shape> polygons(const Lattice& lattice, std::vector<std::uint8_t> codes,
                            std::size_t classes, const std::string& path) {
  const Dataset grid = class_grid(lattice, codes, path);
  const Dataset vectors(
      GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr));
  require(vectors != nullptr, path);
  auto* layer = vectors->CreateLayer("outlines", nullptr, wkbPolygon, nullptr);
  OGRFieldDefn field("class", OFTInteger);
  layer->CreateField(&field);
  // The band is its own mask: cells of no class (0) are left out.
  auto* band = GDALRasterBand::ToHandle(grid->GetRasterBand(1));
  require(GDALPolygonize(band, band, OGRLayer::ToHandle(layer), 0, nullptr, nullptr, nullptr) ==
              CE_None,
          path);
  std::vector<Shape> shapes(classes);
  for (const auto& feature : *layer) {
    const auto* geometry = feature->GetGeometryRef();
    if (geometry == nullptr || wkbFlatten(geometry->getGeometryType()) != wkbPolygon) continue;
    Polygon polygon;
    for (const auto* ring : *geometry->toPolygon()) polygon.push_back(ring_of(*ring));
    shapes.at(static_cast<std::size_t>(feature->GetFieldAsInteger(0) - 1))
        .push_back(std::move(polygon));
  }
  return shapes;
}

std::size_t points_of(const std::vector<Shape>& shapes) {
  std::size_t points = 0;
  for (const auto& shape : shapes) {
    for (const auto& polygon : shape) {
      for (const auto& ring : polygon) points += ring.size();
    }
  }
  return points;
}

}  // namespace

Outlines outline(const std::string& path, std::span<const ValueClass> classes,
                 const OutlineOptions& options) {
  const Raster raster = Raster::open(path, options.crs);
  Outlines out{std::vector<Shape>(classes.size()), 0};
  Box box = raster.info().lonlat;
  if (!options.window.empty()) {
    const Box& w = options.window;
    box = {std::max(box.min_x, w.min_x), std::max(box.min_y, w.min_y), std::min(box.max_x, w.max_x),
           std::min(box.max_y, w.max_y)};
  }
  if (box.empty() || box.min_x == box.max_x || box.min_y == box.max_y) return out;
  for (std::size_t cells = std::max<std::size_t>(options.cells, 8);; cells /= 2) {
    const Lattice lattice = lattice_of(box, raster.info(), cells);
    const auto values = values_of(raster, lattice, options);
    std::vector<std::uint8_t> codes;
    codes.reserve(values.size());
    for (const float value : values) codes.push_back(class_of(value, classes));
    out.shapes = polygons(lattice, std::move(codes), classes.size(), path);
    out.cell_m = lattice.cell_m;
    if (points_of(out.shapes) <= options.max_points || cells <= 8) return out;
  }
}

}  // namespace adem::geo
