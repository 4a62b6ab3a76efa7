#include "roads/network/course.h"

#include <cstdint>
#include <optional>

namespace adem::roads {

namespace {

void put(std::string& out, std::int64_t value) {
  auto rest = (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
  while (rest >= 0x80) {
    out += static_cast<char>(static_cast<unsigned char>(rest | 0x80U));
    rest >>= 7U;
  }
  out += static_cast<char>(static_cast<unsigned char>(rest));
}

std::optional<std::int64_t> take(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 42 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) {
      return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
    }
  }
  return std::nullopt;
}

}  // namespace

void encode_course(Place start, std::span<const Place> between, std::string& out) {
  for (const Place place : between) {
    put(out, std::int64_t{place.lon} - start.lon);
    put(out, std::int64_t{place.lat} - start.lat);
    start = place;
  }
}

void decode_course(Place start, std::string_view bytes, std::vector<Place>& out) {
  while (!bytes.empty()) {
    const auto lon = take(bytes);
    const auto lat = take(bytes);
    if (!lon || !lat) return;
    start = {static_cast<std::int32_t>(start.lon + *lon),
             static_cast<std::int32_t>(start.lat + *lat)};
    out.push_back(start);
  }
}

}  // namespace adem::roads
