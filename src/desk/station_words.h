// What can be said of a station on the day, and how its key becomes the name of its state.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace adem::desk {

// The usual course of the day, each step with the duty of the rule book that it fulfils.
struct CourseStep {
  std::string_view status, duty;
};
inline constexpr std::array kCourse = {
    CourseStep{"supplies-there", "supplies"},
    CourseStep{"set-up", "set-up"},
    CourseStep{"open", "opening"},
    CourseStep{"closed", "voting-ends"},
    CourseStep{"counting", "count"},
    CourseStep{"box-home", "box-home"},
};

// Everything that an office may report. "missing" (no report came), "unreachable" (tried, and
// failed) and "unknown" say nothing about the station itself.
inline constexpr std::array<std::string_view, 12> kStatuses = {
    "supplies-there", "set-up",   "opens-late", "cannot-open", "open",        "interrupted",
    "closed",         "counting", "box-home",   "missing",     "unreachable", "unknown"};

// How it is known.
inline constexpr std::array<std::string_view, 3> kSources = {"seen", "phoned", "told"};
inline constexpr std::array<std::string_view, 3> kAnswers = {"yes", "no", "unknown"};

// Place in the usual course; -1 for everything else.
int course_place(std::string_view status);
// Whether the status says something about the station itself.
bool says_something(std::string_view status);
// Greater is worse: the order of the wall.
int worry(std::string_view status);

// Aggregate of a station: "station:1472051003001". Keys of other lists may hold the characters
// that ids are built with; they are written as %2E and so on.
std::string station_subject(std::string_view key);
// The key of "station:1472051003001.floor-dry"; empty where it is none.
std::string station_key(std::string_view subject);

}  // namespace adem::desk
