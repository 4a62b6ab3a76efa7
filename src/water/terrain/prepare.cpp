#include "water/terrain/prepare.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/features.h"
#include "water/terrain/pond.h"
#include "water/terrain/trace.h"

namespace adem::water {

namespace {

using geo::Grid;

// Compares two grounds.
void measure(const Grid<float>& before, const Grid<float>& after, Change& change) {
  const double cell_m2 = before.dx * before.dy;
  double sum = 0;
  for (std::size_t i = 0; i < before.cells.size(); ++i) {
    const double by = static_cast<double>(after.cells[i]) - static_cast<double>(before.cells[i]);
    if (std::isnan(by)) {
      change.blocked += std::isnan(before.cells[i]) ? 0 : 1;
      continue;
    }
    if (by == 0) continue;
    ++change.cells;
    sum += by;
    (by > 0 ? change.added_m3 : change.removed_m3) += std::abs(by) * cell_m2;
    if (std::abs(by) > std::abs(change.max_m)) {
      change.max_m = by;
      change.at = i;
    }
  }
  if (change.cells > 0) change.mean_m = sum / static_cast<double>(change.cells);
}

void fill_pits(const Grid<float>& before, Grid<float>& ground) {
  const std::size_t w = ground.width;
  for (std::size_t row = 1; row + 1 < ground.height; ++row) {
    for (std::size_t i = row * w + 1; i + 1 < (row + 1) * w; ++i) {
      const auto& z = before.cells;
      // NaN among them makes the comparison false: a cell beside nodata may drain into it.
      if (!(z[i] < z[i - w] && z[i] < z[i - 1] && z[i] < z[i + 1] && z[i] < z[i + w])) continue;
      ground.cells[i] = std::min({z[i - w], z[i - 1], z[i + 1], z[i + w]});
    }
  }
}

enum class ChannelKind { stream, culvert };

class Burner {
 public:
  Burner(const Grid<float>& before, Grid<float>& ground, std::vector<bool>& burned)
      : before_(before), ground_(ground), burned_(burned) {}

  void burn(const Channel& channel, ChannelKind kind, Change& change) {
    core_ = trace(before_, channel.line);
    std::erase_if(core_, [this](const Traced& at) { return std::isnan(before_.cells[at.cell]); });
    if (core_.empty()) {
      change.unused.push_back(channel.row);
      return;
    }
    ++change.features;
    const double cell_m = std::min(before_.dx, before_.dy);
    change.narrow += channel.width_m > 0 && channel.width_m < cell_m ? 1 : 0;
    lay_bed(channel, kind);
    for (std::size_t i = 0; i < core_.size(); ++i) lower(core_[i].cell, bed_[i]);
    if (channel.width_m <= cell_m) return;
    for (const Traced& at : widen(before_, channel.line, channel.width_m)) {
      if (!std::isnan(before_.cells[at.cell])) lower(at.cell, bed_[beside(at.along_m)]);
    }
  }

 private:
  double under(const Traced& at) const { return static_cast<double>(before_.cells[at.cell]); }

  void lay_bed(const Channel& channel, ChannelKind kind) {
    bed_.resize(core_.size());
    if (channel.inverts) {
      const auto [first, last] = *channel.inverts;
      slope(0, first, length_of(channel.line), last);
    } else if (kind == ChannelKind::culvert) {
      slope(core_.front().along_m, under(core_.front()), core_.back().along_m, under(core_.back()));
    } else {
      run_down();
    }
    for (double& bed : bed_) bed -= channel.depth_m;
  }

  void slope(double from, double first, double to, double last) {
    for (std::size_t i = 0; i < core_.size(); ++i) {
      const double share = to > from ? (core_[i].along_m - from) / (to - from) : 0;
      bed_[i] = std::lerp(first, last, std::clamp(share, 0.0, 1.0));
    }
  }

  void run_down() {
    const bool forwards = under(core_.front()) >= under(core_.back());
    double lowest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < core_.size(); ++i) {
      const std::size_t at = forwards ? i : core_.size() - 1 - i;
      lowest = std::min(lowest, under(core_[at]));
      bed_[at] = lowest;
    }
  }

  // The cell of the line that is nearest along it.
  std::size_t beside(double along_m) const {
    const auto after =
        std::lower_bound(core_.begin(), core_.end(), along_m,
                         [](const Traced& at, double along) { return at.along_m < along; });
    if (after == core_.begin()) return 0;
    const auto i = static_cast<std::size_t>(after - core_.begin());
    const bool last =
        after == core_.end() || along_m - core_[i - 1].along_m <= core_[i].along_m - along_m;
    return last ? i - 1 : i;
  }

  void lower(std::size_t cell, double bed) {
    burned_[cell] = true;
    ground_.cells[cell] = std::min(ground_.cells[cell], static_cast<float>(bed));
  }

  const Grid<float>& before_;
  Grid<float>& ground_;
  std::vector<bool>& burned_;
  std::vector<Traced> core_;
  std::vector<double> bed_;
};

void build(const Grid<float>& before, const PrepareOptions& options,
           const std::vector<bool>& burned, Grid<float>& ground, Change& change) {
  for (const Building& building : options.buildings) {
    auto cells = geo::cells_in(before, building.outline);
    std::erase_if(cells,
                  [&](std::size_t cell) { return burned[cell] || std::isnan(before.cells[cell]); });
    if (cells.empty()) {
      change.unused.push_back(building.row);
      continue;
    }
    ++change.features;
    float highest = -std::numeric_limits<float>::infinity();
    for (const std::size_t cell : cells) highest = std::max(highest, before.cells[cell]);
    const auto roof = static_cast<float>(static_cast<double>(highest) +
                                         building.height_m.value_or(options.building_height_m));
    for (const std::size_t cell : cells) {
      float& z = ground.cells[cell];
      z = options.block_buildings ? std::numeric_limits<float>::quiet_NaN() : std::max(z, roof);
    }
  }
}

Json to_json(const Change& change, const Grid<float>& grid) {
  Json out{{"features", change.features},
           {"unused_rows", change.unused},
           {"narrower_than_a_cell", change.narrow},
           {"cells", change.cells},
           {"blocked_cells", change.blocked},
           {"mean_m", change.mean_m},
           {"max_m", change.max_m},
           {"added_m3", change.added_m3},
           {"removed_m3", change.removed_m3}};
  if (change.cells > 0) {
    const geo::Point at = geo::middle_of(grid, change.at);
    out["max_at"] = {at.x, at.y};
  }
  return out;
}

Json held(double m3) { return std::isfinite(m3) ? Json(m3) : Json(nullptr); }

}  // namespace

Prepared prepare(const Grid<float>& terrain, const PrepareOptions& options) {
  Prepared out;
  out.ground = terrain;
  Rims rims;
  if (options.block_buildings) rims.nodata = Rim::wall;
  out.held_before_m3 = capacity_m3(terrain, rims);
  Grid<float> before;
  std::vector<bool> burned(terrain.cells.size());
  if (options.fill_pits) {
    fill_pits(terrain, out.ground);
    measure(terrain, out.ground, out.pits);
  }
  const auto burn = [&](const std::vector<Channel>& channels, ChannelKind kind, Change& change) {
    if (channels.empty()) return;
    before = out.ground;
    Burner burner(before, out.ground, burned);
    for (const Channel& each : channels) burner.burn(each, kind, change);
    measure(before, out.ground, change);
  };
  burn(options.streams, ChannelKind::stream, out.streams);
  burn(options.culverts, ChannelKind::culvert, out.culverts);
  if (!options.buildings.empty()) {
    before = out.ground;
    build(before, options, burned, out.ground, out.buildings);
    measure(before, out.ground, out.buildings);
  }
  measure(terrain, out.ground, out.all);
  for (const Change* each : {&out.streams, &out.culverts, &out.buildings}) {
    out.all.features += each->features;
  }
  out.held_after_m3 = capacity_m3(out.ground, rims);
  return out;
}

Json to_json(const Prepared& prepared) {
  const auto change = [&](const Change& each) { return to_json(each, prepared.ground); };
  return {{"pits", change(prepared.pits)},
          {"streams", change(prepared.streams)},
          {"culverts", change(prepared.culverts)},
          {"buildings", change(prepared.buildings)},
          {"all", change(prepared.all)},
          {"held_before_m3", held(prepared.held_before_m3)},
          {"held_after_m3", held(prepared.held_after_m3)}};
}

}  // namespace adem::water
