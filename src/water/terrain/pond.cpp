#include "water/terrain/pond.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "water/terrain/hierarchy.h"

namespace adem::water {

namespace {

// The level of the water over every lowest place.
class Levels {
 public:
  Levels(const Basins& basins, const Hierarchy& hierarchy, const Poured& poured)
      : basins_(basins), hollows_(hierarchy.hollows), poured_(poured), level_(hollows_.size()) {
    gather();
    for (std::size_t i = 1; i < hollows_.size(); ++i) {
      if (poured.pond[i] != i) continue;
      level_[i] = poured.full[i] ? static_cast<double>(hollows_[i].spill_m) : partial(i);
    }
  }

  // Of the hollow that `pour` names as a pond; its lowest ground where it is dry.
  double of(std::uint32_t pond) const { return level_[pond]; }

 private:
  bool filled_in_part(std::size_t i) const {
    return poured_.pond[i] == i && !poured_.full[i] && poured_.held[i] > 0;
  }

  // The ground between born and spill of every hollow that is filled in part.
  void gather() {
    begin_.resize(hollows_.size() + 1);
    for (std::size_t i = 0; i < hollows_.size(); ++i) {
      begin_[i + 1] = begin_[i] + (filled_in_part(i) ? hollows_[i].own : 0);
    }
    ground_.resize(begin_.back());
    auto end = begin_;
    for (std::size_t i = 0; i < basins_.ground.size(); ++i) {
      const std::uint32_t leaf = basins_.hollow[i];
      if (leaf == Basins::kOut || leaf == Basins::kWall) continue;
      const std::uint32_t pond = poured_.pond[leaf];
      const float z = basins_.ground[i];
      if (!(z < hollows_[pond].spill_m) || z < hollows_[pond].born_m) continue;
      if (filled_in_part(pond)) ground_[end[pond]++] = z;
    }
  }

  // Raises the level from cell to cell until the water is used up.
  double partial(std::size_t i) {
    const Hollow& h = hollows_[i];
    const auto first = ground_.begin() + static_cast<std::ptrdiff_t>(begin_[i]);
    const auto last = ground_.begin() + static_cast<std::ptrdiff_t>(begin_[i + 1]);
    std::sort(first, last);
    double wet = static_cast<double>(h.cells - h.own);
    double level = static_cast<double>(h.born_m);
    double left = poured_.held[i];
    for (auto at = first; at != last; ++at) {
      const double rise = static_cast<double>(*at) - level;
      if (wet * rise >= left) break;
      left -= wet * rise;
      level = static_cast<double>(*at);
      wet += 1;
    }
    return wet > 0 ? level + left / wet : level;
  }

  const Basins& basins_;
  const std::vector<Hollow>& hollows_;
  const Poured& poured_;
  std::vector<double> level_;
  std::vector<std::size_t> begin_;
  std::vector<float> ground_;
};

// Turns the ground into depths, without the frame, and sums up each pond.
void stand(Basins& basins, const Hierarchy& hierarchy, const Poured& poured, const Levels& levels,
           double cell_m2, Ponding& out) {
  std::vector<std::uint32_t> number(hierarchy.hollows.size());
  for (std::size_t row = 0; row < basins.height; ++row) {
    for (std::size_t column = 0; column < basins.width; ++column) {
      const std::size_t framed = (row + 1) * basins.stride + column + 1;
      const std::size_t cell = row * basins.width + column;
      const float z = basins.ground[framed];
      const std::uint32_t leaf = basins.hollow[framed];
      float& depth = basins.ground[cell];
      depth = std::isfinite(z) ? 0 : std::numeric_limits<float>::quiet_NaN();
      if (leaf == Basins::kOut || leaf == Basins::kWall) continue;
      const std::uint32_t in = poured.pond[leaf];
      const double over = levels.of(in) - static_cast<double>(z);
      if (!(over > 0)) continue;
      depth = static_cast<float>(over);
      if (number[in] == 0) {
        const Hollow& h = hierarchy.hollows[in];
        out.ponds.push_back({.level_m = levels.of(in),
                             .spill_m = static_cast<double>(h.spill_m),
                             .full = poured.full[in]});
        number[in] = static_cast<std::uint32_t>(out.ponds.size());
      }
      Pond& pond = out.ponds[number[in] - 1];
      ++pond.cells;
      pond.volume_m3 += over * cell_m2;
      if (over > pond.max_depth_m) {
        pond.max_depth_m = over;
        pond.deepest = cell;
      }
    }
  }
  basins.ground.resize(basins.width * basins.height);
  out.depth_m = std::move(basins.ground);
}

void check_rain(double rain_mm) {
  if (!std::isfinite(rain_mm) || rain_mm < 0) {
    throw Error(ErrorKind::misuse, "water.no-rain-amount", {{"rain_mm", rain_mm}});
  }
}

double held_by(const Hierarchy& hierarchy) {
  double sum = 0;
  for (std::size_t i = 1; i < hierarchy.hollows.size(); ++i) {
    const Hollow& h = hierarchy.hollows[i];
    if (h.parent == 0) sum += h.under + h.room;
  }
  return sum;
}

}  // namespace

Ponding pond(const geo::Grid<float>& terrain, const PondOptions& options,
             const Progress& progress) {
  check_rain(options.rain_mm);
  const double cell_m2 = terrain.dx * terrain.dy;
  constexpr std::uint64_t kSteps = 4;
  const auto done = [&progress](std::uint64_t step) {
    if (progress) progress(step, kSteps);
  };
  Basins basins = find_basins(terrain, options.rims);
  done(1);
  const Hierarchy hierarchy = find_hierarchy(basins);
  done(2);
  const Poured poured = pour(hierarchy, options.rain_mm / 1000);
  Ponding out;
  const Levels levels(basins, hierarchy, poured);
  done(3);
  stand(basins, hierarchy, poured, levels, cell_m2, out);
  std::sort(out.ponds.begin(), out.ponds.end(), [](const Pond& a, const Pond& b) {
    return a.volume_m3 != b.volume_m3 ? a.volume_m3 > b.volume_m3 : a.deepest < b.deepest;
  });
  std::uint64_t cells = 0;
  for (const auto n : hierarchy.catchment) cells += n;
  out.rain_m3 = static_cast<double>(cells) * (options.rain_mm / 1000) * cell_m2;
  out.left_m3 = poured.left * cell_m2;
  out.capacity_m3 = held_by(hierarchy) * cell_m2;
  for (const Pond& each : out.ponds) out.ponded_m3 += each.volume_m3;
  done(kSteps);
  return out;
}

double capacity_m3(const geo::Grid<float>& terrain, const Rims& rims) {
  return held_by(find_hierarchy(find_basins(terrain, rims))) * terrain.dx * terrain.dy;
}

}  // namespace adem::water
