// What a run is asked to do, as a scenario file says it: no raster and no series is opened here.
// A scenario is TOML; every key is checked to the letter, because a misspelt one would be lost in
// silence. Paths are relative to the scenario's own directory and come out joined to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace adem::scenario {

// A number for the whole terrain, or a raster of them.
struct ValueOrRaster {
  double value = 0;
  std::string raster;  // wins where it is not empty
};

struct Domain {
  std::string terrain;
  std::string crs;                  // for a terrain that names none; empty: local metres
  ValueOrRaster manning{0.04, {}};  // s/m^(1/3)
};

struct Period {
  Instant start, end;
  int report_every_s = 900;
  // Seconds east of Greenwich of `start` as it was written: times in series that name no offset
  // are local there.
  int offset_s = 0;
};

enum class RainForm : std::uint8_t { none, series, rasters, netcdf };
struct RainAsked {
  RainForm form = RainForm::none;
  std::string path;      // series file, glob of rasters, or NetCDF file
  std::string variable;  // of the NetCDF file
};

enum class InfiltrationMethod : std::uint8_t { none, constant, green_ampt };
struct Infiltration {
  InfiltrationMethod method = InfiltrationMethod::none;
  double rate_mm_per_h = 0;          // constant
  double conductivity_mm_per_h = 0;  // Green-Ampt: saturated hydraulic conductivity
  double suction_mm = 0;             // suction head at the wetting front
  double moisture_deficit = 0;       // porosity less initial moisture, 0-1
  double drains_mm_per_h = 0;        // what drains take at most, everywhere
};

enum class BoundaryKind : std::uint8_t { level, flow, free };
std::string_view name_of(BoundaryKind kind);

struct Boundary {
  BoundaryKind kind = BoundaryKind::free;
  std::string edge;  // "north", "east", "south", "west"; empty: a file
  std::string file;  // GeoJSON with lines or polygons
  std::string series;
  std::string datum;  // of a level series
  std::optional<double> offset_m;
  bool exercise = false;
  int line = 0;  // in the scenario file
};

struct GaugePoint {
  std::string name;
  double x = 0, y = 0;  // in the terrain's coordinates
  int line = 0;
};

struct Initial {
  std::optional<double> level_m;  // terrain's datum
  std::string depth;              // raster, metres
};

// What one member of an ensemble changes. The plain run is {1, 0, 0}.
struct Member {
  double rain_factor = 1;
  double level_offset_m = 0;
  double shift_h = 0;  // later if positive
  bool operator==(const Member&) const = default;
};

struct Output {
  std::string directory;
  bool depth_slices = false;
  std::vector<double> thresholds_m;  // rising
};

// A file that the scenario names.
struct NamedFile {
  std::string key;  // "boundary[0].series"
  std::string path;
  std::string where;  // file:line of the scenario
};

struct Scenario {
  std::string path;              // as named in errors
  std::vector<NamedFile> files;  // but for a glob of rasters
  Domain domain;
  Period time;
  RainAsked rain;
  Infiltration infiltration;
  std::vector<Boundary> boundaries;
  std::vector<GaugePoint> gauges;
  std::vector<std::string> gauge_layers;  // vector files of points
  Initial initial;
  std::vector<Member> members;  // empty: a single run; else drawn or listed, in order
  std::uint64_t seed = 0;       // of the draw
  Output output;
  bool exercise = false;  // the scenario, or one of its series, is made up
};

// Errors, each with file and line: base.bad-toml, scenario.unknown-key, scenario.missing-key,
// scenario.wrong-type, scenario.bad-value, scenario.one-of, scenario.no-file,
// scenario.flow-per-metre, scenario.bad-units, scenario.no-datum, scenario.members.
// `directory` is what relative paths are joined to.
Scenario parse_scenario(std::string_view toml, const std::string& name,
                        const std::string& directory);
// Reads the file and checks that the files it names are there. Also base.cannot-read.
Scenario read_scenario(const std::string& path);

}  // namespace adem::scenario
