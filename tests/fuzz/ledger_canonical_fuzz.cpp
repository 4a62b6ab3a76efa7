// Any text as canonical JSON: read or not; what was read is written again to the letter, and every
// other reader of JSON finds the same value in it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.h"
#include "ledger/event.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = adem::ledger::read_canonical(text);
  if (!read) return 0;
  const auto twin = nlohmann::json::parse(text, nullptr, false);
  if (twin.is_discarded() || twin != nlohmann::json(*read)) std::abort();
  try {
    if (adem::ledger::canonical(*read) != text) std::abort();
  } catch (const adem::Error& error) {
    if (error.message().code != "ledger.body-too-large") std::abort();
  }
  return 0;
}
