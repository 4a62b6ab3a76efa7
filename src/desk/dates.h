// Dates and clocks as people write them in forms and on the command line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace adem::desk {

// ISO date of "2024-11-27", "27/11/2024", "27-11-2024", "27.11.2024", "2024/11/27",
// "27 November 2024", "Rabu, 27 Nov 2024" (Indonesian or English months), also with a clock behind
// it, and of a spreadsheet's day number. The day stands before the month; a year has four digits.
std::optional<std::string> read_date(std::string_view text);

// Minutes after midnight of "19.00", "19:00:00", "pukul 19.00 WIB", and of a spreadsheet's share of
// a day ("0.7916666").
std::optional<int> read_clock(std::string_view text);

// An instant: ISO 8601, or a date that read_date knows followed by a clock.
std::optional<Instant> read_moment(std::string_view text, const Zone& zone);

// ISO date of an instant in a zone.
std::string date_of(Instant at, const Zone& zone);

}  // namespace adem::desk
