// The forms of hazard layers behind workspace/map_water.h, and nothing else: what one flood layer
// says at the places of a lattice at one step.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "election/hazard.h"
#include "workspace/map_water.h"

namespace adem::workspace {

// What is known of depths at each place; layers add to it.
struct DepthsThere {
  std::vector<float> depth_m;     // NaN: not known
  std::vector<std::uint8_t> wet;  // of a depth that is not known
};

// What is known of futures at each place; layers add to it.
struct FuturesThere {
  std::size_t members = 0;          // 0: no layer of futures yet
  std::vector<std::uint32_t> wet;   // places x words of 31 members
  std::vector<std::uint8_t> known;  // by a layer of futures
  std::vector<float> share;         // by layers of chances; NaN: not known
};

class SheetLayer {
 public:
  virtual ~SheetLayer() = default;
  virtual geo::Box bounds() const = 0;
  virtual WaterOf of() const = 0;
  virtual void add_depths(std::size_t, const Lattice&, DepthsThere&) {}
  virtual void add_futures(std::size_t, const Lattice&, FuturesThere&) {}
};

// Nothing where the layer is no flood.
std::unique_ptr<SheetLayer> sheet_layer(const election::HazardLayer& layer, const std::string& path,
                                        const election::RuleBook& rules,
                                        const election::Window& window);

// Whether the file of a layer of polygons says how deep they are.
bool says_depth(const std::string& path);

}  // namespace adem::workspace
