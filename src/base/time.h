// Instants are UTC seconds inside; a Zone turns them into local clock and calendar at the edge.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace adem {

using Seconds = std::chrono::seconds;
using Instant = std::chrono::sys_time<Seconds>;

// Local calendar and clock of an instant in some zone.
struct LocalTime {
  int year = 0;
  int month = 0;    // 1-12
  int day = 0;      // 1-31
  int hour = 0;     // 0-23
  int minute = 0;   // 0-59
  int second = 0;   // 0-59
  int weekday = 0;  // 0 Sunday … 6 Saturday
  bool operator==(const LocalTime&) const = default;
};

// A zone of the IANA database. Cheap to copy.
class Zone {
 public:
  // Error time.unknown-zone when the system's database has no such name.
  explicit Zone(std::string_view name);
  const std::string& name() const { return name_; }
  LocalTime local(Instant at) const;
  // Where a local time is repeated or skipped by a clock change, the earlier instant is taken.
  Instant instant(const LocalTime& local) const;
  // "WIB", "WITA", "WIT", or what the database calls it.
  std::string abbreviation(Instant at) const;

 private:
  std::string name_;
  const date::time_zone* zone_;
};

// 2024-11-27T00:00:00Z
std::string iso_utc(Instant at);
// 2024-11-27T07:00:00+07:00
std::string iso_local(Instant at, const Zone& zone);

// Reads ISO 8601: date, optional time (T or space, seconds optional), optional Z or ±hh:mm. A text
// without an offset is local in `zone`. Nothing where the text is not a time.
std::optional<Instant> parse_instant(std::string_view text, const Zone& zone);

// Local midnight of an ISO date ("2024-11-27"); nothing where it is no date.
std::optional<Instant> parse_date(std::string_view text, const Zone& zone);

}  // namespace adem
