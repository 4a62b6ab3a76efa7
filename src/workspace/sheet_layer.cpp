#include "workspace/sheet_layer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <deque>
#include <limits>
#include <unordered_map>

#include "base/error.h"
#include "election/futures.h"
#include "election/hazard_hours.h"
#include "geo/raster.h"
#include "geo/table.h"
#include "water/still.h"

namespace adem::workspace {

namespace {

using What = election::Ruling::What;
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr std::uint32_t kOutside = std::numeric_limits<std::uint32_t>::max();

// The cells of a raster that a lattice sees, each once.
struct Seen {
  std::string name;                // of the lattice
  std::vector<geo::Point> points;  // one in each cell
  std::vector<std::uint32_t> at;   // which of them each place is in, or kOutside
};

// Layers that are rasters: which cells a lattice sees is found once, hour after hour is asked for.
class RasterLayer : public SheetLayer {
 public:
  RasterLayer(const election::HazardLayer& layer, const std::string& path)
      : layer_(layer), raster_(geo::Raster::open(path, layer.crs)) {}
  geo::Box bounds() const override { return raster_.info().lonlat; }

 protected:
  const Seen& seen(const Lattice& lattice) {
    const auto known = std::ranges::find(seen_, lattice.name, &Seen::name);
    if (known != seen_.end()) return *known;
    Seen made{lattice.name, {}, std::vector<std::uint32_t>(lattice.size(), kOutside)};
    std::vector<geo::Point> places;
    for (const double lat : lattice.lat) {
      for (const double lon : lattice.lon) places.push_back({lon, lat});
    }
    std::unordered_map<std::int64_t, std::uint32_t> cells;
    const auto of_place = raster_.cells(places);
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (of_place[i] < 0) continue;
      const auto [cell, is_new] =
          cells.try_emplace(of_place[i], static_cast<std::uint32_t>(made.points.size()));
      if (is_new) made.points.push_back(places[i]);
      made.at[i] = cell->second;
    }
    if (seen_.size() == kKept) seen_.pop_front();
    return seen_.emplace_back(std::move(made));
  }

  election::HazardLayer layer_;
  geo::Raster raster_;

 private:
  static constexpr std::size_t kKept = 64;  // of about half a megabyte
  std::deque<Seen> seen_;
};

void deepen(float depth, float& known) { known = std::fmax(known, depth); }

class RasterDepths final : public RasterLayer {
 public:
  RasterDepths(const election::HazardLayer& layer, const std::string& path,
               const election::Window& window)
      : RasterLayer(layer, path),
        factor_(static_cast<float>(election::metres_in(raster_.info().unit, layer.name))),
        hours_(election::rulings(layer, static_cast<std::size_t>(raster_.info().bands), window)) {}

  WaterOf of() const override { return WaterOf::depth; }
  void add_depths(std::size_t step, const Lattice& lattice, DepthsThere& there) override {
    const auto& hour = hours_.at(step);
    if (hour.what == What::nothing) return;
    const Seen& cells = seen(lattice);
    std::vector<int> bands{static_cast<int>(hour.before) + 1};
    if (hour.after != hour.before) bands.push_back(static_cast<int>(hour.after) + 1);
    std::vector<float> sampled(cells.points.size() * bands.size());
    raster_.sample_series(bands, cells.points, sampled);
    for (std::size_t i = 0; i < cells.at.size(); ++i) {
      if (cells.at[i] == kOutside) continue;
      const float* of_cell = sampled.data() + cells.at[i] * bands.size();
      float depth = of_cell[0];
      // Unknown at one of two moments is unknown between them.
      if (bands.size() > 1) depth = std::isnan(of_cell[1]) ? kNaN : std::max(depth, of_cell[1]);
      if (std::isnan(depth) || std::isnan(of_cell[0])) continue;
      if (hour.what == What::not_there) depth = 0;
      // Below nought is an artefact of some models: dry.
      deepen(std::max(0.0F, depth * factor_), there.depth_m[i]);
    }
  }

 private:
  float factor_;
  std::vector<election::Ruling> hours_;
};

class StillWater final : public RasterLayer {
 public:
  StillWater(const election::HazardLayer& layer, const std::string& path,
             const election::Window& window)
      : RasterLayer(layer, path),
        level_m_(water::levels_over(water::series_from_text(raster_.text(water::kSeriesText)),
                                    window, layer.name)),
        highest_m_(level_m_) {
    for (std::size_t s = 1; s < highest_m_.size(); ++s) {
      highest_m_[s] = std::max(highest_m_[s], highest_m_[s - 1]);
    }
  }

  WaterOf of() const override { return WaterOf::depth; }
  void add_depths(std::size_t step, const Lattice& lattice, DepthsThere& there) override {
    static constexpr std::array kGroundAndConnection = {1, 2};
    const Seen& cells = seen(lattice);
    std::vector<float> sampled(cells.points.size() * 2), depth_m(cells.points.size());
    raster_.sample_series(kGroundAndConnection, cells.points, sampled);
    for (std::size_t c = 0; c < depth_m.size(); ++c) {
      water::still_depths_at(sampled[2 * c], sampled[2 * c + 1],
                             std::span(level_m_).subspan(step, 1),
                             std::span(highest_m_).subspan(step, 1), {&depth_m[c], 1});
    }
    for (std::size_t i = 0; i < cells.at.size(); ++i) {
      if (cells.at[i] != kOutside) deepen(depth_m[cells.at[i]], there.depth_m[i]);
    }
  }

 private:
  std::vector<float> level_m_, highest_m_;
};

// The shares of a layer of chances, or the sets of a layer of futures, at the depth that closes.
class Futures final : public RasterLayer {
 public:
  Futures(const election::HazardLayer& layer, const std::string& path, double limit_m,
          const election::Window& window)
      : RasterLayer(layer, path), sets_(layer.form == election::HazardForm::futures) {
    if (sets_) {
      head_ = election::futures_head(raster_, layer.name);
    } else {
      const auto depths = election::depths_of(raster_.text(election::kThresholdsText));
      const auto bands = static_cast<std::size_t>(raster_.info().bands);
      if (!depths || depths->empty() || bands % depths->size() != 0) {
        throw Error(ErrorKind::bad_input, "outlook.bad-chances", {{"name", layer.name}}, path);
      }
      head_ = {*depths, 1, bands / depths->size()};
    }
    depth_ = head_.at_most(limit_m);
    hours_ = election::rulings(layer, head_.moments, window);
  }

  WaterOf of() const override { return WaterOf::chance; }
  void add_futures(std::size_t step, const Lattice& lattice, FuturesThere& there) override {
    const auto& hour = hours_.at(step);
    if (!depth_ || hour.what == What::nothing) return;
    if (sets_) {
      add_sets(hour, lattice, there);
    } else {
      add_shares(hour, lattice, there);
    }
  }

 private:
  void add_sets(const election::Ruling& hour, const Lattice& lattice, FuturesThere& there) {
    const auto words = head_.words();
    there.members = static_cast<std::size_t>(head_.members);
    there.wet.resize(words * lattice.size());
    const Seen& cells = seen(lattice);
    std::vector<int> bands;
    for (const auto moment : {hour.before, hour.after}) {
      for (std::size_t w = 0; w < words; ++w) bands.push_back(head_.band(moment, *depth_, w));
    }
    std::vector<std::uint32_t> sampled(cells.points.size() * bands.size());
    raster_.sample_masks(bands, cells.points, election::kCellUnknown, sampled);
    for (std::size_t i = 0; i < cells.at.size(); ++i) {
      if (cells.at[i] == kOutside) continue;
      const std::uint32_t* of_cell = sampled.data() + cells.at[i] * bands.size();
      bool known = true;
      for (std::size_t w = 0; w < words; ++w) {
        const auto both = of_cell[w] | of_cell[words + w];
        known = known && (both & election::kCellUnknown) == 0;
        if (hour.what == What::moments) {
          there.wet[i * words + w] |= both & election::members_of_word(head_, w);
        }
      }
      if (known) there.known[i] = 1;
    }
  }

  void add_shares(const election::Ruling& hour, const Lattice& lattice, FuturesThere& there) {
    const Seen& cells = seen(lattice);
    std::vector<int> bands;
    for (const auto moment : {hour.before, hour.after}) {
      bands.push_back(static_cast<int>(moment * head_.above_m.size() + *depth_) + 1);
    }
    std::vector<float> sampled(cells.points.size() * bands.size());
    raster_.sample_series(bands, cells.points, sampled);
    for (std::size_t i = 0; i < cells.at.size(); ++i) {
      if (cells.at[i] == kOutside) continue;
      const float before = sampled[cells.at[i] * 2], after = sampled[cells.at[i] * 2 + 1];
      if (std::isnan(before) || std::isnan(after)) continue;
      deepen(hour.what == What::moments ? std::max(before, after) : 0, there.share[i]);
    }
  }

  bool sets_;
  election::FuturesHead head_;
  std::optional<std::size_t> depth_;
  std::vector<election::Ruling> hours_;
};

// Polygons as the workspace keeps them: WGS84, perhaps with a column depth_m.
class Polygons final : public SheetLayer {
 public:
  Polygons(const election::HazardLayer& layer, const std::string& path,
           const election::Window& window)
      : hours_(election::rulings(layer, 1, window)), depth_known_(says_depth(path)) {
    const auto reader = geo::open_table(path, {});
    const auto& columns = reader->columns();
    const auto column =
        static_cast<std::size_t>(std::ranges::find(columns, "depth_m") - columns.begin());
    for (geo::Row row; reader->next(row);) {
      if (row.shape == nullptr || row.shape->empty()) continue;
      const float depth =
          depth_known_ ? std::strtof(std::string(row.cells[column]).c_str(), nullptr) : 0.0F;
      drawn_.push_back({*row.shape, geo::bounds(*row.shape), depth});
      bounds_.add(drawn_.back().box);
    }
  }

  geo::Box bounds() const override { return bounds_; }
  WaterOf of() const override { return WaterOf::depth; }
  void add_depths(std::size_t step, const Lattice& lattice, DepthsThere& there) override {
    const auto what = hours_.at(step).what;
    if (what == What::nothing || bounds_.empty()) return;
    const std::size_t width = lattice.lon.size();
    for (std::size_t row = 0; row < lattice.lat.size(); ++row) {
      for (std::size_t c = 0; c < width; ++c) {
        if (bounds_.contains({lattice.lon[c], lattice.lat[row]})) {
          deepen(0, there.depth_m[row * width + c]);
        }
      }
      if (what != What::moments) continue;
      for (const Drawn& one : drawn_) cover(one, row, lattice, there);
    }
  }

 private:
  struct Drawn {
    geo::Shape shape;
    geo::Box box;
    float depth_m;
  };

  // Between the first and second crossing of a row with its rings, the third and fourth, …
  void cover(const Drawn& one, std::size_t row, const Lattice& lattice, DepthsThere& there) {
    const double lat = lattice.lat[row];
    if (lat < one.box.min_y || lat > one.box.max_y) return;
    crossings_.clear();
    for (const auto& polygon : one.shape) {
      for (const auto& ring : polygon) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
          const auto a = ring[i - 1], b = ring[i];
          if ((a.y > lat) == (b.y > lat)) continue;
          crossings_.push_back(a.x + (lat - a.y) / (b.y - a.y) * (b.x - a.x));
        }
      }
    }
    std::ranges::sort(crossings_);
    const auto column = [&](double lon) {
      return static_cast<std::size_t>(std::ranges::lower_bound(lattice.lon, lon) -
                                      lattice.lon.begin());
    };
    for (std::size_t i = 1; i < crossings_.size(); i += 2) {
      for (auto c = column(crossings_[i - 1]); c < column(crossings_[i]); ++c) {
        const std::size_t place = row * lattice.lon.size() + c;
        deepen(one.depth_m, there.depth_m[place]);
        if (!depth_known_) there.wet[place] = 1;
      }
    }
  }

  std::vector<election::Ruling> hours_;
  bool depth_known_;
  std::vector<Drawn> drawn_;
  geo::Box bounds_;
  std::vector<double> crossings_;
};

}  // namespace

bool says_depth(const std::string& path) {
  const auto reader = geo::open_table(path, {});
  const auto& columns = reader->columns();
  return std::ranges::find(columns, "depth_m") != columns.end();
}

std::unique_ptr<SheetLayer> sheet_layer(const election::HazardLayer& layer, const std::string& path,
                                        const election::RuleBook& rules,
                                        const election::Window& window) {
  using election::HazardForm;
  if (layer.kind != election::HazardKind::flood) return nullptr;
  switch (layer.form) {
    case HazardForm::raster:
      return std::make_unique<RasterDepths>(layer, path, window);
    case HazardForm::still_water:
      return std::make_unique<StillWater>(layer, path, window);
    case HazardForm::polygons:
      return std::make_unique<Polygons>(layer, path, window);
    case HazardForm::chance:
    case HazardForm::futures:
      break;
  }
  return std::make_unique<Futures>(layer, path, rules.threshold("floor-depth"), window);
}

}  // namespace adem::workspace
