// Small road maps drawn in text, for tests. A letter or digit is a point; a column is `step_m` to
// the east, a line `step_m` to the south of the one above. Ways are named by their points:
//
//   const AsciiMap map(R"(
//     A---B---C
//         |
//         D)");
//   map.osm({{"ABC", {{"highway", "residential"}}}, {"BD", {{"highway", "path"}}}})
//
// Point ids are 'A' = 65 …, way ids 1, 2, … in order.
#pragma once

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

#include "base/format.h"
#include "geo/shape.h"
#include "roads/network/build.h"
#include "roads/network/osm_read.h"

namespace adem::roads {

using TagList = std::vector<std::pair<std::string, std::string>>;

struct AsciiWay {
  std::string points;
  TagList tags;
};

class AsciiMap {
 public:
  // Near the equator, where a degree is the same both ways.
  explicit AsciiMap(std::string_view drawing, double step_m = 100) {
    constexpr double kMetresPerDegree = 111'195.08;
    double line = 0, column = 0;
    for (const char c : drawing) {
      if (c == '\n') {
        ++line;
        column = 0;
        continue;
      }
      if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
        points_[c] = {101.0 + column * step_m / kMetresPerDegree,
                      -line * step_m / kMetresPerDegree};
      }
      ++column;
    }
  }

  geo::Point point(char name) const { return points_.at(name); }

  // As an OSM file; `nodes` are tags of points.
  std::string osm(const std::vector<AsciiWay>& ways,
                  const std::map<char, TagList>& nodes = {}) const {
    std::string out = "<osm version=\"0.6\" generator=\"adem test\">\n";
    const auto put_tags = [&out](const TagList& tags) {
      for (const auto& [key, value] : tags) {
        out += fmt::format("<tag k=\"{}\" v=\"{}\"/>", key, value);
      }
    };
    for (const auto& [name, at] : points_) {
      out += fmt::format("<node id=\"{}\" lat=\"{:.7f}\" lon=\"{:.7f}\">", int{name}, at.y, at.x);
      if (const auto found = nodes.find(name); found != nodes.end()) put_tags(found->second);
      out += "</node>\n";
    }
    for (std::size_t i = 0; i < ways.size(); ++i) {
      out += fmt::format("<way id=\"{}\">", i + 1);
      for (const char c : ways[i].points) out += fmt::format("<nd ref=\"{}\"/>", int{c});
      put_tags(ways[i].tags);
      out += "</way>\n";
    }
    return out + "</osm>\n";
  }

  // As a layer of lines; features 1, 2, … in order.
  std::string geojson(const std::vector<AsciiWay>& ways) const {
    Json features = Json::array();
    for (const auto& way : ways) {
      Json line = Json::array(), properties = Json::object();
      for (const char c : way.points) line.push_back({points_.at(c).x, points_.at(c).y});
      for (const auto& [key, value] : way.tags) properties[key] = value;
      features.push_back({{"type", "Feature"},
                          {"properties", properties},
                          {"geometry", {{"type", "LineString"}, {"coordinates", line}}}});
    }
    return Json{{"type", "FeatureCollection"}, {"features", features}}.dump();
  }

  // Read as a file would be.
  Network network(const std::vector<AsciiWay>& ways,
                  const std::map<char, TagList>& nodes = {}) const {
    const auto path =
        std::filesystem::temp_directory_path() / fmt::format("adem-ascii-map-{}.osm", ::getpid());
    std::ofstream(path) << osm(ways, nodes);
    auto network = Network::of(build(read_osm(path.string())));
    std::filesystem::remove(path);
    return network;
  }

  // The node at a point; the network's number of nodes where there is none.
  std::size_t node(const Network& network, char name) const {
    for (std::size_t n = 0; n < network.nodes(); ++n) {
      if (length_m(network.place(n), to_place(point(name))) < 0.05) return n;
    }
    return network.nodes();
  }
  // The edge between two points; the network's number of edges where there is none.
  std::size_t edge(const Network& network, char a, char b) const {
    const auto from = node(network, a), to = node(network, b);
    for (std::size_t e = 0; e < network.edges(); ++e) {
      if ((network.from(e) == from && network.to(e) == to) ||
          (network.from(e) == to && network.to(e) == from)) {
        return e;
      }
    }
    return network.edges();
  }
  // Whether the mode may go from one point to the next, edge by edge: "ABD".
  bool leads(const Network& network, std::string_view way, Mode mode) const {
    const Graph graph = graph_of(network, mode);
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
      const auto from = node(network, way[i]), to = node(network, way[i + 1]);
      if (from == network.nodes()) return false;
      const auto begin = graph.head.begin() + graph.first[from];
      const auto end = graph.head.begin() + graph.first[from + 1];
      if (std::find(begin, end, to) == end) return false;
    }
    return true;
  }

 private:
  std::map<char, geo::Point> points_;
};

inline std::size_t count(const Network& network, FlagKind kind) {
  return static_cast<std::size_t>(std::ranges::count(network.flagged(), kind, &Flagged::kind));
}

}  // namespace adem::roads
