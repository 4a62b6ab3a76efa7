// A directed graph as rows of arcs: those of node n are first[n] … first[n+1]-1.
#pragma once
#include <cstdint>
#include <vector>
namespace adem::roads {
struct Graph {
  std::vector<std::uint32_t> first;  // nodes + 1
  std::vector<std::uint32_t> head;   // node an arc leads to
  std::vector<std::uint32_t> edge;   // the undirected road it is part of: closures are by edge
  std::size_t nodes() const { return first.empty() ? 0 : first.size() - 1; }
  std::size_t arcs() const { return head.size(); }
};
}  // namespace adem::roads
