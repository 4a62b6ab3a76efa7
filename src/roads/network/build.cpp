#include "roads/network/build.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/error.h"
#include "roads/network/components.h"
#include "roads/network/course.h"
#include "roads/network/cut.h"

namespace adem::roads {

namespace {

// How far along a Hilbert curve over the whole Earth a place lies: places that are near each other
// get numbers that are near each other (Hilbert 1891; the usual bit by bit form).
std::uint64_t along_curve(Place place) {
  auto x = static_cast<std::uint32_t>(static_cast<std::int64_t>(place.lon) + 1'800'000'000);
  auto y = static_cast<std::uint32_t>(static_cast<std::int64_t>(place.lat) + 900'000'000);
  std::uint64_t distance = 0;
  for (std::uint32_t side = 1U << 31U; side > 0; side >>= 1U) {
    const std::uint32_t right = (x & side) != 0 ? 1 : 0, up = (y & side) != 0 ? 1 : 0;
    distance = (distance << 2U) | ((3 * right) ^ up);
    if (up == 0) {
      if (right == 1) {
        x = ~x;
        y = ~y;
      }
      std::swap(x, y);
    }
  }
  return distance;
}

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// Numbers for the points that are ends of pieces, along the curve.
std::vector<std::uint32_t> number_nodes(const Lines& lines, const std::vector<Piece>& pieces,
                                        Parts& parts) {
  std::vector<std::uint32_t> number(lines.points.size(), kNone);
  struct End {
    std::uint64_t along;
    std::uint32_t point;
  };
  std::vector<End> ends;
  const auto meet = [&](std::uint32_t point) {
    if (number[point] != kNone) return;
    number[point] = 0;
    ends.push_back({along_curve(lines.points[point]), point});
  };
  for (const auto& piece : pieces) {
    meet(piece.from);
    meet(piece.to);
  }
  std::ranges::sort(ends, [](const End& a, const End& b) {
    return a.along != b.along ? a.along < b.along : a.point < b.point;
  });
  parts.places.reserve(ends.size());
  parts.node_traits.reserve(ends.size());
  for (const auto& end : ends) {
    number[end.point] = static_cast<std::uint32_t>(parts.places.size());
    parts.places.push_back(lines.points[end.point]);
    parts.node_traits.push_back(lines.point_traits[end.point]);
  }
  return number;
}

void put_edges(const Lines& lines, std::vector<Piece>& pieces,
               const std::vector<std::uint32_t>& number, Parts& parts) {
  for (auto& piece : pieces) {
    piece.from = number[piece.from];
    piece.to = number[piece.to];
  }
  std::ranges::stable_sort(pieces, [](const Piece& a, const Piece& b) {
    return a.from != b.from ? a.from < b.from : a.to < b.to;
  });
  parts.edges.reserve(pieces.size());
  parts.geometry_end.reserve(pieces.size());
  std::vector<Place> between;
  for (const auto& piece : pieces) {
    Edge edge = lines.kinds[piece.line];
    edge.from = piece.from;
    edge.to = piece.to;
    edge.length_m = static_cast<float>(piece.length_m);
    between.clear();
    for (auto i = piece.begin; i <= piece.end; ++i) {
      const auto point = lines.at[i];
      if ((lines.point_traits[point] & kFordHere) != 0) edge.traits |= kFord;
      if (i > piece.begin && i < piece.end) between.push_back(lines.points[point]);
    }
    parts.edges.push_back(edge);
    encode_course(parts.places[edge.from], between, parts.geometry);
    if (parts.geometry.size() > std::numeric_limits<std::uint32_t>::max()) {
      throw Error(ErrorKind::unsupported, "roads.too-large");
    }
    parts.geometry_end.push_back(static_cast<std::uint32_t>(parts.geometry.size()));
  }
}

void flag_snippets(Parts& parts) {
  // Where each component is first met.
  std::vector<std::uint32_t> edge_of(parts.components.size(), kNone);
  for (std::uint32_t e = 0; e < parts.edges.size(); ++e) {
    auto& first = edge_of[parts.component[parts.edges[e].from]];
    if (first == kNone) first = e;
  }
  for (std::uint32_t c = 1; c < parts.components.size(); ++c) {
    const auto& component = parts.components[c];
    if (component.on_land == 0 || component.length_m >= kSnippet_m) continue;
    const auto& edge = parts.edges[edge_of[c]];
    parts.flagged.push_back(
        {edge.source, parts.places[edge.from], component.nodes, FlagKind::snippet, 0xFF, 0});
  }
}

}  // namespace

Parts build(Lines lines) {
  Parts parts;
  parts.flagged = std::move(lines.flagged);
  auto pieces = cut(lines, parts.flagged);
  const auto number = number_nodes(lines, pieces, parts);
  put_edges(lines, pieces, number, parts);
  parts.names = std::move(lines.names.list());
  find_components(parts);
  flag_snippets(parts);
  flag_islands(parts);
  return parts;
}

}  // namespace adem::roads
