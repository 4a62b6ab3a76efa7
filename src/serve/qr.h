// A text as a QR code (ISO/IEC 18004), drawn as SVG that stands inside a page.
#pragma once

#include <string>
#include <string_view>

namespace adem::serve {

// Four modules of white around it, as the standard asks; one unit a module. A quarter of it may be
// dirty (level Q). Empty for what no code holds: more than some 1,600 bytes, or a NUL.
std::string qr_svg(std::string_view text);

}  // namespace adem::serve
