#include "scenario/rain.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>
#include <unordered_map>

#include "base/error.h"
#include "base/format.h"
#include "scenario/clock.h"

namespace adem::scenario {

namespace fs = std::filesystem;

namespace {

bool matches(std::string_view name, std::string_view pattern) {
  // '*' any run, '?' any one; small patterns, so plain recursion will do.
  if (pattern.empty()) return name.empty();
  if (pattern.front() == '*') {
    for (std::size_t i = 0; i <= name.size(); ++i) {
      if (matches(name.substr(i), pattern.substr(1))) return true;
    }
    return false;
  }
  return !name.empty() && (pattern.front() == '?' || pattern.front() == name.front()) &&
         matches(name.substr(1), pattern.substr(1));
}

// Files of one directory whose name fits; sorted.
std::vector<std::string> found_by(const std::string& glob) {
  const fs::path path(glob);
  const auto directory = path.parent_path().empty() ? fs::path(".") : path.parent_path();
  const auto pattern = path.filename().string();
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    const auto name = entry.path().filename().string();
    // Side files of GDAL carry the raster's name.
    if (name.ends_with(".aux.xml") || !entry.is_regular_file(error)) continue;
    if (matches(name, pattern)) out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  if (out.empty()) {
    throw Error(ErrorKind::not_found, "scenario.no-rasters", {{"glob", glob}}, glob);
  }
  return out;
}

std::optional<double> leading_number(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  double value = 0;
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (bad != std::errc()) return std::nullopt;
  return value;
}

Instant hour_of(const geo::Raster& raster, int band, const std::string& path, bool by_name,
                const Period& time) {
  std::optional<Instant> at;
  if (const auto valid = leading_number(raster.band_text(band, "GRIB_VALID_TIME"))) {
    at = hour_on_axis("seconds since 1970-01-01", *valid);
  }
  if (const auto step = leading_number(raster.band_text(band, "NETCDF_DIM_time")); !at && step) {
    at = hour_on_axis(raster.text("time#units"), *step);
  }
  if (!at && by_name) at = hour_in_name(fs::path(path).filename().string(), time.offset_s);
  if (!at) {
    throw Error(ErrorKind::bad_input, "scenario.no-hour",
                {{"path", path}, {"band", static_cast<std::int64_t>(band)}}, path);
  }
  return *at;
}

double unit_of(const geo::Raster& raster, const std::string& path) {
  const auto& unit = raster.info().unit;
  const auto factor = rain_unit(unit);
  if (!factor) {
    throw Error(ErrorKind::unsupported, "scenario.rain-unit", {{"unit", unit}}, path);
  }
  return *factor;
}

}  // namespace

Rain::Rain(const RainAsked& asked, const geo::Terrain& terrain, const Period& time)
    : form_(asked.form), variable_(asked.variable) {
  if (form_ == RainForm::series) {
    series_ = read_series(asked.path, Quantity::rain_mm_per_h, time);
  } else if (form_ != RainForm::none) {
    read_rasters(asked, terrain, time);
  }
}

std::vector<std::string> Rain::files() const {
  std::vector<std::string> out;
  if (form_ != RainForm::rasters) return out;
  for (const auto& moment : moments_) {
    if (out.empty() || out.back() != moment.path) out.push_back(moment.path);
  }
  return out;
}

void Rain::read_rasters(const RainAsked& asked, const geo::Terrain& terrain, const Period& time) {
  const bool by_name = form_ == RainForm::rasters;
  const auto files = by_name ? found_by(asked.path) : std::vector<std::string>{asked.path};
  geo::Grid<float> frame;
  for (const auto& file : files) {
    const auto raster =
        by_name ? geo::Raster::open_local(file) : geo::Raster::open_variable(file, variable_);
    const double factor = unit_of(raster, file);
    if (moments_.empty()) {
      frame = raster.read(1);
      to_mm_per_h_ = factor;
    } else if (raster.info().width != frame.width || raster.info().height != frame.height ||
               factor != to_mm_per_h_) {
      throw Error(ErrorKind::bad_input, "scenario.rain-frame",
                  {{"path", file}, {"first", files.front()}}, file);
    }
    for (int band = 1; band <= raster.info().bands; ++band) {
      // The name of a file with several bands is no hour of any of them.
      const auto at = hour_of(raster, band, file, by_name && raster.info().bands == 1, time);
      moments_.push_back({static_cast<double>((at - time.start).count()), file, band});
    }
  }
  std::stable_sort(moments_.begin(), moments_.end(),
                   [](const Moment& a, const Moment& b) { return a.from_s < b.from_s; });
  for (std::size_t i = 1; i < moments_.size(); ++i) {
    if (moments_[i].from_s > moments_[i - 1].from_s) continue;
    throw Error(ErrorKind::bad_input, "scenario.rain-twice",
                {{"at", iso_at(time.start + Seconds{static_cast<std::int64_t>(moments_[i].from_s)},
                               time.offset_s)}},
                moments_[i].path);
  }
  const auto n = moments_.size();
  if (n < 2) {
    throw Error(ErrorKind::bad_input, "water.series-too-short",
                {{"rows", static_cast<std::int64_t>(n)}}, asked.path);
  }
  end_s_ = moments_[n - 1].from_s + (moments_[n - 1].from_s - moments_[n - 2].from_s);

  raster_width_ = frame.width;
  raster_height_ = frame.height;
  auto under = geo::cells_under(terrain, frame);
  std::unordered_map<std::uint32_t, std::uint32_t> zones;
  for (std::size_t i = 0; i < under.size(); ++i) {
    if (std::isnan(terrain.ground.cells[i])) {
      under[i] = 0;  // a wall: whatever zone
      continue;
    }
    if (under[i] == geo::kOutside) {
      const auto at = geo::middle_of(terrain.ground, i);
      throw Error(ErrorKind::bad_input, "scenario.rain-outside", {{"x", at.x}, {"y", at.y}},
                  files.front());
    }
    const auto [found, made] =
        zones.try_emplace(under[i], static_cast<std::uint32_t>(cell_of_zone_.size()));
    if (made) cell_of_zone_.push_back(under[i]);
    under[i] = found->second;
  }
  zones_ = cell_of_zone_.size();
  zone_of_ = std::move(under);
}

void Rain::must_cover(const Period& time, double shift_h) const {
  if (form_ == RainForm::none) return;
  if (form_ == RainForm::series) {
    scenario::must_cover(series_, time, shift_h);
    return;
  }
  Series covered;
  covered.path = moments_.front().path;
  covered.at_s = {moments_.front().from_s, end_s_};
  scenario::must_cover(covered, time, shift_h);
}

// The row that holds at `second`, and the first after it. Rows are moved by the shift before they
// are compared: moving `second` back would round, and find the row again whose end was just
// reached.
template <typename Rows, typename Time>
auto RainReader::next_row(const Rows& rows, double second, const Time& time) const {
  return std::upper_bound(rows.begin(), rows.end(), second,
                          [&](double s, const auto& row) { return s < time(row) + shift_s_; });
}

RainReader::Held RainReader::at(double second) {
  constexpr double kForever = std::numeric_limits<double>::infinity();
  if (rain_.form_ == RainForm::none) {
    mm_per_h_.assign(1, 0);
    return {mm_per_h_, kForever};
  }
  const auto before = [](auto next, auto first) {
    return next == first ? std::size_t{0} : static_cast<std::size_t>(next - first) - 1;
  };
  if (rain_.form_ == RainForm::series) {
    const auto& s = rain_.series_;
    const auto next = next_row(s.at_s, second, [](double at) { return at; });
    mm_per_h_.assign(1, static_cast<float>(s.values[before(next, s.at_s.begin())]));
    return {mm_per_h_, next == s.at_s.end() ? kForever : *next + shift_s_};
  }
  const auto& moments = rain_.moments_;
  const auto next = next_row(moments, second, [](const Rain::Moment& m) { return m.from_s; });
  const auto i = before(next, moments.begin());
  if (loaded_ != i) load(i);
  return {mm_per_h_, next == moments.end() ? kForever : next->from_s + shift_s_};
}

void RainReader::load(std::size_t i) {
  const auto& moment = rain_.moments_[i];
  const auto raster = rain_.form_ == RainForm::rasters
                          ? geo::Raster::open_local(moment.path)
                          : geo::Raster::open_variable(moment.path, rain_.variable_);
  if (raster.info().width != rain_.raster_width_ || raster.info().height != rain_.raster_height_) {
    throw Error(ErrorKind::bad_input, "scenario.rain-frame",
                {{"path", moment.path}, {"first", rain_.moments_.front().path}}, moment.path);
  }
  const auto grid = raster.read(moment.band);
  mm_per_h_.resize(rain_.zones_);
  for (std::size_t z = 0; z < rain_.zones_; ++z) {
    const double v = static_cast<double>(grid.cells[rain_.cell_of_zone_[z]]) * rain_.to_mm_per_h_;
    constexpr double kMost = 1000;
    if (!(v >= 0 && v <= kMost)) {
      const auto at = geo::middle_of(grid, rain_.cell_of_zone_[z]);
      throw Error(ErrorKind::bad_input, "scenario.rain-unknown",
                  {{"path", moment.path},
                   {"band", static_cast<std::int64_t>(moment.band)},
                   {"value", fmt::format("{}", v)},
                   {"x", at.x},
                   {"y", at.y}},
                  moment.path);
    }
    mm_per_h_[z] = static_cast<float>(v);
  }
  loaded_ = i;
}

}  // namespace adem::scenario
