// What a reader or the cleaning found doubtful: kept in the network with the id and place of each,
// so that nothing is dropped in silence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include "roads/network/place.h"

namespace adem::roads {

enum class FlagKind : std::uint8_t {
  zero_length,     // both ends at one place: made one junction; a line without extent is left out
  duplicate,       // the same course for the same modes as an earlier road: left out
  missing_point,   // refers to a point the file does not hold (cut extract): left out there
  bad_place,       // coordinates outside the Earth: left out there
  no_road,         // a line that is no road (railway, planned, gone): left out
  no_line,         // a feature without a line: left out
  unknown_class,   // a class the source does not say or adem does not know: kept as "unknown"
  crossing,        // crosses another line, both at ground level, with no shared point: not joined
  snippet,         // a part shorter than 1 km that joins nothing else: kept
  one_way_island,  // can be entered but not left, or left but not entered: kept
  far_landing,     // a landing stage with no road, ferry or waterway near: not in the network
};
inline constexpr std::size_t kFlagKinds = 11;
std::string_view name_of(FlagKind kind);  // "zero-length", …

// Where the source gives no place at all.
inline constexpr Place kNoPlace{std::numeric_limits<std::int32_t>::min(), 0};

struct Flagged {
  std::int64_t source = 0;  // OSM way (node for a far landing), or number of the feature from 1
  Place place;
  std::uint32_t nodes = 0;  // of a snippet or island
  FlagKind kind = FlagKind::zero_length;
  std::uint8_t mode = 0xFF;  // of an island
  std::uint16_t unused = 0;
};

}  // namespace adem::roads
