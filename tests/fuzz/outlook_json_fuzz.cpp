// Any text as a kept outlook: read and written again the same, or refused with an Error.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.h"
#include "election/clock_read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const auto once = adem::election::to_json(adem::election::outlook_from_text(text));
    const auto twice = adem::election::to_json(adem::election::outlook_from_json(once));
    if (once != twice) __builtin_trap();
  } catch (const adem::Error&) {
  }
  return 0;
}
