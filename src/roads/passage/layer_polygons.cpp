// Footprints drawn as polygons, as the workspace keeps them: WGS84, perhaps with a column depth_m.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <numeric>

#include "geo/locate.h"
#include "geo/table.h"
#include "roads/passage/layers.h"

namespace adem::roads {

namespace {

constexpr double kSpacing_m = 10;

// Polygons, the deepest first, so that the first that holds a point rules there.
struct Drawn {
  std::vector<geo::Shape> shapes;
  std::vector<float> depth_m;
  bool depth_known = false;
};

Drawn read_polygons(const LayerFile& file) {
  geo::TableOptions options;
  options.crs = file.layer.crs;
  const auto reader = geo::open_table(file.path, options);
  const auto& columns = reader->columns();
  const auto column =
      static_cast<std::size_t>(std::ranges::find(columns, "depth_m") - columns.begin());
  Drawn read;
  read.depth_known = column < columns.size() && file.layer.kind == election::HazardKind::flood;
  for (geo::Row row; reader->next(row);) {
    if (row.shape == nullptr || row.shape->empty()) continue;
    read.shapes.push_back(*row.shape);
    read.depth_m.push_back(
        read.depth_known ? std::strtof(std::string(row.cells[column]).c_str(), nullptr) : 1.0F);
  }
  std::vector<std::size_t> order(read.shapes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(), [&](auto i) { return read.depth_m[i]; });
  Drawn out;
  out.depth_known = read.depth_known;
  for (const auto i : order) {
    out.shapes.push_back(std::move(read.shapes[i]));
    out.depth_m.push_back(read.depth_m[i]);
  }
  return out;
}

std::vector<const geo::Shape*> pointers(const std::vector<geo::Shape>& shapes) {
  std::vector<const geo::Shape*> out;
  for (const auto& shape : shapes) out.push_back(&shape);
  return out;
}

class Polygons final : public LayerOnRoads {
 public:
  Polygons(const Network& network, const LayerFile& file, std::size_t members)
      : network_(network),
        layer_(file.layer),
        drawn_(read_polygons(file)),
        locator_(pointers(drawn_.shapes)),
        box_(locator_.bounds()),
        all_(Lanes::first(members)) {}

  std::vector<election::Ruling> hours(const election::Window& window) const override {
    return election::rulings(layer_, 1, window);
  }

  void load(std::size_t begin, std::size_t end) override {
    begin_ = begin;
    roads_.clear();
    for (std::size_t e = begin; e < end; ++e) roads_.push_back(look_at(e));
  }

  void answer(std::size_t edge, const election::ModeRule& rule, LayerAnswer& out) override {
    out.at.assign(1, {});
    out.not_there = {};
    const Found& found = roads_[edge - begin_];
    if (layer_.kind != election::HazardKind::flood) {
      // Outside the footprint of a landslide or an earthquake nothing is proved.
      if (found.inside) out.at.front().closed = all_;
      return;
    }
    const auto road = network_.road(edge);
    out.at.front() = in_every(all_, passable_in(rule, road, found));
    RoadWater dry = found.water;
    dry.deepest_m *= 0;
    dry.shallowest_m *= 0;
    out.not_there = in_every(all_, passable(rule, road, dry));
  }

  double bytes_per_edge() const override { return sizeof(Found); }

 private:
  struct Found {
    RoadWater water;      // where depths are drawn; else 1 inside, 0 outside
    bool inside = false;  // some of it is
  };

  Found look_at(std::size_t edge) {
    Found out;
    const bool flood = layer_.kind == election::HazardKind::flood;
    out.water.complete = true;
    if (flood && network_.has(edge, kBridge)) {
      out.water.deepest_m = out.water.shallowest_m = 0;
      return out;
    }
    points_.clear();
    points_along(network_, edge, kSpacing_m, points_);
    for (const auto& point : points_) {
      if (box_.empty() || !box_.contains(point)) {
        out.water.complete = false;
        continue;
      }
      const auto shape = locator_.find(point);
      const float depth = shape ? drawn_.depth_m[*shape] : 0.0F;
      out.inside = out.inside || shape.has_value();
      // fmax and fmin pass over NaN.
      out.water.deepest_m = std::fmax(out.water.deepest_m, depth);
      out.water.shallowest_m = std::fmin(out.water.shallowest_m, depth);
    }
    return out;
  }

  // Without depths a place inside is under water and closed to all on wheels and on foot; whether
  // it carries a boat is not known.
  Passable passable_in(const election::ModeRule& rule, RoadClass road, const Found& found) const {
    if (drawn_.depth_known || !found.inside) return passable(rule, road, found.water);
    if (!rule.least_depth_m) return Passable::no;
    return found.water.shallowest_m > 0 ? Passable::unknown : Passable::no;
  }

  const Network& network_;
  election::HazardLayer layer_;
  Drawn drawn_;
  geo::AreaLocator locator_;
  geo::Box box_;
  Lanes all_;
  std::size_t begin_ = 0;
  std::vector<Found> roads_;
  std::vector<geo::Point> points_;
};

}  // namespace

std::unique_ptr<LayerOnRoads> polygon_layer(const Network& network, const LayerFile& file,
                                            std::size_t members) {
  return std::make_unique<Polygons>(network, file, members);
}

}  // namespace adem::roads
