// Any bytes: judged without harm, what is refused is not repeated in full, and what was masked may
// be written down.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "election/mask_text.h"
#include "election/private_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto found = adem::election::private_text(text);
  if (found && std::get<std::string>(found->args.front().second).size() > 5) std::abort();
  const auto masked = adem::election::masked_text(text);
  if (masked.found.empty() == found.has_value()) std::abort();
  if (adem::election::private_text(masked.text)) std::abort();
  return 0;
}
