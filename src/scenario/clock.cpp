#include "scenario/clock.h"

#include <cstdlib>

#include "base/format.h"

namespace adem::scenario {

std::optional<ClockReading> read_clock(std::string_view text) {
  // The same text in two zones: where the answers differ, it named no offset.
  static const Zone utc("UTC");
  static const Zone east("Etc/GMT-1");
  const auto here = parse_instant(text, utc);
  const auto there = parse_instant(text, east);
  if (!here || !there) return std::nullopt;
  if (*here != *there) return ClockReading{*here, std::nullopt};
  // What the clock showed, without its offset: the first 16 or 19 characters.
  auto bare = text.substr(0, text.find_first_of("Z+", 10));
  if (bare.size() == text.size()) bare = text.substr(0, text.rfind('-'));
  const auto shown = parse_instant(bare, utc);
  if (!shown) return std::nullopt;
  return ClockReading{*here, static_cast<int>((*shown - *here).count())};
}

std::optional<Instant> instant_at(std::string_view text, int offset_s) {
  const auto read = read_clock(text);
  if (!read) return std::nullopt;
  return read->offset_s ? read->at : read->at - Seconds{offset_s};
}

std::string iso_at(Instant at, int offset_s) {
  auto text = iso_utc(at + Seconds{offset_s});
  text.pop_back();  // Z
  const int size = std::abs(offset_s) / 60;
  return text + fmt::format("{}{:02}:{:02}", offset_s < 0 ? '-' : '+', size / 60, size % 60);
}

}  // namespace adem::scenario
