// Small readings of the texts that lists are made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace adem::intake {

// Without spaces, tabs, line breaks and no-break spaces at either end.
std::string_view trimmed(std::string_view text);

// What is left of a header or a name when case, spaces and punctuation do not count:
// "Kelurahan/Desa" and "kelurahan_desa" are both "kelurahandesa".
std::string folded(std::string_view text);

// The same for a place's name, without the words that only say what it is ("Kel.", "Desa").
std::string folded_place(std::string_view name);

// The digits of a text; the overload without allocation gives their number, or nothing where
// anything but digits, dots and spaces stands between them or there are more than 18.
std::string digits_of(std::string_view text);
struct Digits {
  std::uint64_t value = 0;
  int count = 0;
};
std::optional<Digits> code_digits(std::string_view text);

// "58416-CIPONDOH": a number of the list's own and a name.
struct Numbered {
  std::string_view id, name;
};
std::optional<Numbered> numbered_name(std::string_view text);

// "1658416001-TPS 001", "TPS 001", "1": what a cell says of a station.
struct StationLabel {
  std::string_view id;      // "1658416001"
  std::string_view name;    // "TPS 001"
  std::string_view number;  // "001"
};
StationLabel station_label(std::string_view text);

// Appends "name":"value" to a JSON object under construction ("" at first); close_object ends it.
void append_member(std::string& object, std::string_view name, std::string_view value);
void append_number(std::string& object, std::string_view name, std::int64_t value);
void close_object(std::string& object);

}  // namespace adem::intake
