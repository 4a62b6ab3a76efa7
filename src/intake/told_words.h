// The words people fill questionnaires with: headings, yes and no, heights on a grown person,
// dates, in Indonesian and English. Used by the readers of told.h and by `adem ask`.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/message.h"
#include "base/time.h"
#include "election/witness.h"

namespace adem::intake {

// The columns of a questionnaire, in the order it prints them.
enum class Field : std::uint8_t {
  key,
  village,
  station,
  address,
  flooded,
  when,
  height,
  road,
  alternative,
  owner,
  office,
  told_at,
};
inline constexpr std::size_t kFields = 12;
// "key", "village", …: the names that --map and the catalogue (questionnaire.heading.<name>) use.
inline constexpr std::array<std::string_view, kFields> kFieldNames = {
    "key",    "village", "station",     "address", "flooded", "when",
    "height", "road",    "alternative", "owner",   "office",  "told-at"};
std::string_view name_of(Field field);

// The heading of a column in a language, from the catalogue.
std::string heading(Field field, std::string_view language);
// The field a heading means, in either language or short; nothing where it is none of them.
std::optional<Field> field_of(std::string_view heading);

using election::read_answered;

// "mata kaki", "betis", "lutut", "pinggang" and the like; centimetres or metres ("40 cm", "0,4 m")
// become the nearest mark below, and `measured` is set. Blank is unknown.
std::optional<election::Mark> read_mark(std::string_view text, bool& measured);

// 2024-11-18, 2024/11/18, 18/11/2024, 18-11-2024, 18.11.2024, 18 November 2024, 18 Nov 2024, each
// with an optional hour. Day before month, as in Indonesia.
std::optional<Instant> read_day(std::string_view text, const Zone& zone);

// One answer as written, before anything is understood.
struct RawAnswer {
  std::string flooded{}, when{}, height{}, road{}, alternative{}, owner{}, office{}, told_at{};
};

// What is wrong with one field of a RawAnswer; `why` is told.refused.… or guard.…
struct Fault {
  Field field{};
  std::string value;  // as written; only its beginning where it may point at a person
  Message why;
};

// Understands a RawAnswer, all but the station. Sets `measured` where a height was given in cm.
std::optional<Fault> read_answer(const RawAnswer& raw, const Zone& zone,
                                 election::WitnessAnswer& answer, bool& measured);

// Whether anything was answered: office and date alone are no answer.
bool says_anything(const election::WitnessAnswer& answer);

// Spaces trimmed and runs of them, and of line breaks, made one.
std::string one_line(std::string_view text);

}  // namespace adem::intake
