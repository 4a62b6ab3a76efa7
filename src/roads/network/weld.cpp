#include "roads/network/weld.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "roads/network/segment_grid.h"

namespace adem::roads {

namespace {

struct PlaceHash {
  std::size_t operator()(Place p) const noexcept {
    auto mix = (static_cast<std::uint64_t>(static_cast<std::uint32_t>(p.lon)) << 32U) |
               static_cast<std::uint32_t>(p.lat);
    mix *= 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>(mix ^ (mix >> 32U));
  }
};

bool apart(const Kind& kind) { return (kind.traits & (kBridge | kTunnel)) != 0; }

std::vector<Segment> segments_of(const std::vector<Drawn>& drawn) {
  std::vector<Segment> segments;
  for (std::uint32_t line = 0; line < drawn.size(); ++line) {
    const auto& points = drawn[line].points;
    for (std::uint32_t i = 0; i + 1 < points.size(); ++i) {
      segments.push_back({points[i], points[i + 1], line, i});
    }
  }
  return segments;
}

// An end goes to the first end before it that is within the tolerance, so nothing moves further
// than that.
void snap_ends(std::vector<Drawn>& drawn, double tolerance_m, Welding& done) {
  std::vector<Segment> ends;  // of no length
  for (std::uint32_t line = 0; line < drawn.size(); ++line) {
    const auto& points = drawn[line].points;
    ends.push_back({points.front(), points.front(), line, 0});
    ends.push_back({points.back(), points.back(), line, 1});
  }
  const SegmentGrid grid(std::move(ends), tolerance_m);
  const auto known = grid.segments();
  std::vector<bool> stays(known.size(), false);
  for (std::uint32_t e = 0; e < known.size(); ++e) {
    const Place place = known[e].a;
    stays[e] = true;
    for (const auto other : grid.near(place)) {
      if (other >= e) break;
      if (!stays[other] || length_m(known[other].a, place) > tolerance_m) continue;
      // A short line does not close upon itself.
      if (known[other].line == known[e].line && known[other].a != place) continue;
      stays[e] = false;
      auto& points = drawn[known[e].line].points;
      (known[e].index == 0 ? points.front() : points.back()) = known[other].a;
      done.snapped += known[other].a != place ? 1 : 0;
      break;
    }
  }
}

// A point to put into a line, behind point `index`.
struct Insert {
  std::uint32_t line, index;
  double share;
  Place place;
};

std::vector<Insert> ends_on_lines(const std::vector<Drawn>& drawn, double tolerance_m) {
  const SegmentGrid grid(segments_of(drawn), tolerance_m);
  std::vector<Place> ends;
  for (const auto& line : drawn) {
    ends.push_back(line.points.front());
    ends.push_back(line.points.back());
  }
  std::ranges::sort(ends);
  const auto rest = std::ranges::unique(ends);
  ends.erase(rest.begin(), rest.end());
  std::vector<Insert> inserts;
  struct Best {
    Nearness how;
    std::uint32_t index = 0;
    bool passes = false;  // the line has this very point
  };
  std::map<std::uint32_t, Best> by_line;
  for (const Place end : ends) {
    by_line.clear();
    for (const auto s : grid.near(end)) {
      const auto& segment = grid.segments()[s];
      if (apart(drawn[segment.line].kind)) continue;
      const auto how = nearness(segment, end);
      if (how.distance_m > tolerance_m) continue;
      const auto [it, added] = by_line.try_emplace(segment.line, Best{how, segment.index, false});
      if (!added && how.distance_m < it->second.how.distance_m) {
        it->second.how = how;
        it->second.index = segment.index;
      }
      it->second.passes |= segment.a == end || segment.b == end;
    }
    for (const auto& [line, best] : by_line) {
      if (!best.passes) inserts.push_back({line, best.index, best.how.share, end});
    }
  }
  return inserts;
}

void put_points(std::vector<Drawn>& drawn, std::vector<Insert> inserts) {
  std::ranges::stable_sort(inserts, [](const Insert& a, const Insert& b) {
    if (a.line != b.line) return a.line < b.line;
    return a.index != b.index ? a.index < b.index : a.share < b.share;
  });
  for (std::size_t begin = 0; begin < inserts.size();) {
    auto& points = drawn[inserts[begin].line].points;
    std::vector<Place> made;
    std::size_t next = begin;
    for (std::uint32_t i = 0; i < points.size(); ++i) {
      made.push_back(points[i]);
      for (; next < inserts.size() && inserts[next].line == inserts[begin].line &&
             inserts[next].index == i;
           ++next) {
        made.push_back(inserts[next].place);
      }
    }
    points = std::move(made);
    begin = next;
  }
}

// Exact for lines within a region: their products fit a double.
int side(Place a, Place b, Place p) {
  const double bx = static_cast<double>(b.lon) - a.lon, by = static_cast<double>(b.lat) - a.lat;
  const double px = static_cast<double>(p.lon) - a.lon, py = static_cast<double>(p.lat) - a.lat;
  const double cross = bx * py - by * px;
  return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

// Each passes through the inside of the other.
bool cross(const Segment& x, const Segment& y) {
  return side(x.a, x.b, y.a) * side(x.a, x.b, y.b) < 0 &&
         side(y.a, y.b, x.a) * side(y.a, y.b, x.b) < 0;
}

Place crossing_of(const Segment& x, const Segment& y) {
  const double dx = static_cast<double>(x.b.lon) - x.a.lon,
               dy = static_cast<double>(x.b.lat) - x.a.lat;
  const double ex = static_cast<double>(y.b.lon) - y.a.lon,
               ey = static_cast<double>(y.b.lat) - y.a.lat;
  const double gx = static_cast<double>(y.a.lon) - x.a.lon,
               gy = static_cast<double>(y.a.lat) - x.a.lat;
  const double share = (gx * ey - gy * ex) / (dx * ey - dy * ex);
  return {static_cast<std::int32_t>(std::lround(x.a.lon + share * dx)),
          static_cast<std::int32_t>(std::lround(x.a.lat + share * dy))};
}

void flag_crossings(const std::vector<Drawn>& drawn, std::vector<Flagged>& flagged) {
  const SegmentGrid grid(segments_of(drawn), 0);
  const auto segments = grid.segments();
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  grid.each_cell([&](std::span<const std::uint32_t> members) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto& x = segments[members[i]];
      const Kind& kind = drawn[x.line].kind;
      if (apart(kind)) continue;
      for (std::size_t k = i + 1; k < members.size(); ++k) {
        const auto& y = segments[members[k]];
        const Kind& other = drawn[y.line].kind;
        if (apart(other) || kind.layer != other.layer || !cross(x, y)) continue;
        found.emplace_back(members[i], members[k]);
      }
    }
  });
  std::ranges::sort(found);
  const auto rest = std::ranges::unique(found);
  found.erase(rest.begin(), rest.end());
  for (const auto& [x, y] : found) {
    flagged.push_back({drawn[segments[x].line].kind.source, crossing_of(segments[x], segments[y]),
                       0, FlagKind::crossing, 0xFF, 0});
  }
}

}  // namespace

Lines weld(std::vector<Drawn> drawn, double tolerance_m, Welding& done) {
  snap_ends(drawn, tolerance_m, done);
  auto inserts = ends_on_lines(drawn, tolerance_m);
  done.split += inserts.size();
  put_points(drawn, std::move(inserts));
  Lines lines;
  flag_crossings(drawn, lines.flagged);
  std::unordered_map<Place, std::uint32_t, PlaceHash> numbers;
  for (const auto& line : drawn) {
    for (const Place place : line.points) {
      auto [it, added] = numbers.try_emplace(place, 0);
      if (added) it->second = lines.number(place);
      lines.at.push_back(it->second);
    }
    lines.close(line.kind);
  }
  return lines;
}

}  // namespace adem::roads
