// What can be doubtful about a row of the register. A row counts once in an import report, under
// the first flag that applies in this order (docs: MODEL, "import").
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace adem::election {

enum class Flag : std::uint16_t {
  mis_scaled,       // 1.06638 for 106.638; the proposal is kept beside it, never applied unasked
  swapped,          // latitude and longitude stand in each other's column
  outside_region,   // far outside everything the areas cover
  outside_area,     // inside another village than the one it is listed under, or between villages
  shared_point,     // another row of the list has exactly this point
  no_coordinates,   // none given
  repeated_key,     // an earlier row has the same key; both are kept
  too_many_voters,  // above the rule book's limit
};

inline constexpr std::array<std::string_view, 8> kFlagNames = {
    "mis-scaled",   "swapped",        "outside-region", "outside-area",
    "shared-point", "no-coordinates", "repeated-key",   "too-many-voters"};

// A set of flags in 16 bits.
struct Flags {
  std::uint16_t bits = 0;
  void set(Flag flag) { bits = static_cast<std::uint16_t>(bits | mask(flag)); }
  bool has(Flag flag) const { return (bits & mask(flag)) != 0; }
  bool any() const { return bits != 0; }
  bool operator==(const Flags&) const = default;
  static std::uint16_t mask(Flag flag) {
    return static_cast<std::uint16_t>(1u << static_cast<unsigned>(flag));
  }
};

}  // namespace adem::election
