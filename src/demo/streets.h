// The made-up streets: one road along the coast on the driest line that leads through, lanes
// from it towards the shore and inland, and a path along every creek to its landing. People live
// along them.
#pragma once

#include <cstddef>
#include <vector>

#include "demo/villages.h"

namespace adem::demo {

struct Street {
  bool main_road = false;
  bool landing = false;  // follows a creek to where boats are tied up; houses stand on stilts
  std::size_t village = 0;
  std::vector<geo::Point> line;  // metres in the frame
};

// The coast road first, cut at village borders, then the lanes, west to east.
std::vector<Street> lay_streets(const Coast& coast, const Villages& villages, std::uint64_t seed);

// A place along a street where people live, and how many relative to others.
struct Dwelling {
  geo::Point at;
  std::size_t village = 0;
  double weight = 0;
};
// Every 60 m along every street: denser near the village's middle, thin on ground that high water
// reaches, for people built their houses where it stayed dry.
std::vector<Dwelling> settle(const Coast& coast, const Villages& villages,
                             const std::vector<Street>& streets);

}  // namespace adem::demo
