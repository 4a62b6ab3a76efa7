#include "desk/station_words.h"

#include <algorithm>
#include <charconv>

#include "desk/ids.h"

namespace adem::desk {

namespace {

constexpr std::string_view kPrefix = "station:";
constexpr std::string_view kReserved = ".~%";

}  // namespace

int course_place(std::string_view status) {
  const auto it = std::ranges::find(kCourse, status, &CourseStep::status);
  return it == kCourse.end() ? -1 : static_cast<int>(it - kCourse.begin());
}

bool says_something(std::string_view status) {
  return status != "missing" && status != "unreachable" && status != "unknown" &&
         std::ranges::find(kStatuses, status) != kStatuses.end();
}

int worry(std::string_view status) {
  static constexpr std::array<std::string_view, 12> order = {
      "box-home", "counting",   "closed",      "open",    "set-up",      "supplies-there",
      "unknown",  "opens-late", "unreachable", "missing", "interrupted", "cannot-open"};
  const auto it = std::ranges::find(order, status);
  // What a newer program calls it is not known here.
  return static_cast<int>((it == order.end() ? order.begin() + 6 : it) - order.begin());
}

std::string station_subject(std::string_view key) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out(kPrefix);
  for (const char c : key) {
    if (kReserved.find(c) == std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', digits[byte >> 4], digits[byte & 0xf]};
  }
  return out;
}

std::string station_key(std::string_view subject) {
  auto root = root_of(subject);
  if (!root.starts_with(kPrefix)) return {};
  root.remove_prefix(kPrefix.size());
  std::string out;
  for (std::size_t i = 0; i < root.size(); ++i) {
    unsigned value = 0;
    if (root[i] == '%' && i + 2 < root.size() &&
        std::from_chars(&root[i + 1], &root[i + 1] + 2, value, 16).ec == std::errc()) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += root[i];
    }
  }
  return out;
}

}  // namespace adem::desk
