// Every act of the desk as data: its name, what it takes, and the function that judges and records
// it. One definition serves the command line, batches of JSON lines, and the authorisation matrix.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "desk/seat.h"

namespace adem::desk {

enum class ArgKind : std::uint8_t {
  text,    // a string
  number,  // a whole number
  flag,    // true or absent
  list,    // strings
  file,    // a text: what a file holds, which the command line names
};

struct Arg {
  std::string_view name;  // "as-of"; help.<act>.<name>
  ArgKind kind = ArgKind::text;
  bool required = false;
  bool positional = false;  // on the command line without its name
};

// Arguments that fit the act's list: checked before the act sees them.
class Args {
 public:
  explicit Args(const Json& values) : values_(values) {}
  bool has(std::string_view name) const { return values_.contains(name); }
  std::string text(std::string_view name) const;  // empty where absent
  std::int64_t number(std::string_view name, std::int64_t otherwise) const;
  bool flag(std::string_view name) const;
  std::vector<std::string> list(std::string_view name) const;

 private:
  const Json& values_;
};

struct Act {
  std::string_view name;  // "station.report" is "adem station report"
  std::span<const Arg> args;
  // Returns what is said and printed: an object; its texts and numbers are the arguments of the
  // sentence done.<name>. Throws Error where a rule refuses; then nothing was recorded.
  Json (*run)(Seat& seat, const Args& args);
  std::string_view command = {};  // a word of its own on the command line: "propose"
};

// All acts by name.
const std::vector<Act>& all_acts();
const Act* find_act(std::string_view name);

// Checks `values` against the act's arguments and runs it. Errors desk.unknown-act {name},
// desk.missing-arg {act, name}, desk.unknown-arg {act, name, known}, desk.bad-arg {act, name,
// kind}.
Json perform(Seat& seat, std::string_view name, const Json& values);

}  // namespace adem::desk
