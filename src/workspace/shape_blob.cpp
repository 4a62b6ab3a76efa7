#include "workspace/shape_blob.h"

#include <bit>
#include <cstring>

#include "base/error.h"

namespace adem::workspace {

namespace {

static_assert(std::endian::native == std::endian::little, "blobs are little-endian");
static_assert(sizeof(geo::Point) == 2 * sizeof(double), "points are pairs of numbers");

void put_count(std::vector<std::uint8_t>& out, std::size_t count) {
  const auto value = static_cast<std::uint32_t>(count);
  std::uint8_t bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.insert(out.end(), bytes, bytes + sizeof value);
}

[[noreturn]] void bad_blob() { throw Error(ErrorKind::bad_input, "workspace.bad-shape"); }

std::uint32_t take_count(std::span<const std::uint8_t>& bytes, std::size_t least_size) {
  std::uint32_t value = 0;
  if (bytes.size() < sizeof value) bad_blob();
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes = bytes.subspan(sizeof value);
  if (value > bytes.size() / least_size) bad_blob();
  return value;
}

}  // namespace

std::vector<std::uint8_t> encode_shape(const geo::Shape& shape) {
  std::vector<std::uint8_t> out;
  if (shape.empty()) return out;
  put_count(out, shape.size());
  for (const auto& polygon : shape) {
    put_count(out, polygon.size());
    for (const auto& ring : polygon) {
      put_count(out, ring.size());
      const auto* from = reinterpret_cast<const std::uint8_t*>(ring.data());
      out.insert(out.end(), from, from + ring.size() * sizeof(geo::Point));
    }
  }
  return out;
}

geo::Shape decode_shape(std::span<const std::uint8_t> bytes) {
  geo::Shape shape;
  if (bytes.empty()) return shape;
  shape.resize(take_count(bytes, 4));
  for (auto& polygon : shape) {
    polygon.resize(take_count(bytes, 4));
    for (auto& ring : polygon) {
      ring.resize(take_count(bytes, sizeof(geo::Point)));
      const std::size_t size = ring.size() * sizeof(geo::Point);
      if (size > 0) std::memcpy(static_cast<void*>(ring.data()), bytes.data(), size);
      bytes = bytes.subspan(size);
    }
  }
  if (!bytes.empty()) bad_blob();
  return shape;
}

}  // namespace adem::workspace
