// Numbers as people write them in lists: decimal commas, thousands dots, degrees and minutes,
// Unicode minus signs. Nothing is read into a text that is not a number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace adem::intake {

// Degrees. "106,638", "-6.1873", "−6.1873", "6°11'14,3\" LS", "106° 40' 46\" BT", "-6.187.316"
// (a spreadsheet's thousands: -6187316). Nothing for "-", "menyusul", "".
std::optional<double> parse_coordinate(std::string_view text);

// A whole number of people: "600", "1.200", "1,200", "600,0".
std::optional<std::int32_t> parse_count(std::string_view text);

// Metres: "0,5", "1.2 m", "30 cm".
std::optional<double> parse_metres(std::string_view text);

// The number in plain decimals with at most nine places, no zeros at the end.
std::string decimal_text(double value);

}  // namespace adem::intake
