// bench_roads_map FILE.osm.pbf [megabytes] [seed]
// A made-up map of about that size for timing `adem import roads`: towns of streets on a bent grid,
// joined by country roads with bends, and buildings. The shares are about those of the extract of
// Liechtenstein (a third of the ways are roads, half the points belong to them). Packed, a point
// takes 4.6 bytes here and 7.6 there, though the last digits have noise as surveyed points do: so
// the file holds more than a real one of its size. Ids rise as they are written, as in any
// extract. The same seed gives the same map.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <osmium/builder/osm_object_builder.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>
#include <random>
#include <string>
#include <vector>

#include "base/format.h"

namespace {

constexpr std::size_t kBuffer = 1 << 20;

struct Point {
  double lon, lat;
};

// A town of side × side blocks. Points of a way are drawn along a gentle curve.
struct Town {
  double lon, lat;
  int side;
};

class Map {
 public:
  explicit Map(std::uint64_t seed) : random_(seed) {}

  struct Way {
    std::vector<std::int64_t> nodes;
    const char* key;
    const char* value;
    std::uint32_t name;
    bool oneway, bridge;
  };
  std::vector<Point> points;
  std::vector<Way> ways;

  void town(const Town& town) {
    constexpr double kBlock = 0.0011;
    std::vector<std::vector<std::int64_t>> corners;
    for (int row = 0; row <= town.side; ++row) {
      auto& line = corners.emplace_back();
      for (int column = 0; column <= town.side; ++column) {
        line.push_back(put({town.lon + column * kBlock + 0.0001 * std::sin(row),
                            town.lat + row * kBlock + 0.0001 * std::sin(column)}));
      }
    }
    for (int row = 0; row <= town.side; ++row) {
      street(corners[static_cast<std::size_t>(row)]);
    }
    for (std::size_t column = 0; column < corners.size(); ++column) {
      std::vector<std::int64_t> line;
      for (const auto& row : corners) line.push_back(row[column]);
      street(line);
    }
    for (int i = 0; i < town.side * town.side * 2; ++i) {
      building({town.lon + share() * town.side * kBlock, town.lat + share() * town.side * kBlock});
    }
    if (last_ != 0) country_road(last_, corners[0][0]);
    last_ = corners.back().back();
  }

 private:
  double share() { return std::uniform_real_distribution<double>(0, 1)(random_); }

  std::int64_t put(Point point) {
    constexpr double kNoise = 0.00002;
    points.push_back({point.lon + (share() - 0.5) * kNoise, point.lat + (share() - 0.5) * kNoise});
    return static_cast<std::int64_t>(points.size());
  }
  Point at(std::int64_t id) const { return points[static_cast<std::size_t>(id - 1)]; }

  // Points between two, a tenth of the way off the straight line at most.
  void bend(std::int64_t from, std::int64_t to, int pieces, std::vector<std::int64_t>& out) {
    const Point a = at(from), b = at(to);
    for (int i = 1; i < pieces; ++i) {
      const double s = static_cast<double>(i) / pieces;
      const double off = 0.05 * std::sin(s * 6) * (share() + 0.5);
      out.push_back(put({a.lon + s * (b.lon - a.lon) - off * (b.lat - a.lat),
                         a.lat + s * (b.lat - a.lat) + off * (b.lon - a.lon)}));
    }
    out.push_back(to);
  }

  // A street of several ways, some of its blocks missing.
  void street(const std::vector<std::int64_t>& corners) {
    static constexpr const char* kClasses[] = {"residential", "residential", "residential",
                                               "tertiary",    "service",     "footway"};
    std::size_t begin = 0;
    while (begin + 1 < corners.size()) {
      const auto blocks = 1 + static_cast<std::size_t>(share() * 3);
      const auto end = std::min(corners.size() - 1, begin + blocks);
      if (share() > 0.1) {
        Way way{{corners[begin]},
                "highway",
                kClasses[static_cast<int>(share() * 6)],
                static_cast<std::uint32_t>(share() * 5000),
                share() < 0.08,
                share() < 0.02};
        for (auto i = begin; i < end; ++i) bend(corners[i], corners[i + 1], 8, way.nodes);
        ways.push_back(std::move(way));
      }
      begin = end;
    }
  }

  void country_road(std::int64_t from, std::int64_t to) {
    Way way{{from}, "highway", "secondary", static_cast<std::uint32_t>(share() * 5000),
            false,  false};
    bend(from, to, 150, way.nodes);
    ways.push_back(std::move(way));
  }

  void building(Point at_point) {
    constexpr double kSide = 0.00006;
    // An L.
    constexpr double kCorners[6][2] = {{0, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 2}, {0, 2}};
    Way way{{}, "building", "yes", 0, false, false};
    for (const auto& corner : kCorners) {
      way.nodes.push_back(
          put({at_point.lon + corner[0] * kSide, at_point.lat + corner[1] * kSide}));
    }
    way.nodes.push_back(way.nodes.front());
    ways.push_back(std::move(way));
  }

  std::mt19937_64 random_;
  std::int64_t last_ = 0;
};

void write(const Map& map, const std::string& path) {
  osmium::io::Header header;
  header.set("generator", "adem bench");
  osmium::io::Writer writer(osmium::io::File(path), header, osmium::io::overwrite::allow);
  osmium::memory::Buffer buffer(kBuffer, osmium::memory::Buffer::auto_grow::yes);
  const auto flush = [&](bool always) {
    if (!always && buffer.committed() < kBuffer / 2) return;
    writer(std::move(buffer));
    buffer = osmium::memory::Buffer(kBuffer, osmium::memory::Buffer::auto_grow::yes);
  };
  for (std::size_t i = 0; i < map.points.size(); ++i) {
    {
      osmium::builder::NodeBuilder node(buffer);
      node.set_id(static_cast<std::int64_t>(i + 1)).set_version(1).set_visible(true);
      node.set_location(osmium::Location(map.points[i].lon, map.points[i].lat));
    }
    buffer.commit();
    flush(false);
  }
  flush(true);
  for (std::size_t i = 0; i < map.ways.size(); ++i) {
    const auto& from = map.ways[i];
    {
      osmium::builder::WayBuilder way(buffer);
      way.set_id(static_cast<std::int64_t>(i + 1)).set_version(1).set_visible(true);
      way.set_user("");
      {
        osmium::builder::WayNodeListBuilder nodes(way);
        for (const auto node : from.nodes) nodes.add_node_ref(node);
      }
      osmium::builder::TagListBuilder tags(way);
      tags.add_tag(from.key, from.value);
      if (from.name != 0) tags.add_tag("name", fmt::format("Jalan {}", from.name));
      if (from.oneway) tags.add_tag("oneway", "yes");
      if (from.bridge) tags.add_tag("bridge", "yes");
    }
    buffer.commit();
    flush(false);
  }
  flush(true);
  writer.close();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "bench_roads_map FILE.osm.pbf [megabytes] [seed]\n");
    return 2;
  }
  const std::string path = argv[1];
  const double megabytes = argc > 2 ? std::strtod(argv[2], nullptr) : 100;
  const auto seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 20241127U;
  // Bytes a point takes in the file; found by writing, so that the size comes out about right.
  constexpr double kBytesPerPoint = 4.59;
  Map map(seed);
  std::mt19937_64 random(seed + 1);
  std::uniform_real_distribution<double> share(0, 1);
  while (static_cast<double>(map.points.size()) * kBytesPerPoint < megabytes * 1e6) {
    map.town({100 + share(random) * 8, -5 + share(random) * 8,
              8 + static_cast<int>(share(random) * 40)});
  }
  std::size_t roads = 0;
  for (const auto& way : map.ways) roads += std::string(way.key) == "highway" ? 1 : 0;
  write(map, path);
  fmt::print("{}: {:.1f} MB, {} points, {} ways, {} of them roads, seed {}\n", path,
             static_cast<double>(std::filesystem::file_size(path)) / 1e6, map.points.size(),
             map.ways.size(), roads, seed);
  return 0;
}
