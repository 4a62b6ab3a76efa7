// Times as files write them. A time that names no offset is local at the offset in which the
// scenario's start was written, so that a tide table, a rain gauge and the scenario mean the same
// hour without any of them saying so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace adem::scenario {

struct ClockReading {
  Instant at;
  std::optional<int> offset_s;  // east of Greenwich, where the text names one
};
// ISO 8601 as parse_instant reads it; a time without an offset is read as if it were UTC.
std::optional<ClockReading> read_clock(std::string_view text);

// The instant a text means where unnamed offsets are `offset_s`.
std::optional<Instant> instant_at(std::string_view text, int offset_s);
// 2024-11-26T18:00:00+07:00
std::string iso_at(Instant at, int offset_s);

}  // namespace adem::scenario
