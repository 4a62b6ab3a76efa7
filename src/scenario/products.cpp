#include "scenario/products.h"

#include <algorithm>
#include <cmath>

#include "base/file.h"
#include "base/format.h"
#include "election/hazard.h"
#include "election/rules.h"
#include "geo/cog.h"
#include "scenario/clock.h"
#include "scenario/stamp.h"

namespace adem::scenario {

namespace {

std::vector<float> thresholds(const Scenario& scenario) {
  std::vector<float> out;
  for (const double t : scenario.output.thresholds_m) out.push_back(static_cast<float>(t));
  return out;
}

class Writer {
 public:
  Writer(const World& world, const MemberRun& run)
      : world_(world), solver_(run.solver()), texts_(texts_of(world, world.scenario.time.end)) {}

  geo::Grid<float> grid(water::Quantity quantity, std::size_t threshold = 0) const {
    auto out = world_.domain->frame();
    out.cells.resize(out.width * out.height);
    solver_.values(quantity, threshold, out.cells);
    return out;
  }

  std::string path(const char* name) const {
    return fmt::format("{}/{}", world_.scenario.output.directory, name);
  }

  void one(const char* name, const geo::Grid<float>& grid, const char* unit) const {
    geo::write_cog(path(name), {{&grid, unit, name}}, texts_);
  }

  void per_threshold(const char* name, water::Quantity quantity) const {
    std::vector<geo::Grid<float>> grids;
    const auto& above = world_.scenario.output.thresholds_m;
    for (std::size_t t = 0; t < above.size(); ++t) {
      grids.push_back(grid(quantity, t));
      for (auto& v : grids.back().cells) v = std::isinf(v) ? -1.0F : v;
    }
    std::vector<geo::CogBand> bands;
    for (std::size_t t = 0; t < above.size(); ++t) {
      bands.push_back({&grids[t], "s", fmt::format("depth > {} m", above[t])});
    }
    geo::write_cog(path(name), bands, texts_);
  }

  void slices(const std::string& from) const {
    const auto reports = world_.reports();
    geo::CogSeries series(path("depth.tif"), world_.domain->frame(),
                          static_cast<int>(reports.size()), geo::CogSeries::Cell::real, 1, "m");
    for (std::size_t r = 0; r < reports.size(); ++r) {
      const auto slice = geo::Raster::open_local(slice_path(from, r)).read(1);
      const auto& time = world_.scenario.time;
      series.put(
          static_cast<int>(r) + 1, slice.cells,
          iso_at(time.start + Seconds{static_cast<std::int64_t>(reports[r])}, time.offset_s));
    }
    const auto last =
        world_.scenario.time.start + Seconds{static_cast<std::int64_t>(reports.back())};
    series.finish(texts_of(world_, last));
  }

  const geo::Texts& texts() const { return texts_; }

 private:
  const World& world_;
  const water::Solver& solver_;
  geo::Texts texts_;
};

Json mass_json(const water::Ledger& mass) {
  return Json{{"rain_m3", mass.rain_m3},       {"infiltration_m3", mass.infiltration_m3},
              {"inflow_m3", mass.inflow_m3},   {"outflow_m3", mass.outflow_m3},
              {"stored_m3", mass.stored_m3},   {"residual_m3", mass.residual_m3},
              {"initial_m3", mass.initial_m3}, {"drains_m3", mass.drains_m3}};
}

void add(water::Ledger& to, const water::Ledger& from) {
  to.initial_m3 += from.initial_m3;
  to.stored_m3 += from.stored_m3;
  to.rain_m3 += from.rain_m3;
  to.infiltration_m3 += from.infiltration_m3;
  to.drains_m3 += from.drains_m3;
  to.inflow_m3 += from.inflow_m3;
  to.outflow_m3 += from.outflow_m3;
  to.residual_m3 += from.residual_m3;
}

Json limit_json(const SmallestStep& smallest, const geo::Grid<float>& frame) {
  const auto at = geo::middle_of(frame, smallest.cell);
  return Json{{"cell", smallest.cell},
              {"x", at.x},
              {"y", at.y},
              {"depth_m", smallest.depth_m},
              {"dt_s", smallest.dt_s}};
}

Json member_json(const Member& member) {
  return Json{{"rain_factor", member.rain_factor},
              {"level_offset_m", member.level_offset_m},
              {"shift_h", member.shift_h}};
}

}  // namespace

std::vector<std::pair<std::string, std::string>> texts_of(const World& world, Instant to) {
  std::vector<std::pair<std::string, std::string>> texts = {
      {election::kFromText, iso_utc(world.scenario.time.start)},
      {election::kToText, iso_utc(to)},
      {election::kRunText, world.fingerprint}};
  if (world.scenario.exercise) texts.emplace_back(election::kStampText, kStamp);
  return texts;
}

water::ProductChoice single_products(const Scenario& scenario) {
  water::ProductChoice out;
  out.max_speed = out.max_depth_speed = true;
  out.arrival_m = out.duration_m = thresholds(scenario);
  return out;
}

water::ProductChoice member_products(const Scenario& scenario) {
  water::ProductChoice out;
  out.arrival_m = thresholds(scenario);
  return out;
}

std::vector<std::uint8_t> aidr_classes(std::span<const float> depth_m,
                                       std::span<const float> speed_m_s,
                                       std::span<const float> product_m2_s) {
  // The classes are the same in every rule book that has them; the newest one is asked.
  const auto classes = election::rule_book("pilkada-2024").hazard_classes;
  const auto holds = [](const std::optional<double>& limit, float value) {
    return !limit || static_cast<double>(value) <= *limit;
  };
  std::vector<std::uint8_t> out(depth_m.size(), 255);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (std::isnan(depth_m[i])) continue;
    out[i] = 0;
    if (!(depth_m[i] > 0)) continue;
    std::size_t c = 0;
    while (c + 1 < classes.size() &&
           !(holds(classes[c].product_m2_s, product_m2_s[i]) &&
             holds(classes[c].depth_m, depth_m[i]) && holds(classes[c].speed_m_s, speed_m_s[i]))) {
      ++c;
    }
    out[i] = static_cast<std::uint8_t>(c + 1);
  }
  return out;
}

void write_single(const World& world, const MemberRun& run, const std::string& slices) {
  const Writer writer(world, run);
  {
    const auto depth = writer.grid(water::Quantity::max_depth);
    const auto speed = writer.grid(water::Quantity::max_speed);
    const auto product = writer.grid(water::Quantity::max_depth_speed);
    writer.one("max-depth.tif", depth, "m");
    writer.one("max-speed.tif", speed, "m/s");
    writer.one("max-depth-speed.tif", product, "m2/s");
    geo::write_cog(writer.path("aidr-class.tif"), world.domain->frame(),
                   aidr_classes(depth.cells, speed.cells, product.cells),
                   "AIDR Guideline 7-3: 1 H1 ... 6 H6, 0 dry", writer.texts());
  }
  writer.per_threshold("arrival.tif", water::Quantity::arrival);
  writer.per_threshold("duration.tif", water::Quantity::duration);
  if (!slices.empty()) writer.slices(slices);
  if (!world.gauges.empty()) {
    write_file_atomic(writer.path("gauges.csv"), run.recorder().gauges_csv());
  }
}

Account account_of(const MemberRun& run, const Member& member) {
  const auto report = run.solver().report();
  return {member,
          report.steps,
          report.cell_updates,
          run.wall_s(),
          run.smallest(),
          run.solver().ledger(),
          water::isa_name(run.solver().isa())};
}

Json to_json(const Account& a) {
  return Json{{"member", member_json(a.member)},
              {"steps", a.steps},
              {"cell_updates", a.cell_updates},
              {"wall_s", a.wall_s},
              {"dt_s", a.smallest.dt_s},
              {"cell", a.smallest.cell},
              {"depth_m", a.smallest.depth_m},
              {"mass", mass_json(a.mass)},
              {"isa", a.isa}};
}

Account account_from(const Json& json) {
  Account a;
  const auto& m = json.at("member");
  a.member = {m.at("rain_factor").get<double>(), m.at("level_offset_m").get<double>(),
              m.at("shift_h").get<double>()};
  a.steps = json.at("steps").get<std::uint64_t>();
  a.cell_updates = json.at("cell_updates").get<std::uint64_t>();
  a.wall_s = json.at("wall_s").get<double>();
  a.smallest = {json.at("dt_s").get<double>(), json.at("cell").get<std::size_t>(),
                json.at("depth_m").get<double>()};
  const auto& mass = json.at("mass");
  a.mass.initial_m3 = mass.at("initial_m3").get<double>();
  a.mass.stored_m3 = mass.at("stored_m3").get<double>();
  a.mass.rain_m3 = mass.at("rain_m3").get<double>();
  a.mass.infiltration_m3 = mass.at("infiltration_m3").get<double>();
  a.mass.drains_m3 = mass.at("drains_m3").get<double>();
  a.mass.inflow_m3 = mass.at("inflow_m3").get<double>();
  a.mass.outflow_m3 = mass.at("outflow_m3").get<double>();
  a.mass.residual_m3 = mass.at("residual_m3").get<double>();
  a.isa = json.at("isa").get<std::string>();
  return a;
}

void write_manifest(const World& world, const std::vector<Account>& accounts, const Made& made) {
  Json inputs = Json::array();
  for (const auto& source : world.sources) {
    inputs.push_back(Json{{"path", source.path}, {"hash", source.hash}});
  }
  Account sum = accounts.front();
  for (std::size_t i = 1; i < accounts.size(); ++i) {
    const auto& a = accounts[i];
    sum.steps += a.steps;
    sum.cell_updates += a.cell_updates;
    sum.wall_s += a.wall_s;
    add(sum.mass, a.mass);
    if (a.smallest.dt_s < sum.smallest.dt_s) sum.smallest = a.smallest;
  }
  Json manifest{{"inputs", inputs},
                {"version", made.version},
                {"isa", sum.isa},
                {"threads", made.threads},
                {"steps", sum.steps},
                {"cell_updates", sum.cell_updates},
                {"wall_s", sum.wall_s},
                {"dt_limited_by", limit_json(sum.smallest, world.domain->frame())},
                {"mass", mass_json(sum.mass)},
                {"run", world.fingerprint},
                {"exercise", world.scenario.exercise}};
  if (world.scenario.exercise) manifest["stamp"] = kStamp;
  if (!world.scenario.members.empty()) {
    Json members = Json::array();
    for (const auto& a : accounts) {
      auto line = member_json(a.member);
      line["steps"] = a.steps;
      line["mass"] = mass_json(a.mass);
      members.push_back(std::move(line));
    }
    manifest["seed"] = world.scenario.seed;
    manifest["members"] = std::move(members);
  }
  write_file_atomic(world.scenario.output.directory + "/manifest.json", manifest.dump(2) + "\n");
}

}  // namespace adem::scenario
