#include "demo/villages.h"

#include <algorithm>
#include <cmath>

namespace adem::demo {

namespace {

constexpr std::uint64_t kBorder = 200;
// Shares of the shore, by the square root of the stations: more people, but also denser.
constexpr std::array<double, 5> kShares = {0.02, 0.29, 0.525, 0.69, 0.98};
constexpr double kPoint_m = 120;  // between points of an outline

}  // namespace

std::string village_name(std::string_view code) {
  for (const auto& village : kVillages) {
    if (village.code == code) return std::string(village.name);
  }
  return std::string(code);
}

Villages::Villages(const Coast& coast, std::uint64_t seed)
    : coast_(coast), seed_(seed), south_y_(500) {}

double Villages::border_x(std::size_t index, double y) const {
  const auto stream = seed_ + kBorder + 10 * index;
  return kShares[index] * coast_.frame().width_m() + 420 * rough(stream, y / 4200);
}

std::size_t Villages::of(geo::Point at) const {
  std::size_t index = 0;
  while (index + 1 < kVillages.size() && at.x >= border_x(index + 1, at.y)) ++index;
  return index;
}

double Villages::middle_x(std::size_t index) const {
  return (kShares[index] + kShares[index + 1]) / 2 * coast_.frame().width_m();
}

std::vector<geo::Point> Villages::border(std::size_t index) const {
  // The border and the shore meet where walking north along the border first reaches the sea.
  std::vector<geo::Point> points;
  for (double y = south_y_;; y += kPoint_m) {
    const geo::Point at{border_x(index, y), y};
    if (coast_.inland(at) <= 0) {
      points.push_back({at.x, coast_.shore_y(at.x)});
      return points;
    }
    points.push_back(at);
  }
}

std::vector<geo::Point> Villages::shore(std::size_t from, std::size_t to) const {
  const double west = border(from).back().x;
  const double east = border(to).back().x;
  std::vector<geo::Point> points;
  // On one lattice, so that a village and its sub-district have the same points.
  for (double x = std::ceil(west / kPoint_m) * kPoint_m; x < east; x += kPoint_m) {
    if (x > west) points.push_back({x, coast_.shore_y(x)});
  }
  return points;
}

geo::Shape Villages::shape(std::size_t from, std::size_t to) const {
  auto ring = border(from);
  const auto north = shore(from, to);
  ring.insert(ring.end(), north.begin(), north.end());
  const auto east = border(to);
  ring.insert(ring.end(), east.rbegin(), east.rend());
  ring.push_back(ring.front());
  for (auto& point : ring) {
    point = coast_.frame().lonlat(point);
    // Seven decimals are a centimetre; more would be noise in the file.
    point = {std::round(point.x * 1e7) / 1e7, std::round(point.y * 1e7) / 1e7};
  }
  return {{ring}};
}

std::vector<election::Area> Villages::areas() const {
  std::vector<election::Area> areas;
  areas.push_back({std::string(kDistrictCode), "kemendagri", std::string(kDistrictName), "14.72",
                   shape(0, kVillages.size()), "{}"});
  for (std::size_t i = 0; i < kVillages.size(); ++i) {
    areas.push_back({std::string(kVillages[i].code), "kemendagri", std::string(kVillages[i].name),
                     std::string(kDistrictCode), shape(i, i + 1), "{}"});
  }
  return areas;
}

}  // namespace adem::demo
