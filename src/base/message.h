// A message is a reason code with named arguments. Libraries return messages; faces render them in
// a language (words::Speech), so no sentence is written twice and none is written in a kernel.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/time.h"

namespace adem {

// Text, a count, a measure, or an instant (rendered as a clock time in the reader's zone).
using Arg = std::variant<std::string, std::int64_t, double, Instant>;
using Args = std::vector<std::pair<std::string, Arg>>;

struct Message {
  std::string code;
  Args args;
  bool operator==(const Message&) const = default;
};

// {"code": …, "args": {…}}; instants become ISO 8601 in UTC.
Json to_json(const Message& message);

// "code a=1 b=x", for logs and test failures.
std::string debug_text(const Message& message);

}  // namespace adem
