// Any bytes as a series of rain, level or flow, as the name of a raster, as a time axis and as the
// line or polygon of a boundary: read, or refused with an Error.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include "base/error.h"
#include "geo/features.h"
#include "scenario/rain.h"
#include "scenario/series.h"

namespace {

std::string scratch(const char* extension) {
  return (std::filesystem::temp_directory_path() /
          ("adem-fuzz-run-series-" + std::to_string(::getpid()) + extension))
      .string();
}

adem::geo::Terrain flat() {
  adem::geo::Terrain terrain;
  auto& grid = terrain.ground;
  grid.width = grid.height = 4;
  grid.origin_y = 4;
  grid.cells.assign(16, 0.0F);
  terrain.own_box.add(adem::geo::Point{0, 0});
  terrain.own_box.add(adem::geo::Point{4, 4});
  return terrain;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace s = adem::scenario;
  const std::string text(reinterpret_cast<const char*>(data), size);
  static const std::string csv = scratch(".csv"), geojson = scratch(".geojson");
  s::Period time;
  time.end = time.start + std::chrono::hours(1);
  std::ofstream(csv, std::ios::binary) << text;
  for (const auto quantity :
       {s::Quantity::rain_mm_per_h, s::Quantity::level_m, s::Quantity::flow_m3_s}) {
    try {
      const auto series = s::read_series(csv, quantity, time);
      static_cast<void>(series.linear(series.at_s.front()) + series.linear(series.at_s.back()));
      s::must_cover(series, time, 0);
    } catch (const adem::Error&) {
    }
  }
  std::filesystem::remove(csv);
  s::hour_in_name(text, 0);
  s::hour_on_axis(text, 1);
  s::rain_unit(text);
  static const auto terrain = flat();
  std::ofstream(geojson, std::ios::binary) << text;
  try {
    for (const auto& feature : adem::geo::read_features(geojson, terrain)) {
      for (const auto& line : feature.lines) adem::geo::cells_on(terrain.ground, line);
      adem::geo::cells_in(terrain.ground, feature.polygons);
    }
  } catch (const adem::Error&) {
  }
  std::filesystem::remove(geojson);
  return 0;
}
