#include "demo/streets.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace adem::demo {

namespace {

constexpr std::uint64_t kLanes = 300;
constexpr double kStation_m = 200;  // between points of the road
constexpr std::size_t kChoices = 34;
constexpr double kChoice_m = 50;  // between the lines it may take

// What a point of the road costs: ground below high water must be filled up.
double filling(const Coast& coast, geo::Point at) {
  return std::pow(std::max(0.0, kHighWater_m + 0.8 - coast.height(at)), 2);
}

// Shortest path over columns of choices: the surveyor's line.
std::vector<geo::Point> survey(const Coast& coast, double west, double east) {
  const auto columns = static_cast<std::size_t>((east - west) / kStation_m) + 1;
  const auto at = [&](std::size_t column, std::size_t choice) {
    const double x = west + static_cast<double>(column) * kStation_m;
    const double inland = coast.mangrove_width(x) + 150 + static_cast<double>(choice) * kChoice_m;
    return geo::Point{x, coast.shore_y(x) - inland};
  };
  std::vector<std::vector<double>> cost(columns, std::vector<double>(kChoices));
  std::vector<std::vector<std::size_t>> from(columns, std::vector<std::size_t>(kChoices));
  for (std::size_t column = 0; column < columns; ++column) {
    for (std::size_t choice = 0; choice < kChoices; ++choice) {
      const auto here = at(column, choice);
      double best = column == 0 ? 0 : std::numeric_limits<double>::infinity();
      for (std::size_t before = 0; column > 0 && before < kChoices; ++before) {
        const double turn = (here.y - at(column - 1, before).y) / kStation_m;
        const double total = cost[column - 1][before] + 2 * turn * turn;
        if (total < best) {
          best = total;
          from[column][choice] = before;
        }
      }
      cost[column][choice] = best + filling(coast, here);
    }
  }
  auto choice = static_cast<std::size_t>(std::min_element(cost.back().begin(), cost.back().end()) -
                                         cost.back().begin());
  std::vector<geo::Point> line(columns);
  for (std::size_t column = columns; column-- > 0;) {
    line[column] = at(column, choice);
    choice = from[column][choice];
  }
  return line;
}

// A lane goes straight on until its length is used up or the ground turns to mud or creek.
std::vector<geo::Point> lane(const Coast& coast, geo::Point start, double lean, double length,
                             double north) {
  std::vector<geo::Point> line = {start};
  for (double gone = 30; gone <= length; gone += 30) {
    const geo::Point at{start.x + lean * gone, start.y + north * gone};
    if (coast.height(at) < kHighWater_m - 0.35) break;
    line.push_back(at);
  }
  return line;
}

// From the road along the bank to the inner edge of the mangrove, where the boats lie.
std::vector<geo::Point> landing(const Coast& coast, const Creek& creek,
                                const std::vector<geo::Point>& road, double side) {
  const auto at = [&](double inland) {
    const double x = creek.x_at(inland) + side * (creek.width_at(inland) / 2 + 70);
    return geo::Point{x, coast.shore_y(x) - inland};
  };
  const auto crossing = std::min_element(road.begin(), road.end(), [&](geo::Point a, geo::Point b) {
    const auto off = [&](geo::Point p) { return std::abs(p.x - at(coast.inland(p)).x); };
    return off(a) < off(b);
  });
  const double from = coast.inland(*crossing);
  std::vector<geo::Point> line;
  if (from > creek.length_m) return line;
  for (double d = from; d > coast.mangrove_width(at(d).x); d -= 30) line.push_back(at(d));
  return line;
}

}  // namespace

std::vector<Street> lay_streets(const Coast& coast, const Villages& villages, std::uint64_t seed) {
  const double middle_y = coast.frame().height_m() * 0.7;
  const auto road = survey(coast, villages.border_x(0, middle_y) + 300,
                           villages.border_x(kVillages.size(), middle_y) - 300);
  std::vector<Street> streets;
  for (const auto& point : road) {
    const auto village = villages.of(point);
    if (streets.empty() || streets.back().village != village) {
      if (!streets.empty()) streets.back().line.push_back(point);
      streets.push_back({true, false, village, {}});
    }
    streets.back().line.push_back(point);
  }
  auto chance = Chance(seed).fork(kLanes);
  for (std::size_t i = 1; i + 1 < road.size();) {
    for (const double north : {1.0, -1.0}) {
      const double length = north > 0 ? chance.between(200, 700) : chance.between(300, 1500);
      const auto line = lane(coast, road[i], chance.between(-0.25, 0.25), length, north);
      if (line.size() > 3) streets.push_back({false, false, villages.of(road[i]), line});
    }
    i += static_cast<std::size_t>(chance.whole(2, 4));
  }
  for (const auto& creek : coast.creeks()) {
    const auto line = landing(coast, creek, road, chance.share() < 0.5 ? -1.0 : 1.0);
    if (line.size() > 3) streets.push_back({false, true, villages.of(line.back()), line});
  }
  return streets;
}

std::vector<Dwelling> settle(const Coast& coast, const Villages& villages,
                             const std::vector<Street>& streets) {
  constexpr double spacing = 60;
  std::vector<Dwelling> dwellings;
  for (const auto& street : streets) {
    for (std::size_t i = 1; i < street.line.size(); ++i) {
      const auto a = street.line[i - 1];
      const auto b = street.line[i];
      const double length = std::hypot(b.x - a.x, b.y - a.y);
      const auto count = std::max(1, static_cast<int>(length / spacing));
      for (int k = 0; k < count; ++k) {
        const double share = (k + 0.5) / count;
        const geo::Point at{std::lerp(a.x, b.x, share), std::lerp(a.y, b.y, share)};
        const auto village = villages.of(at);
        const double from_middle = std::abs(at.x - villages.middle_x(village));
        const bool dry = street.landing || coast.height(at) > kHighWater_m;
        dwellings.push_back(
            {at, village, length / count * std::exp(-from_middle / 1500) * (dry ? 1 : 0.25)});
      }
    }
  }
  return dwellings;
}

}  // namespace adem::demo
