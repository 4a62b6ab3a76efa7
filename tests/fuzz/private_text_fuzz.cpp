// Any bytes: judged without harm, and what is refused is not repeated in full.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "election/private_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto found = adem::election::private_text(text);
  if (found && std::get<std::string>(found->args.front().second).size() > 5) std::abort();
  return 0;
}
