// How adem speaks: one ICU MessageFormat catalogue per language, and the local forms of numbers,
// dates and chances (LOOK: "pukul 07.00 WIB", "Rabu, 27 November 2024", "0,35 m", "6 dari 10").
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/message.h"
#include "base/time.h"

namespace adem::words {

// How many there are, as an argument of a sentence.
inline std::int64_t count(std::uint64_t n) { return static_cast<std::int64_t>(n); }

class Speech {
 public:
  // language "id" or "en"; Error words.unknown-language.
  Speech(std::string_view language, const Zone& zone);
  Speech(Speech&&) noexcept;
  ~Speech();

  const std::string& language() const;
  const Zone& zone() const;

  // The catalogue's text for a message. Keys are dotted paths into the nested JSON:
  // {"outlook": {"dry": "…"}} is "outlook.dry". A code that the catalogue lacks comes back as
  // debug_text: visible, never a crash; a test asserts that it does not happen. The code of an
  // Error gives its sentence and how to mend it, on one line.
  // An instant {at} is its clock time; {at_day} is its day, "27 Nov 2024".
  std::string say(const Message& message) const;
  std::string say(std::string_view code, Args args = {}) const;
  bool has(std::string_view code) const;

  // "error: what, where, how to mend" in three lines at most.
  std::string say(const Error& error) const;

  std::string number(double value, int decimals = 0) const;  // 62.550 / 62,550
  std::string metres(double value) const;                    // 0,35 m / 0.35 m
  std::string clock(Instant at) const;                       // pukul 07.00 WIB / 07:00 WIB
  std::string clock_bare(Instant at) const;                  // 07.00 / 07:00
  std::string day(Instant at) const;        // Rabu, 27 November 2024 / Wednesday, 27 November 2024
  std::string short_day(Instant at) const;  // 27 Nov 2024
  std::string day_of(std::string_view iso_date) const;  // day() of a date; the text itself if none
  std::string chance(double chance) const;              // 6 dari 10 / 6 in 10

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace adem::words
