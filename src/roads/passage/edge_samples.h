// Where the water on each road is looked at: places along its course, each once per raster cell, so
// that any raster with these cells is read once a block, whatever it holds (depths, chances,
// members).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "geo/raster.h"
#include "roads/network/network.h"
#include "roads/passage/passable.h"

namespace adem::roads {

// How a road stands to the water under it.
enum class Footing : std::uint8_t {
  ground,  // sampled
  deck,    // a bridge, or an approach that lies wholly in its cells: not closed by what is below
  afloat,  // ferries and waterways: not sampled
};

// Edges of a range, counted from its first.
struct EdgeSamples {
  std::vector<geo::Point> places;    // lon/lat, one for each cell that a road on the ground touches
  std::vector<std::uint32_t> first;  // edges + 1
  std::vector<std::uint32_t> at;     // places along each edge, in its order, each once
  std::vector<Footing> footing;      // per edge

  std::size_t edges() const { return footing.size(); }
  std::span<const std::uint32_t> of(std::size_t edge) const {
    return std::span(at).subspan(first[edge], first[edge + 1] - first[edge]);
  }
};

// Whether bridges stand above what the raster holds (water does not reach them) or in it.
enum class Bridges : std::uint8_t { above, within };

// Every cell that a course passes through, looked at each half of the smaller cell side and at its
// ends (a corner cut by less than that may be missed). Bridges stand above their cells: what the
// raster holds there belongs to the river. So a bridge has no samples, and roads that meet it are
// sampled only outside the cells it crosses; the approach counts from the next cell on. A tunnel,
// a ford, a sag count like any road: their deepest place rules.
// Places outside the raster stay in: they are unknown. Memory: the cells of bridges, and the
// samples of the range that is asked for.
class EdgeSampler {
 public:
  // Both must outlive it.
  EdgeSampler(const Network& network, const geo::Raster& raster, Bridges bridges = Bridges::above);
  EdgeSampler(EdgeSampler&&) noexcept;
  ~EdgeSampler();
  // Edges from `begin` up to, not including, `end`.
  EdgeSamples take(std::size_t begin, std::size_t end) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// What a road on the ground has from the depths at its places (one for each place, NaN unknown,
// `stride` apart); a deck is dry and known, and so is what floats.
RoadWater water_at(const EdgeSamples& samples, std::size_t edge, const float* depth_m,
                   std::size_t stride);

// Points along an edge's course at most `spacing_m` apart, its own points among them, put behind
// what `out` holds.
void points_along(const Network& network, std::size_t edge, double spacing_m,
                  std::vector<geo::Point>& out);

}  // namespace adem::roads
