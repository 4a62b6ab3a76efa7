// Photos as they may be kept: JPEG, PNG or WebP with the pixels alone. Everything that a camera
// writes beside them (EXIF with place and time, names, remarks, small previews, colour profiles,
// bytes after the end) is left out. Pixels are not decoded: the forms are read as far as is needed
// to know where they end.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace adem::serve {

inline constexpr std::string_view kPictureTypes[] = {"image/jpeg", "image/png", "image/webp"};

// "image/jpeg", "image/png" or "image/webp" by its first bytes; empty: none of them.
std::string_view picture_type(std::string_view bytes);

// The picture with its pixels alone; the same bytes where nothing else was there. Nothing where it
// is none of the three, is cut off, holds what none of them has, is larger than 50 megapixels, or
// moves (WebP; of a PNG that moves the still picture is left).
std::optional<std::string> bare_picture(std::string_view bytes);

}  // namespace adem::serve
