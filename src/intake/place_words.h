// The words of lists of places: what kind a place is, what leaves there, and which headings are
// about persons.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "election/places.h"
#include "intake/columns.h"

namespace adem::intake {

std::span<const FieldNames> place_fields();
std::span<const FieldNames> crew_fields();
std::span<const FieldNames> home_fields();

// "Gudang PPK", "warehouse-ppk", "RSUD", "Polsek", "dermaga".
std::optional<election::PlaceKind> read_place_kind(std::string_view text);

// "truk, mobil; perahu": all of them, or nothing where one is not known.
std::optional<election::ModeSet> read_modes(std::string_view text);

// "Nama", "NIK", "No. HP", "alamat rumah": headings of columns that tell of persons.
bool tells_of_persons(std::string_view heading);

// The columns that no field takes, as one note; nothing where every column is taken.
std::optional<Message> ignored_note(const Columns& columns);

}  // namespace adem::intake
