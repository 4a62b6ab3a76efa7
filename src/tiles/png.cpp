#include "tiles/png.h"

#include <png.h>
#include <stdexcept>

namespace adem::tiles {

std::string png(std::size_t width, std::size_t height, std::span<const std::uint8_t> cells,
                std::span<const Colour> palette) {
  static_assert(sizeof(Colour) == 4);
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_RGBA_COLORMAP;
  image.colormap_entries = static_cast<png_uint_32>(palette.size());
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string bytes(size, '\0');
  const bool done = png_image_write_to_memory(&image, bytes.data(), &size, 0, cells.data(),
                                              static_cast<png_int_32>(width), palette.data()) != 0;
  // Only a picture that breaks the rules above is refused.
  if (!done) throw std::logic_error(image.message);
  bytes.resize(size);
  return bytes;
}

}  // namespace adem::tiles
