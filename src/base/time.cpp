#include "base/time.h"

#include <array>
#include <charconv>
#include <date/tz.h>

#include "base/error.h"
#include "base/format.h"

namespace adem {

namespace {

// Reads exactly `digits` decimal digits at the front of `text` and removes them.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const char c = text[i];
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take_char(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

bool take_date(std::string_view& text, LocalTime& out) {
  const auto year = take_digits(text, 4);
  if (!year || !take_char(text, '-')) return false;
  const auto month = take_digits(text, 2);
  if (!month || !take_char(text, '-')) return false;
  const auto day = take_digits(text, 2);
  if (!day) return false;
  const date::year_month_day ymd{date::year{*year}, date::month(static_cast<unsigned>(*month)),
                                 date::day(static_cast<unsigned>(*day))};
  if (!ymd.ok()) return false;
  out.year = *year;
  out.month = *month;
  out.day = *day;
  return true;
}

bool take_clock(std::string_view& text, LocalTime& out) {
  const auto hour = take_digits(text, 2);
  if (!hour || *hour > 23) return false;
  if (!take_char(text, ':') && !take_char(text, '.')) return false;
  const auto minute = take_digits(text, 2);
  if (!minute || *minute > 59) return false;
  out.hour = *hour;
  out.minute = *minute;
  if (take_char(text, ':')) {
    const auto second = take_digits(text, 2);
    if (!second || *second > 59) return false;
    out.second = *second;
    if (take_char(text, '.')) {
      while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
    }
  }
  return true;
}

// Offset east of Greenwich in seconds: "Z", "+07:00", "+0700", "+07".
std::optional<int> take_offset(std::string_view& text) {
  if (take_char(text, 'Z')) return 0;
  const bool east = take_char(text, '+');
  if (!east && !take_char(text, '-')) return std::nullopt;
  const auto hours = take_digits(text, 2);
  if (!hours || *hours > 14) return std::nullopt;
  int minutes = 0;
  if (!text.empty()) {
    take_char(text, ':');
    const auto read = take_digits(text, 2);
    if (!read || *read > 59) return std::nullopt;
    minutes = *read;
  }
  const int seconds = *hours * 3600 + minutes * 60;
  return east ? seconds : -seconds;
}

Instant as_if_utc(const LocalTime& local) {
  const date::year_month_day ymd{date::year{local.year},
                                 date::month(static_cast<unsigned>(local.month)),
                                 date::day(static_cast<unsigned>(local.day))};
  return Instant{date::sys_days{ymd}.time_since_epoch() + std::chrono::hours{local.hour} +
                 std::chrono::minutes{local.minute} + Seconds{local.second}};
}

}  // namespace

Zone::Zone(std::string_view name) : name_(name), zone_(nullptr) {
  try {
    zone_ = date::locate_zone(name_);
  } catch (const std::exception&) {
    throw Error(ErrorKind::misuse, "time.unknown-zone", {{"zone", name_}});
  }
}

LocalTime Zone::local(Instant at) const {
  const date::sys_seconds utc{at.time_since_epoch()};
  const auto local = zone_->to_local(utc);
  const auto day = date::floor<date::days>(local);
  const date::year_month_day ymd{day};
  const date::hh_mm_ss clock{local - day};
  return LocalTime{.year = static_cast<int>(ymd.year()),
                   .month = static_cast<int>(static_cast<unsigned>(ymd.month())),
                   .day = static_cast<int>(static_cast<unsigned>(ymd.day())),
                   .hour = static_cast<int>(clock.hours().count()),
                   .minute = static_cast<int>(clock.minutes().count()),
                   .second = static_cast<int>(clock.seconds().count()),
                   .weekday = static_cast<int>(date::weekday{day}.c_encoding())};
}

Instant Zone::instant(const LocalTime& local) const {
  const date::local_seconds wall{as_if_utc(local).time_since_epoch()};
  return Instant{zone_->to_sys(wall, date::choose::earliest).time_since_epoch()};
}

std::string Zone::abbreviation(Instant at) const {
  return zone_->get_info(date::sys_seconds{at.time_since_epoch()}).abbrev;
}

std::string iso_utc(Instant at) {
  const Instant day{std::chrono::floor<std::chrono::days>(at.time_since_epoch())};
  const date::year_month_day ymd{date::sys_days{
      date::days{std::chrono::duration_cast<std::chrono::days>(day.time_since_epoch()).count()}}};
  const auto second = (at - day).count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                     second / 3600, second / 60 % 60, second % 60);
}

std::string iso_local(Instant at, const Zone& zone) {
  const LocalTime local = zone.local(at);
  const auto offset = (as_if_utc(local) - at).count() / 60;
  const auto size = offset < 0 ? -offset : offset;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{:02}:{:02}", local.year, local.month,
                     local.day, local.hour, local.minute, local.second, offset < 0 ? '-' : '+',
                     size / 60, size % 60);
}

std::optional<Instant> parse_instant(std::string_view text, const Zone& zone) {
  LocalTime local;
  if (!take_date(text, local)) return std::nullopt;
  if (!text.empty()) {
    if (!take_char(text, 'T') && !take_char(text, ' ')) return std::nullopt;
    if (!take_clock(text, local)) return std::nullopt;
  }
  if (text.empty()) return zone.instant(local);
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return as_if_utc(local) - Seconds{*offset};
}

std::optional<Instant> parse_date(std::string_view text, const Zone& zone) {
  LocalTime local;
  if (!take_date(text, local) || !text.empty()) return std::nullopt;
  return zone.instant(local);
}

}  // namespace adem
