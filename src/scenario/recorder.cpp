#include "scenario/recorder.h"

#include <cstring>

#include "base/error.h"
#include "base/format.h"
#include "geo/table.h"
#include "scenario/clock.h"
#include "scenario/stamp.h"

namespace adem::scenario {

namespace {

void put_text(const water::ByteSink& sink, const std::string& text) {
  const std::uint64_t size = text.size();
  sink(std::as_bytes(std::span(&size, 1)));
  sink(std::as_bytes(std::span(text)));
}

std::string take_text(const water::ByteSource& source) {
  std::uint64_t size = 0;
  source(std::as_writable_bytes(std::span(&size, 1)));
  constexpr std::uint64_t kMost = std::uint64_t{1} << 33U;
  if (size > kMost) throw Error(ErrorKind::bad_input, "scenario.checkpoint-damaged");
  std::string text(size, '\0');
  source(std::as_writable_bytes(std::span(text)));
  return text;
}

}  // namespace

Recorder::Recorder(const World& world, const Keep& keep) : world_(world), keep_(keep) {
  gauges_ = "gauge,time,seconds,level_m,depth_m,speed_m_s";
  gauges_ += world.scenario.exercise ? ",stamp\n" : "\n";
}

void Recorder::record(const water::Solver& solver) {
  const auto& time = world_.scenario.time;
  const double second = solver.time_s();
  const auto clock = iso_at(time.start + Seconds{static_cast<std::int64_t>(second)}, time.offset_s);
  for (const auto& gauge : world_.gauges) {
    const auto r = solver.reading(gauge.cell);
    const auto seconds = fmt::format("{}", second), level = fmt::format("{:.4f}", r.level_m),
               depth = fmt::format("{:.4f}", r.depth_m), speed = fmt::format("{:.4f}", r.speed_m_s);
    std::vector<std::string_view> cells = {gauge.name, clock, seconds, level, depth, speed};
    if (world_.scenario.exercise) cells.emplace_back(kStamp);
    geo::append_csv_line(gauges_, cells);
  }
  if (!keep_.slices.empty() || keep_.exceedance) {
    depth_.resize(world_.domain->width() * world_.domain->height());
    solver.values(water::Quantity::depth, 0, depth_);
  }
  if (!keep_.slices.empty()) {
    auto slice = world_.domain->frame();
    slice.cells = depth_;
    geo::write_geotiff(slice_path(keep_.slices, reports_), slice);
  }
  if (keep_.exceedance) {
    for (const double threshold : world_.scenario.output.thresholds_m) {
      exceedance_.push_back(put_runs(depth_, static_cast<float>(threshold)));
    }
  }
  ++reports_;
}

void Recorder::save(const water::ByteSink& sink) const {
  put_text(sink, std::to_string(reports_));
  put_text(sink, gauges_);
  for (const auto& runs : exceedance_) put_text(sink, runs);
}

void Recorder::load(const water::ByteSource& source) {
  reports_ = std::stoul("0" + take_text(source));
  gauges_ = take_text(source);
  exceedance_.clear();
  const auto blocks =
      keep_.exceedance ? reports_ * world_.scenario.output.thresholds_m.size() : std::size_t{0};
  for (std::size_t i = 0; i < blocks; ++i) exceedance_.push_back(take_text(source));
}

std::string slice_path(const std::string& directory, std::size_t report) {
  return fmt::format("{}/depth-{:06}.tif", directory, report);
}

std::string put_runs(std::span<const float> values, float threshold) {
  std::string out;
  bool above = false;
  std::size_t length = 0;
  const auto put = [&out](std::size_t n) {
    for (; n >= 0x80; n >>= 7U) out += static_cast<char>(0x80U | (n & 0x7fU));
    out += static_cast<char>(n);
  };
  for (const float value : values) {
    if ((value > threshold) != above) {
      put(length);
      length = 0;
      above = !above;
    }
    ++length;
  }
  put(length);
  return out;
}

void each_run(const std::string& runs, std::size_t cells,
              const std::function<void(std::size_t first, std::size_t count)>& above) {
  std::size_t at = 0;
  bool is_above = false;
  for (std::size_t i = 0; i < runs.size();) {
    std::size_t length = 0;
    unsigned shift = 0;
    bool more = true;
    while (more && i < runs.size() && shift < 63) {
      const auto byte = static_cast<unsigned char>(runs[i++]);
      length |= static_cast<std::size_t>(byte & 0x7fU) << shift;
      shift += 7;
      more = (byte & 0x80U) != 0;
    }
    if (more || length > cells - at) {
      throw Error(ErrorKind::bad_input, "scenario.checkpoint-damaged");
    }
    if (is_above) above(at, length);
    at += length;
    is_above = !is_above;
  }
  if (at != cells) throw Error(ErrorKind::bad_input, "scenario.checkpoint-damaged");
}

}  // namespace adem::scenario
