// Any bytes as a photo: what is kept of them is a picture of the same kind, no longer than they
// were, and is kept as it is the second time.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "serve/picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace adem::serve;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto bare = bare_picture(bytes);
  if (!bare) return 0;
  if (bare->size() > size || picture_type(*bare) != picture_type(bytes)) std::abort();
  if (bare_picture(*bare) != bare) std::abort();
  return 0;
}
