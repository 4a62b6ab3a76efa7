// Small road maps drawn in letters, with waters on them:
//   A-->-B    letters are junctions; roads run along rows and columns
//   |    |    '-' and '|' are road, 100 m a sign
//   C-12-D    '<' '>' '^' 'v' make the road one-way; a digit names a water that lies on it
#pragma once

#include <cctype>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "roads/search/closures.h"
#include "roads/search/graph.h"

namespace adem::roads {

struct WaterMap {
  Graph graph;
  std::vector<std::uint32_t> length_m;  // of edges
  std::vector<std::string> waters;      // of edges
  std::map<char, std::uint32_t> node;

  std::uint32_t at(char name) const { return node.at(name); }

  // Lane by lane the waters that are up.
  Closures when(const std::vector<std::string>& up) const {
    Closures closures(waters.size(), up.size());
    for (std::uint32_t edge = 0; edge < waters.size(); ++edge) {
      Lanes open;
      for (std::size_t lane = 0; lane < up.size(); ++lane) {
        if (up[lane].find_first_of(waters[edge]) == std::string::npos) open.set(lane);
      }
      closures.set(edge, open);
    }
    return closures;
  }
};

// Arcs as a list, made into rows.
struct ListedArc {
  std::uint32_t tail, head, edge;
};
inline Graph graph_of(std::size_t nodes, const std::vector<ListedArc>& arcs) {
  Graph graph;
  graph.first.push_back(0);
  for (std::uint32_t n = 0; n < nodes; ++n) {
    for (const auto& arc : arcs) {
      if (arc.tail != n) continue;
      graph.head.push_back(arc.head);
      graph.edge.push_back(arc.edge);
    }
    graph.first.push_back(static_cast<std::uint32_t>(graph.head.size()));
  }
  return graph;
}

inline WaterMap water_map(const std::vector<std::string>& rows) {
  WaterMap map;
  std::vector<ListedArc> arcs;
  const auto sign = [&](std::size_t y, std::size_t x) {
    return y < rows.size() && x < rows[y].size() ? rows[y][x] : ' ';
  };
  const auto is_node = [](char c) { return c >= 'A' && c <= 'Z'; };
  for (const auto& row : rows) {
    for (const char c : row) {
      if (is_node(c)) map.node.emplace(c, static_cast<std::uint32_t>(map.node.size()));
    }
  }
  const auto follow = [&](std::size_t y, std::size_t x, std::size_t dy, std::size_t dx) {
    const std::uint32_t tail = map.at(rows[y][x]);
    std::string road;
    for (y += dy, x += dx; !is_node(sign(y, x)); y += dy, x += dx) {
      const char c = sign(y, x);
      const bool is_road = std::isdigit(static_cast<unsigned char>(c)) != 0 ||
                           std::string(dx == 1 ? "-<>" : "|^v").find(c) != std::string::npos;
      if (!is_road && road.empty()) return;
      if (!is_road) throw std::invalid_argument("a road that ends nowhere");
      road += c;
    }
    if (road.empty()) return;
    const std::uint32_t head = map.at(sign(y, x));
    const auto edge = static_cast<std::uint32_t>(map.length_m.size());
    map.length_m.push_back(static_cast<std::uint32_t>(road.size() * 100));
    map.waters.emplace_back();
    for (const char c : road) {
      if (std::isdigit(static_cast<unsigned char>(c)) != 0) map.waters.back() += c;
    }
    if (road.find_first_of("<^") == std::string::npos) arcs.push_back({tail, head, edge});
    if (road.find_first_of(">v") == std::string::npos) arcs.push_back({head, tail, edge});
  };
  for (std::size_t y = 0; y < rows.size(); ++y) {
    for (std::size_t x = 0; x < rows[y].size(); ++x) {
      if (!is_node(rows[y][x])) continue;
      follow(y, x, 0, 1);
      follow(y, x, 1, 0);
    }
  }
  map.graph = graph_of(map.node.size(), arcs);
  return map;
}

}  // namespace adem::roads
