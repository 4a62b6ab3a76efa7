// Outlines of what a raster says, for drawing: one shape per class of values, no finer than it is
// drawn and never larger than a page can carry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/shape.h"

namespace adem::geo {

// Values from `from` (inclusive) to `to` (exclusive; nothing: no upper end).
struct ValueClass {
  double from = 0;
  std::optional<double> to;
};

struct OutlineOptions {
  std::string crs;                  // for a raster that names none
  Box window;                       // lon/lat; empty: the whole raster
  std::size_t cells = 480;          // along the longer side, at most
  std::size_t max_points = 40'000;  // of all shapes together: the grid is halved until they fit
  // What the bands of one place say together; empty: the highest that is known.
  std::function<float(std::span<const float>)> combine;
  // The same for a raster of sets of bits (Raster::sample_masks), with what stands outside it.
  std::function<float(std::span<const std::uint32_t>)> combine_masks;
  std::uint32_t masks_outside = 0;
};

struct Outlines {
  std::vector<Shape> shapes;  // one per class, lon/lat
  double cell_m = 0;          // side of a cell as drawn
};

// The highest of up to 5 x 5 places within a drawn cell decides its class, so that a narrow flooded
// street is not lost; unknown belongs to no class. Memory: the places of some rows at a time.
// Errors: as Raster::open and Raster::sample_series.
Outlines outline(const std::string& path, std::span<const ValueClass> classes,
                 const OutlineOptions& options = {});

}  // namespace adem::geo
