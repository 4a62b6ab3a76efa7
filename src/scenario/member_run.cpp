#include "scenario/member_run.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "base/file.h"

namespace adem::scenario {

namespace {

// First bytes of a checkpoint; the number grows when the form changes.
constexpr std::string_view kMagic = "adem water run 1\n";
constexpr std::size_t kHashDigits = 64;

water::Solver make_solver(const World& world, const MemberPlan& plan) {
  auto input = input_for(world, plan.member);
  input.products = plan.products;
  input.threads = plan.threads;
  return water::Solver(world.domain, std::move(input));
}

water::Rain rain_of(const World& world, std::span<const float> mm_per_h, double factor) {
  water::Rain out;
  const auto f = static_cast<float>(factor);
  if (world.rain->zones() == 1) {
    out.mm_per_h = static_cast<double>(mm_per_h.front() * f);
    return out;
  }
  out.grid = world.domain->frame();
  const auto& zone = world.rain->zone_of();
  out.grid.cells.resize(zone.size());
  for (std::size_t i = 0; i < zone.size(); ++i) out.grid.cells[i] = mm_per_h[zone[i]] * f;
  return out;
}

template <typename T>
std::span<const std::byte> bytes_of(const T& value) {
  return std::as_bytes(std::span(&value, 1));
}
template <typename T>
std::span<std::byte> bytes_into(T& value) {
  return std::as_writable_bytes(std::span(&value, 1));
}

}  // namespace

MemberRun::MemberRun(const World& world, const MemberPlan& plan, bool resume, const Hooks& hooks)
    : world_(world),
      plan_(plan),
      hooks_(hooks),
      reports_(world.reports()),
      rain_(*world.rain, plan.member.shift_h),
      solver_(make_solver(world, plan)),
      recorder_(world, plan.keep) {
  started_s_ = saved_s_ = shown_s_ = hooks_.clock_s();
  if (resume) load();
}

double MemberRun::wall_s() const { return before_s_ + hooks_.clock_s() - started_s_; }

bool MemberRun::go() {
  const double end = world_.length_s();
  for (;;) {
    const double now = solver_.time_s();
    const auto next = [this, end] {
      return recorder_.reports() < reports_.size() ? reports_[recorder_.reports()] : end;
    };
    if (recorder_.reports() < reports_.size() && next() <= now) recorder_.record(solver_);
    if (now >= end) break;
    const auto rain = rain_.at(now);
    solver_.set_rain(rain_of(world_, rain.mm_per_h, plan_.member.rain_factor));
    const double until = std::min({end, rain.until_s, next()});
    const auto watcher = [this](const water::StepReport& step) { return watch(step); };
    if (!solver_.advance(until, watcher)) {
      save();
      return false;
    }
  }
  save();
  return true;
}

bool MemberRun::watch(const water::StepReport& step) {
  if (smallest_.dt_s == 0 || step.dt_s < smallest_.dt_s) {
    // A step cut short by a report is no limit: the solver knows what it would have taken.
    const auto limit = solver_.limit();
    if (limit.dt_s > 0 && (smallest_.dt_s == 0 || limit.dt_s < smallest_.dt_s)) {
      smallest_ = {limit.dt_s, limit.cell, limit.depth_m};
    }
  }
  if (hooks_.stop && hooks_.stop()) return false;
  const double now = hooks_.clock_s();
  constexpr double kShowEvery_s = 0.2;
  if (hooks_.show && now - shown_s_ >= kShowEvery_s) {
    shown_s_ = now;
    hooks_.show(status());
  }
  // Never more than a fortieth of the time, and no oftener than once a second.
  constexpr double kSaveEvery_s = 1, kShare = 40;
  if (now - saved_s_ >= std::max(kSaveEvery_s, kShare * save_cost_s_)) save();
  return true;
}

Status MemberRun::status() const {
  Status out;
  out.member = plan_.index;
  out.members = plan_.members;
  out.time_s = solver_.time_s();
  out.end_s = world_.length_s();
  const auto limit = solver_.limit();
  const auto at = geo::middle_of(world_.domain->frame(), limit.cell);
  out.dt_s = limit.dt_s;
  out.cell = limit.cell;
  out.depth_m = limit.depth_m;
  out.x = at.x;
  out.y = at.y;
  return out;
}

void MemberRun::save() {
  const double begun = hooks_.clock_s();
  AtomicFile file(plan_.checkpoint);
  const water::ByteSink sink = [&file](std::span<const std::byte> bytes) { file.put(bytes); };
  file.put(kMagic);
  file.put(world_.fingerprint);
  sink(bytes_of(smallest_.dt_s));
  sink(bytes_of(static_cast<std::uint64_t>(smallest_.cell)));
  sink(bytes_of(smallest_.depth_m));
  sink(bytes_of(wall_s()));
  recorder_.save(sink);
  solver_.save(sink);
  file.commit();
  saved_s_ = hooks_.clock_s();
  save_cost_s_ = saved_s_ - begun;
}

bool MemberRun::load() {
  std::ifstream file(plan_.checkpoint, std::ios::binary);
  if (!file) return false;
  const auto& path = plan_.checkpoint;
  const water::ByteSource source = [&file, &path](std::span<std::byte> bytes) {
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file) throw Error(ErrorKind::bad_input, "scenario.checkpoint-damaged", {}, path);
  };
  std::array<char, kMagic.size()> magic{};
  std::array<char, kHashDigits> hash{};
  source(bytes_into(magic));
  if (std::string_view(magic.data(), magic.size()) != kMagic) {
    throw Error(ErrorKind::bad_input, "scenario.checkpoint-damaged", {}, path);
  }
  source(bytes_into(hash));
  if (std::string_view(hash.data(), hash.size()) != world_.fingerprint) {
    throw Error(ErrorKind::conflict, "scenario.other-run", {}, path);
  }
  std::uint64_t cell = 0;
  source(bytes_into(smallest_.dt_s));
  source(bytes_into(cell));
  source(bytes_into(smallest_.depth_m));
  source(bytes_into(before_s_));
  smallest_.cell = cell;
  recorder_.load(source);
  solver_.load(source);
  return true;
}

}  // namespace adem::scenario
