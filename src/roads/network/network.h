// The road network: junctions and the roads between them, each with its course, its class and what
// may use it. Immutable once made; a view over one block of bytes that is also its file
// (docs/method/roads.md, "The file"), so that loading is one look at its bytes.
//
// Numbers: nodes and edges are counted from 0. Nodes lie along a Hilbert curve, so that neighbours
// are near each other in memory; edges follow their `from`. An edge's geometry runs from `from` to
// `to`.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "election/travel.h"
#include "geo/shape.h"
#include "roads/network/flagged.h"
#include "roads/network/place.h"
#include "roads/search/graph.h"

namespace adem::roads {

using election::Mode;
using election::ModeSet;
using election::RoadClass;

enum class Surface : std::uint8_t { unknown, paved, unpaved, ground };
inline constexpr std::size_t kSurfaces = 4;

// Bits of an edge.
enum EdgeTrait : std::uint8_t { kBridge = 1, kTunnel = 2, kFord = 4 };
// Bits of a node.
enum NodeTrait : std::uint8_t { kLanding = 1, kFordHere = 2 };

// Nodes that roads and ferries join whatever their direction; waterways join only what they alone
// reach. Numbered by falling length, those on land first.
struct Component {
  double length_m = 0;  // of its roads and ferries; of its waterways where it has only those
  std::uint32_t nodes = 0, edges = 0;
  std::uint32_t on_land = 0;  // 1: has a road or ferry
  std::uint32_t unused = 0;
};

// One edge as a value: to make a network, or to show one.
struct Edge {
  std::uint32_t from = 0, to = 0;
  float length_m = 0;
  std::uint32_t name = 0;   // index; 0 is "no name"
  std::int64_t source = 0;  // OSM way, or number of the feature counted from 1
  RoadClass road = RoadClass::unknown;
  Surface surface = Surface::unknown;
  std::int8_t layer = 0;
  std::uint8_t traits = 0;            // EdgeTrait
  ModeSet forward = 0, backward = 0;  // what may use it from `from` to `to`, and back
};

// What a network is made of (roads/network/build.h makes it).
struct Parts {
  std::vector<Place> places;             // per node
  std::vector<std::uint32_t> component;  // per node
  std::vector<std::uint8_t> node_traits;
  std::vector<Edge> edges;
  std::string geometry;                     // of all edges: see roads/network/course.h
  std::vector<std::uint32_t> geometry_end;  // per edge
  std::vector<Component> components;
  std::vector<Flagged> flagged;
  std::vector<std::string> names;  // names[0] is empty
  Json about = Json::object();     // what it was made from
};

class Network {
 public:
  Network() = default;
  // Error roads.too-large where a part passes what the file can count (4 GiB of courses or names).
  static Network of(const Parts& parts);
  // Errors: roads.bad-network (torn, damaged, or not a network), roads.newer (by a newer adem).
  static Network decode(std::vector<std::uint64_t> words);
  // The same from a file, which is mapped into memory and must not change while it is used: a
  // layer of a workspace never does. Also base.cannot-read.
  static Network load(const std::string& path);
  // The file's bytes; a multiple of eight.
  std::string_view bytes() const;

  std::size_t nodes() const { return lon_.size(); }
  std::size_t edges() const { return from_.size(); }
  Place place(std::size_t node) const { return {lon_[node], lat_[node]}; }
  geo::Point point(std::size_t node) const { return to_point(place(node)); }
  bool landing(std::size_t node) const { return (node_traits_[node] & kLanding) != 0; }
  std::uint32_t component(std::size_t node) const { return component_[node]; }
  std::span<const Component> components() const { return components_; }

  std::uint32_t from(std::size_t edge) const { return from_[edge]; }
  std::uint32_t to(std::size_t edge) const { return to_[edge]; }
  float length_m(std::size_t edge) const { return length_[edge]; }
  std::int64_t source(std::size_t edge) const { return source_[edge]; }
  RoadClass road(std::size_t edge) const { return static_cast<RoadClass>(class_[edge]); }
  Surface surface(std::size_t edge) const { return static_cast<Surface>(surface_[edge]); }
  int layer(std::size_t edge) const { return layer_[edge]; }
  bool has(std::size_t edge, EdgeTrait trait) const { return (traits_[edge] & trait) != 0; }
  ModeSet forward(std::size_t edge) const { return forward_[edge]; }
  ModeSet backward(std::size_t edge) const { return backward_[edge]; }
  ModeSet modes(std::size_t edge) const {
    return static_cast<ModeSet>(forward_[edge] | backward_[edge]);
  }
  std::string_view name(std::size_t edge) const;
  // All points from `from` to `to`, both included, put behind what `out` holds.
  void course(std::size_t edge, std::vector<Place>& out) const;

  std::span<const Flagged> flagged() const { return flagged_; }
  const Json& about() const { return about_; }

 private:
  static Network over(std::span<const std::uint64_t> words, std::shared_ptr<const void> keep);
  std::shared_ptr<const void> keep_;  // what holds the words
  std::span<const std::uint64_t> words_;
  std::span<const std::int32_t> lon_, lat_;
  std::span<const std::uint32_t> component_;
  std::span<const std::uint8_t> node_traits_;
  std::span<const std::uint32_t> from_, to_;
  std::span<const float> length_;
  std::span<const std::uint32_t> name_;
  std::span<const std::int64_t> source_;
  std::span<const std::uint32_t> geometry_end_;
  std::span<const std::uint8_t> class_, surface_;
  std::span<const std::int8_t> layer_;
  std::span<const std::uint8_t> traits_, forward_, backward_;
  std::span<const Component> components_;
  std::span<const Flagged> flagged_;
  std::span<const std::uint32_t> name_end_;
  std::string_view names_, geometry_;
  Json about_;
};

// What the last of a file's words, of which there is one at least, must be.
std::uint64_t checksum_of(std::span<const std::uint64_t> words);

// The arcs that one mode may use, by its one-way rules. An edge from a node to itself leads nowhere
// and has none. Boats: waterways always, other roads only where the water is deep enough for them;
// that is for the water to say (roads/passage).
Graph graph_of(const Network& network, Mode mode);

// MODEL's "roads": nodes, edges, length_km, components, largest_component_share (of the length of
// roads and ferries), flagged by kind.
Json to_json(const Network& network);

}  // namespace adem::roads
