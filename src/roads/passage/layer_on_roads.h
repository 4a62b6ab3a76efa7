// One hazard layer laid on roads, some thousands of edges at a time, whatever its form.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "election/hazard_hours.h"
#include "election/rules.h"
#include "roads/network/network.h"
#include "roads/passage/futures_table.h"
#include "roads/passage/road_futures.h"

namespace adem::roads {

// What a layer says of one road for one set of limits.
struct LayerAnswer {
  std::vector<Known> at;  // at each of its moments; a single one: the same at all
  Known not_there;        // outside the hours of a footprint
};

class LayerOnRoads {
 public:
  virtual ~LayerOnRoads() = default;
  // Which of its moments rule at each step.
  virtual std::vector<election::Ruling> hours(const election::Window& window) const = 0;
  // Reads what the edges from `begin` up to `end` need.
  virtual void load(std::size_t begin, std::size_t end) = 0;
  // Of an edge that is loaded and does not float.
  virtual void answer(std::size_t edge, const election::ModeRule& rule, LayerAnswer& out) = 0;
  // What a loaded edge takes, about.
  virtual double bytes_per_edge() const = 0;
};

// Members of the layers of futures among them, 1 where there is none. Errors: those of
// election::futures_head; election.members-differ.
std::size_t members_of(std::span<const LayerFile> layers);

// Nothing where the layer says nothing about roads.
std::unique_ptr<LayerOnRoads> layer_on_roads(const Network& network, const LayerFile& file,
                                             std::span<const election::ModeRule> rules,
                                             std::size_t members, const election::Window& window);

}  // namespace adem::roads
