// One layer of a vector tile, version 2.1 (Mapbox, "Vector Tile Specification", 2.1, 2016), written
// feature by feature. What can be read without knowing the tile's place: coordinates are cells of
// the layer's grid, x eastward, y southward.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tiles/mercator.h"
#include "tiles/numbering.h"

namespace adem::tiles {

inline constexpr std::uint32_t kExtent = 4096;

enum class Geometry : std::uint8_t { point = 1, line = 2, polygon = 3 };

// The commands that draw one feature.
class Course {
 public:
  void clear();
  bool empty() const { return commands_.empty(); }
  // A point; or two and more that a line joins; or a ring whose last point is not its first again:
  // outer rings clockwise on the screen, each followed by its holes, counter-clockwise.
  void point(GridPoint at);
  void line(std::span<const GridPoint> points);
  void ring(std::span<const GridPoint> points);
  std::span<const std::uint32_t> commands() const { return commands_; }

 private:
  void go(GridPoint to);
  void draw(std::span<const GridPoint> points);
  std::vector<std::uint32_t> commands_;
  GridPoint at_;
};

class Layer {
 public:
  explicit Layer(std::string_view name, std::uint32_t extent = kExtent);

  // Numbers of keys and values: the same text or number has one.
  std::uint32_t key(std::string_view name);
  std::uint32_t value(std::string_view text);
  std::uint32_t value(std::int64_t number);
  std::uint32_t value(bool flag);
  // A text that no other feature has, or few: it is not looked for.
  std::uint32_t own_value(std::string_view text);

  // `tags` are numbers of keys and values by turns.
  void feature(std::optional<std::uint64_t> id, Geometry geometry,
               std::span<const std::uint32_t> tags, const Course& course);
  std::size_t features() const { return count_; }

  // The layer as a tile; empty without features. Layers put one behind the other are one tile.
  std::string finish() const;

 private:
  std::uint32_t number_value(std::uint32_t type, std::uint64_t number);

  std::string name_;
  std::uint32_t extent_;
  std::string features_, keys_, values_;  // as they stand in the layer
  std::size_t count_ = 0;
  std::uint32_t value_count_ = 0;
  std::unordered_map<std::string, std::uint32_t> key_, text_;
  Numbering number_;
  std::array<std::optional<std::uint32_t>, 2> flag_;
};

}  // namespace adem::tiles
