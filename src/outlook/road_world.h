// What the links beyond the floor are computed on: roads as each mode travels them, the water on
// them in every future, and where stations, places and homes are tied to them. Node and edge
// numbers are the network's. Made by outlook/tie_world.h; a bench or a test may make one by hand.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "election/clock.h"
#include "election/travel.h"
#include "outlook/duties.h"
#include "outlook/open_roads.h"
#include "roads/search/graph.h"
#include "roads/search/travel.h"
#include "roads/search/walk.h"

namespace adem::outlook {

using Node = std::optional<std::uint32_t>;

// Roads as one mode travels them when they are dry. The graph has no arcs where it may not go.
struct ModeRoads {
  roads::Graph graph;
  std::vector<std::uint32_t> time_ms;  // of edges; roads::kNever: cannot go
};

// Where something is reached: over a node of the roads, and by boat at a landing near it.
struct Tied {
  Node node, landing;
  Node by(election::Mode mode) const { return mode == election::Mode::boat ? landing : node; }
};

struct Depot {  // a warehouse or a village's post
  Tied at;
  std::string name;
  election::ModeSet modes = 0;  // what leaves there; 0: whatever the rules allow
};

struct CrewHome {
  Node node;  // none: not known where
};

struct CrewShare {
  std::size_t village = 0;  // of crew_homes
  int members = 0;
};

struct StationWorld {
  Tied at;
  std::uint32_t walk_m = 0;                    // from the station to its node
  std::optional<std::size_t> warehouse, post;  // of depots
  std::vector<CrewShare> crew;
  std::vector<roads::VotersAt> voters;  // its homes within the limit, in hundredths of residents
};

struct RoadWorld {
  election::Window window;
  Duties duties;
  std::array<std::optional<ModeRoads>, election::kModes> modes;  // those that the rules name
  std::vector<std::uint32_t> length_m;                           // of edges
  std::vector<Depot> depots;
  std::vector<CrewHome> crew_homes;
  std::vector<std::uint32_t> hospitals, police;  // nodes
  std::vector<StationWorld> stations;            // by row

  std::vector<election::Mode> box_by, crew_by, help_by;
  std::size_t box_leaves = 0;  // step from which the box may leave
  std::size_t box_due = 0;     // step by which it must be there
  std::size_t crew_leaves = 0;
  int crew_least = 0;
  double voters_share = 0, demanded_chance = 0;
  std::uint32_t walk_limit_m = 0;

  const ModeRoads& roads(election::Mode mode) const {
    return *modes[static_cast<std::size_t>(mode)];
  }
  std::uint32_t step_ms() const { return static_cast<std::uint32_t>(window.step_s) * 1000U; }
};

// How many steps a journey touches beyond the one in which it begins, at most.
inline std::size_t steps_in(const RoadWorld& world, std::uint32_t ms) {
  return (std::size_t{ms} + world.step_ms() - 1) / world.step_ms();
}

}  // namespace adem::outlook
