#include "cli/read_terrain.h"

#include "base/error.h"

namespace adem::cli {

geo::Grid<float> read_terrain(const std::string& path, const std::string& crs) {
  const auto raster = geo::Raster::open(path, crs);
  const auto& unit = raster.info().unit;
  if (!unit.empty() && unit != "m" && unit != "metre" && unit != "meter" && unit != "Meter" &&
      unit != "metres" && unit != "meters") {
    throw Error(ErrorKind::unsupported, "water.terrain-unit", {{"unit", unit}}, path);
  }
  return raster.read(1);
}

}  // namespace adem::cli
