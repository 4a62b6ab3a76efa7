// Any text as a rule book and as an indicator set: read, or refused with an Error.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "election/rules.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    adem::election::to_json(adem::election::parse_rule_book(text, "fuzz"));
  } catch (const adem::Error&) {
  }
  try {
    adem::election::to_json(adem::election::parse_indicator_set(text, "fuzz"));
  } catch (const adem::Error&) {
  }
  return 0;
}
