// Rain over the run: one series for the whole terrain, or rasters. A value holds until the next.
//
// When a raster's hour is:
//  1. a band that says so: GRIB_VALID_TIME, or NETCDF_DIM_time with the units of its time axis
//     ("hours since 2024-11-26 00:00:00", UTC as CF means it);
//  2. else the file's name: the first date and time in it, 20241126T1800, 20241126_1800,
//     2024-11-26-18-00 and the like, seconds optional; with a Z it is UTC, else local at the offset
//     of the scenario's start.
// The last raster holds as long as the one before it. Units are mm/h (also where none is said);
// mm/day, m/s, kg/(m² s) are converted, anything else is refused.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/terrain.h"
#include "scenario/scenario.h"
#include "scenario/series.h"

namespace adem::scenario {

// Shared by all members and threads; nothing changes after it is made.
class Rain {
 public:
  // Errors: those of read_series and geo::Raster; scenario.no-rasters (the glob finds nothing),
  // scenario.no-hour (a raster that does not say when), scenario.rain-unit, scenario.rain-frame
  // (rasters of different shapes), scenario.rain-outside (part of the terrain lies outside).
  Rain(const RainAsked& asked, const geo::Terrain& terrain, const Period& time);

  bool any() const { return form_ != RainForm::none; }
  // Zones: parts of the terrain with their own rain.
  std::size_t zones() const { return zones_; }
  // Zone of each cell of the terrain; empty where there is one zone.
  const std::vector<std::uint32_t>& zone_of() const { return zone_of_; }
  // The files of a glob, for the manifest.
  std::vector<std::string> files() const;
  // Error scenario.series-ends-early.
  void must_cover(const Period& time, double shift_h) const;

 private:
  friend class RainReader;
  struct Moment {
    double from_s = 0;
    std::string path;
    int band = 1;
  };
  void read_rasters(const RainAsked& asked, const geo::Terrain& terrain, const Period& time);
  RainForm form_;
  std::string variable_;
  Series series_;
  std::vector<Moment> moments_;
  double end_s_ = 0;
  double to_mm_per_h_ = 1;
  std::size_t zones_ = 1;
  std::vector<std::uint32_t> zone_of_;
  std::vector<std::uint32_t> cell_of_zone_;  // in the raster
  std::size_t raster_width_ = 0, raster_height_ = 0;
};

// One member's way through the rain; holds one raster at a time.
class RainReader {
 public:
  RainReader(const Rain& rain, double shift_h) : rain_(rain), shift_s_(shift_h * 3600) {}
  // Rain of each zone at a second of the run, mm/h, and until when it holds.
  // Error scenario.rain-unknown where a raster has no value on the terrain.
  struct Held {
    std::span<const float> mm_per_h;
    double until_s = 0;
  };
  Held at(double second);

 private:
  void load(std::size_t moment);
  template <typename Rows, typename Time>
  auto next_row(const Rows& rows, double second, const Time& time) const;
  const Rain& rain_;
  double shift_s_;
  std::optional<std::size_t> loaded_;
  std::vector<float> mm_per_h_;
};

// The first date and time in a file's name; nothing where there is none.
std::optional<Instant> hour_in_name(std::string_view name, int offset_s);
// "hours since 2024-11-26 00:00:00" and a value on that axis. Nothing where it cannot be read.
std::optional<Instant> hour_on_axis(std::string_view units, double value);
// Factor to mm/h; nothing for a unit that is not known.
std::optional<double> rain_unit(std::string_view unit);

}  // namespace adem::scenario
