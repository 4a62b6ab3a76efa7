#include "cli/place.h"

#include "base/format.h"

namespace adem::cli {

std::string place_text(const geo::Grid<float>& grid, std::size_t cell) {
  const geo::Point own = geo::middle_of(grid, cell);
  const auto lonlat = geo::to_lonlat(grid, {&own, 1});
  return lonlat.empty() ? fmt::format("x {:.1f}, y {:.1f}", own.x, own.y)
                        : fmt::format("{:.5f}, {:.5f}", lonlat[0].y, lonlat[0].x);
}

void add_place(Json& to, const geo::Grid<float>& grid, std::size_t cell) {
  const geo::Point own = geo::middle_of(grid, cell);
  to["x"] = own.x;
  to["y"] = own.y;
  const auto lonlat = geo::to_lonlat(grid, {&own, 1});
  if (lonlat.empty()) return;
  to["lon"] = lonlat[0].x;
  to["lat"] = lonlat[0].y;
}

}  // namespace adem::cli
