// The scenario file, table by table.
#include <algorithm>
#include <array>
#include <filesystem>

#include "base/file.h"
#include "base/format.h"
#include "election/futures.h"
#include "scenario/clock.h"
#include "scenario/keys.h"
#include "scenario/members.h"
#include "scenario/scenario.h"

namespace adem::scenario {

namespace fs = std::filesystem;

namespace {

// Nothing on Earth rains, flows or stands higher; a larger number is a slip or another unit.
constexpr double kMostRain_mm_per_h = 1000;
constexpr double kMostLevel_m = 10'000;
constexpr double kMostCoordinate = 1e9;
constexpr int kJakarta_s = 7 * 3600;

class Reader {
 public:
  Reader(const Json& root, const std::string& file, const std::string& directory,
         const TomlLines& lines)
      : keys_(root, "", file, lines), directory_(directory) {
    out_.path = file;
  }

  Scenario read() && {
    domain(keys_.table("domain"));
    time(keys_.table("time"));
    rain(keys_.table("rain"));
    infiltration(keys_.table("infiltration"));
    for (auto& each : keys_.tables("boundary")) boundary(each);
    for (auto& each : keys_.tables("gauge")) gauge(each);
    initial(keys_.table("initial"));
    ensemble(keys_.table("ensemble"));
    output(keys_.table("output"));
    const bool marked = keys_.flag("exercise");
    keys_.finish();
    out_.exercise = marked || std::ranges::any_of(out_.boundaries, &Boundary::exercise);
    return std::move(out_);
  }

 private:
  std::string joined(const std::string& path) const {
    return (fs::path(directory_) / path).lexically_normal().string();
  }

  // A file that must be there; kept with the line that names it.
  std::string file(Keys& keys, const char* key) { return named(keys, key, keys.text(key)); }
  std::string named(const Keys& keys, const char* key, const std::string& path) {
    out_.files.push_back({keys.name(key), joined(path), keys.where(key)});
    return out_.files.back().path;
  }

  void domain(Keys keys) {
    auto& to = out_.domain;
    to.terrain = file(keys, "terrain");
    to.crs = keys.optional_text("crs").value_or("");
    if (keys.has("manning")) to.manning = value_or_raster(keys, "manning", 0.001, 1);
    if (keys.has("nodata")) keys.one_of("nodata", {"wall"});
    keys.finish();
  }

  ValueOrRaster value_or_raster(Keys& keys, const char* key, double low, double high) {
    ValueOrRaster out;
    if (keys.is_text(key)) {
      out.raster = file(keys, key);
    } else {
      out.value = keys.number(key, low, high);
    }
    return out;
  }

  Instant instant(Keys& keys, const char* key, int* offset_s) const {
    const auto text = keys.text(key);
    const auto read = read_clock(text);
    if (!read) keys.bad_value(key, text, "2024-11-26T18:00:00+07:00");
    if (offset_s != nullptr) *offset_s = read->offset_s.value_or(kJakarta_s);
    return read->offset_s ? read->at : read->at - Seconds{out_.time.offset_s};
  }

  void time(Keys keys) {
    auto& to = out_.time;
    instant(keys, "start", &to.offset_s);
    to.start = instant(keys, "start", nullptr);
    to.end = instant(keys, "end", nullptr);
    if (to.end <= to.start) keys.bad_value("end", keys.text("end"), "> " + keys.text("start"));
    constexpr double kYear_s = 366.0 * 86400;
    const double length = static_cast<double>((to.end - to.start).count());
    if (length > kYear_s) keys.bad_value("end", keys.text("end"), "≤ 366 × 24 h");
    to.report_every_s = static_cast<int>(
        keys.optional_whole("report_every_s", 1, length)
            .value_or(std::min<std::int64_t>(to.report_every_s, (to.end - to.start).count())));
    keys.finish();
  }

  void rain(Keys keys) {
    const auto series = keys.optional_text("series");
    const auto rasters = keys.optional_text("rasters");
    const auto netcdf = keys.optional_text("netcdf");
    keys.finish();
    const int given = int{series.has_value()} + int{rasters.has_value()} + int{netcdf.has_value()};
    if (given > 1) keys.only_one("series, rasters, netcdf");
    auto& to = out_.rain;
    if (series) {
      to = {RainForm::series, named(keys, "series", *series), {}};
    } else if (rasters) {
      to = {RainForm::rasters, joined(*rasters), {}};
    } else if (netcdf) {
      const auto colon = netcdf->rfind(':');
      if (colon == std::string::npos || colon + 1 == netcdf->size()) {
        keys.bad_value("netcdf", *netcdf, "rain.nc:precip");
      }
      to = {RainForm::netcdf, named(keys, "netcdf", netcdf->substr(0, colon)),
            netcdf->substr(colon + 1)};
    } else if (given == 0 && keys_.has("rain")) {
      keys.only_one("series, rasters, netcdf");
    }
  }

  void infiltration(Keys keys) {
    auto& to = out_.infiltration;
    to.drains_mm_per_h = keys.optional_number("drains_mm_per_h", 0, kMostRain_mm_per_h).value_or(0);
    const std::string method =
        keys.has("method") ? keys.one_of("method", {"none", "constant", "green-ampt"}) : "none";
    if (method == "constant") {
      to.method = InfiltrationMethod::constant;
      to.rate_mm_per_h = keys.number("rate_mm_per_h", 0, kMostRain_mm_per_h);
    } else if (method == "green-ampt") {
      to.method = InfiltrationMethod::green_ampt;
      to.conductivity_mm_per_h = keys.number("conductivity_mm_per_h", 0, kMostRain_mm_per_h);
      to.suction_mm = keys.number("suction_mm", 0, 10'000);
      to.moisture_deficit = keys.number("moisture_deficit", 0, 1);
    }
    keys.finish();
  }

  void boundary(Keys& keys) {
    Boundary b;
    b.line = keys.line();
    const auto kind = keys.one_of("kind", {"level", "flow", "free"});
    place(keys, b);
    if (kind == "level") {
      b.kind = BoundaryKind::level;
      level(keys, b);
    } else if (kind == "flow") {
      b.kind = BoundaryKind::flow;
      flow(keys, b);
    }
    keys.finish();
    out_.boundaries.push_back(std::move(b));
  }

  void place(Keys& keys, Boundary& b) {
    const auto where = keys.text("where");
    if (!where.starts_with("edge:")) {
      b.file = named(keys, "where", where);
      return;
    }
    b.edge = where.substr(5);
    static constexpr std::array<std::string_view, 4> edges = {"north", "east", "south", "west"};
    if (std::ranges::find(edges, b.edge) == edges.end()) {
      keys.bad_value("where", where, "edge:north, edge:east, edge:south, edge:west, *.geojson");
    }
  }

  void level(Keys& keys, Boundary& b) {
    b.series = file(keys, "series");
    const auto units = keys.optional_text("units").value_or("m");
    if (units != "m") keys.bad_units("units", units, "m");
    b.datum = keys.optional_text("datum").value_or("");
    b.offset_m = keys.optional_number("offset_m", -kMostLevel_m, kMostLevel_m);
    b.exercise = keys.flag("exercise");
    if ((b.datum.empty() || !b.offset_m) && !b.exercise) {
      throw Error(ErrorKind::bad_input, "scenario.no-datum",
                  {{"series", fs::path(b.series).filename().string()},
                   {"boundary", static_cast<std::int64_t>(out_.boundaries.size() + 1)}},
                  keys.where("datum"));
    }
  }

  void flow(Keys& keys, Boundary& b) {
    const auto units = keys.text("units");
    if (units == "m2/s" || units == "m²/s" || units == "m^2/s" || units == "m3/s/m") {
      throw Error(ErrorKind::bad_input, "scenario.flow-per-metre", {{"units", units}},
                  keys.where("units"));
    }
    if (units != "m3/s" && units != "m³/s") keys.bad_units("units", units, "m3/s");
    b.series = file(keys, "series");
  }

  void gauge(Keys& keys) {
    if (keys.has("layer")) {
      out_.gauge_layers.push_back(file(keys, "layer"));
      keys.finish();
      return;
    }
    GaugePoint g;
    g.line = keys.line();
    g.name = keys.text("name");
    g.x = keys.number("x", -kMostCoordinate, kMostCoordinate);
    g.y = keys.number("y", -kMostCoordinate, kMostCoordinate);
    const bool twice =
        std::ranges::any_of(out_.gauges, [&g](const auto& other) { return other.name == g.name; });
    if (twice) keys.bad_value("name", g.name, "1 ×");
    keys.finish();
    out_.gauges.push_back(std::move(g));
  }

  void initial(Keys keys) {
    out_.initial.level_m = keys.optional_number("level", -kMostLevel_m, kMostLevel_m);
    if (keys.has("depth")) out_.initial.depth = file(keys, "depth");
    if (out_.initial.level_m && !out_.initial.depth.empty()) keys.only_one("level, depth");
    keys.finish();
  }

  void ensemble(Keys keys) {
    const auto count = keys.optional_whole("members", 1, election::kMostMembers);
    out_.seed = static_cast<std::uint64_t>(keys.optional_whole("seed", 0, 0x1p53).value_or(1));
    const auto listed = keys.tables("member");
    const auto rain = keys.numbers("rain_factor", 0, 100);
    const auto level = keys.numbers("level_offset_m", -kMostLevel_m, kMostLevel_m);
    const auto shift = keys.numbers("shift_h", -1000, 1000);
    keys.finish();
    const bool drawn = !rain.empty() || !level.empty() || !shift.empty();
    if (!listed.empty()) {
      if (drawn) keys.only_one("member, rain_factor / level_offset_m / shift_h");
      list(listed);
      if (count && static_cast<std::size_t>(*count) != out_.members.size()) {
        keys.bad_value("members", fmt::format("{}", *count),
                       fmt::format("{}", out_.members.size()));
      }
    } else if (count || drawn) {
      draw(keys, count, rain, level, shift);
    }
    if (out_.members.size() > static_cast<std::size_t>(election::kMostMembers)) {
      keys.bad_value("members", fmt::format("{}", out_.members.size()),
                     fmt::format("1…{}", election::kMostMembers));
    }
  }

  void list(std::vector<Keys> listed) {
    for (auto& each : listed) {
      Member m;
      m.rain_factor = each.optional_number("rain_factor", 0, 100).value_or(1);
      m.level_offset_m =
          each.optional_number("level_offset_m", -kMostLevel_m, kMostLevel_m).value_or(0);
      m.shift_h = each.optional_number("shift_h", -1000, 1000).value_or(0);
      each.finish();
      out_.members.push_back(m);
    }
  }

  // As many values as members: one each. Two: the ends of a range to draw from.
  void draw(const Keys& keys, std::optional<std::int64_t> members, const std::vector<double>& rain,
            const std::vector<double>& level, const std::vector<double>& shift) {
    const auto count = static_cast<std::size_t>(members.value_or(
        static_cast<std::int64_t>(std::max({rain.size(), level.size(), shift.size()}))));
    const auto range = [&](const char* key, const std::vector<double>& values) {
      std::optional<Range> out;
      if (values.size() == 2 && count != 2) {
        if (values[0] > values[1]) {
          keys.bad_value(key, fmt::format("[{}, {}]", values[0], values[1]),
                         fmt::format("[{}, {}]", values[1], values[0]));
        }
        out = {values[0], values[1]};
      } else if (!values.empty() && values.size() != count) {
        throw Error(ErrorKind::bad_input, "scenario.members",
                    {{"key", keys.name(key)},
                     {"values", static_cast<std::int64_t>(values.size())},
                     {"members", static_cast<std::int64_t>(count)}},
                    keys.where(key));
      }
      return out;
    };
    out_.members = draw_members(count, out_.seed, range("rain_factor", rain),
                                range("level_offset_m", level), range("shift_h", shift));
    const auto put = [&](const std::vector<double>& values, double Member::* what) {
      if (values.size() != count) return;
      for (std::size_t i = 0; i < count; ++i) out_.members[i].*what = values[i];
    };
    put(rain, &Member::rain_factor);
    put(level, &Member::level_offset_m);
    put(shift, &Member::shift_h);
  }

  void output(Keys keys) {
    auto& to = out_.output;
    to.directory = joined(keys.text("dir"));
    to.depth_slices = keys.flag("depth_slices");
    to.thresholds_m = keys.numbers("thresholds_m", 0.001, 100);
    // What closes a floor; what stops motorbikes, people on foot and cars, and trucks; what carries
    // a boat: the limits of the rule books.
    if (to.thresholds_m.empty()) to.thresholds_m = {0.05, 0.2, 0.3, 0.4, 0.5};
    const auto& t = to.thresholds_m;
    if (std::ranges::adjacent_find(t, std::greater_equal<>()) != t.end()) {
      keys.bad_value("thresholds_m", fmt::format("{}", fmt::join(t, ", ")), "0.05, 0.3, …");
    }
    constexpr std::size_t kMost = 8;
    if (t.size() > kMost) {
      keys.bad_value("thresholds_m", fmt::format("{}", fmt::join(t, ", ")), "1…8");
    }
    keys.finish();
  }

  Keys keys_;
  std::string directory_;
  Scenario out_;
};

}  // namespace

Scenario parse_scenario(std::string_view toml, const std::string& name,
                        const std::string& directory) {
  TomlLines lines;
  const Json root = parse_toml(toml, name, &lines);
  return Reader(root, name, directory, lines).read();
}

Scenario read_scenario(const std::string& path) {
  auto scenario = parse_scenario(read_file(path), path, fs::path(path).parent_path().string());
  for (const auto& [key, file, where] : scenario.files) {
    std::error_code error;
    if (fs::is_regular_file(file, error)) continue;
    throw Error(ErrorKind::not_found, "scenario.no-file", {{"key", key}, {"file", file}}, where);
  }
  scenario.files.push_back({"scenario", path, path});
  return scenario;
}

std::string_view name_of(BoundaryKind kind) {
  constexpr std::array<std::string_view, 3> names = {"level", "flow", "free"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace adem::scenario
