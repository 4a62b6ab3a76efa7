#include "tiles/layer.h"

#include <algorithm>
#include <protozero/pbf_writer.hpp>
#include <protozero/varint.hpp>

namespace adem::tiles {

namespace {

// Field numbers of the specification's protocol buffer.
namespace field {
enum Tile : std::uint8_t { tile_layers = 3 };
enum Layer : std::uint8_t {
  name = 1,
  features = 2,
  keys = 3,
  values = 4,
  extent = 5,
  version = 15
};
enum Feature : std::uint8_t { id = 1, tags = 2, type = 3, geometry = 4 };
enum Value : std::uint8_t { text = 1, integer = 4, boolean = 7 };
}  // namespace field

enum Command : std::uint32_t { kMoveTo = 1, kLineTo = 2, kClosePath = 7 };
constexpr std::uint32_t kVersion = 2;

std::uint32_t command(Command what, std::size_t count) {
  return what | static_cast<std::uint32_t>(count) << 3;
}

std::uint32_t zigzag(std::int32_t v) {
  return (static_cast<std::uint32_t>(v) << 1) ^ static_cast<std::uint32_t>(v >> 31);
}

// Protocol buffers by hand, for the many: a number, and a field that has a length (both with tags
// of one byte: all of them are below 16).
char* put(char* at, std::uint64_t v) { return at + protozero::write_varint(at, v); }
std::uint64_t number_tag(std::uint32_t tag) { return tag << 3; }

std::size_t message_size(std::size_t size) {
  return 1 + static_cast<std::size_t>(protozero::length_of_varint(size)) + size;
}
char* begin_message(char* at, std::uint32_t tag, std::size_t size) {
  constexpr std::uint32_t kHasLength = 2;
  return put(put(at, tag << 3 | kHasLength), size);
}

std::size_t packed_size(std::span<const std::uint32_t> numbers) {
  std::size_t size = 0;
  for (const std::uint32_t v : numbers) {
    size += static_cast<std::size_t>(protozero::length_of_varint(v));
  }
  return size;
}

char* grow(std::string& bytes, std::size_t by) {
  bytes.resize(bytes.size() + by);
  return bytes.data() + bytes.size() - by;
}

constexpr std::size_t kTypeSize = 2;

}  // namespace

void Course::clear() {
  commands_.clear();
  at_ = {};
}

void Course::go(GridPoint to) {
  commands_.push_back(zigzag(to.x - at_.x));
  commands_.push_back(zigzag(to.y - at_.y));
  at_ = to;
}

void Course::draw(std::span<const GridPoint> points) {
  commands_.push_back(command(kMoveTo, 1));
  go(points.front());
  commands_.push_back(command(kLineTo, points.size() - 1));
  for (const GridPoint& p : points.subspan(1)) go(p);
}

void Course::point(GridPoint at) {
  commands_.push_back(command(kMoveTo, 1));
  go(at);
}

void Course::line(std::span<const GridPoint> points) { draw(points); }

void Course::ring(std::span<const GridPoint> points) {
  draw(points);
  commands_.push_back(command(kClosePath, 1));
}

Layer::Layer(std::string_view name, std::uint32_t extent) : name_(name), extent_(extent) {}

std::uint32_t Layer::key(std::string_view name) {
  const auto [found, made] =
      key_.try_emplace(std::string(name), static_cast<std::uint32_t>(key_.size()));
  if (made) protozero::pbf_writer(keys_).add_string(field::keys, name.data(), name.size());
  return found->second;
}

std::uint32_t Layer::own_value(std::string_view text) {
  char* at = grow(values_, message_size(message_size(text.size())));
  at = begin_message(at, field::values, message_size(text.size()));
  at = begin_message(at, field::text, text.size());
  std::copy(text.begin(), text.end(), at);
  return value_count_++;
}

std::uint32_t Layer::value(std::string_view text) {
  const auto [found, made] = text_.try_emplace(std::string(text), value_count_);
  if (made) own_value(text);
  return found->second;
}

std::uint32_t Layer::value(std::int64_t number) {
  const auto [known, is_new] = number_.number(static_cast<std::uint64_t>(number));
  if (is_new) known = number_value(field::integer, static_cast<std::uint64_t>(number));
  return known;
}

std::uint32_t Layer::number_value(std::uint32_t type, std::uint64_t number) {
  const std::size_t size = 1 + static_cast<std::size_t>(protozero::length_of_varint(number));
  char* at = begin_message(grow(values_, message_size(size)), field::values, size);
  put(put(at, number_tag(type)), number);
  return value_count_++;
}

std::uint32_t Layer::value(bool flag) {
  auto& known = flag_[flag ? 1 : 0];
  if (!known) known = number_value(field::boolean, flag ? 1 : 0);
  return *known;
}

// Sizes first, so that each feature is written once where it stays.
void Layer::feature(std::optional<std::uint64_t> id, Geometry geometry,
                    std::span<const std::uint32_t> tags, const Course& course) {
  const auto commands = course.commands();
  if (commands.empty()) return;
  const std::size_t tag_size = packed_size(tags), course_size = packed_size(commands);
  const std::size_t size = (id ? 1 + protozero::length_of_varint(*id) : 0) +
                           message_size(tag_size) + kTypeSize + message_size(course_size);
  char* at = grow(features_, message_size(size));
  at = begin_message(at, field::features, size);
  if (id) at = put(put(at, number_tag(field::id)), *id);
  at = begin_message(at, field::tags, tag_size);
  for (const std::uint32_t v : tags) at = put(at, v);
  at = put(put(at, number_tag(field::type)), static_cast<std::uint32_t>(geometry));
  at = begin_message(at, field::geometry, course_size);
  for (const std::uint32_t v : commands) at = put(at, v);
  ++count_;
}

std::string Layer::finish() const {
  std::string tile;
  if (count_ == 0) return tile;
  std::string head, foot;
  protozero::pbf_writer front(head), back(foot);
  front.add_uint32(field::version, kVersion);
  front.add_string(field::name, name_);
  back.add_uint32(field::extent, extent_);
  const std::size_t size =
      head.size() + features_.size() + keys_.size() + values_.size() + foot.size();
  tile.reserve(message_size(size));
  begin_message(grow(tile, message_size(size) - size), field::tile_layers, size);
  tile.append(head).append(features_).append(keys_).append(values_).append(foot);
  return tile;
}

}  // namespace adem::tiles
