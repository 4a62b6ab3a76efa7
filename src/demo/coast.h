// The made-up coast: sea in the north, then mud flat, mangrove, here and there a beach ridge, a
// marine plain with swales, and peat inland, cut by tidal creeks. Each mechanism, its parameters
// and the kind of source behind them are in docs/method/demo.md. Nothing is fitted to a result.
//
// Positions are metres east (x) and north (y) of the frame's south-west corner. Heights are metres
// above the zero of the reported tide, which is the exercise's own zero: no real datum is claimed.
#pragma once

#include <cstdint>
#include <vector>

#include "demo/chance.h"
#include "geo/raster.h"
#include "geo/shape.h"

namespace adem::demo {

// Where the exercise lies and how its metres turn into degrees (plane at the frame's latitude).
struct Frame {
  double west = 101.545, south = 1.600, east = 101.705, north = 1.715;
  geo::Point lonlat(geo::Point metres) const;
  geo::Point metres(geo::Point lonlat) const;
  double width_m() const { return metres({east, south}).x; }
  double height_m() const { return metres({west, north}).y; }
};

// Means of the reported extremes (DOMAIN: 0.3, 3.3, 0.6, 3.6 m): what mud and mangrove grow to.
inline constexpr double kMidTide_m = 1.95;
inline constexpr double kHighWater_m = 3.45;

// A tidal creek: its line is a function of the distance from the shore.
struct Creek {
  double mouth_x_m = 0;
  double length_m = 0;
  double mouth_width_m = 0;
  double drift = 0;  // metres along the coast per metre inland
  double meander_m = 0, wavelength_m = 1, phase = 0;
  std::uint64_t bends = 0;  // seed of the irregular part
  double x_at(double inland_m) const;
  double width_at(double inland_m) const;
  double bed_at(double inland_m) const;
};

class Coast {
 public:
  explicit Coast(std::uint64_t seed);

  const Frame& frame() const { return frame_; }
  const std::vector<Creek>& creeks() const { return creeks_; }
  double shore_y(double x) const;                                      // where mid-tide meets land
  double inland(geo::Point at) const { return shore_y(at.x) - at.y; }  // < 0: at sea
  double mangrove_width(double x) const;
  double height(geo::Point at) const;
  // Metres to the middle of the nearest creek, along the coast; infinity where none reaches.
  double creek_distance(geo::Point at) const;

  // One arc-second, WGS84: the form in which public elevation models come.
  geo::Grid<float> terrain() const;

 private:
  double land_height(double x, double inland_m) const;
  double with_creeks(double x, double inland_m, double land) const;

  Frame frame_;
  std::uint64_t seed_;
  std::vector<Creek> creeks_;
};

}  // namespace adem::demo
