#include "serve/qr.h"

#include <memory>
#include <qrencode.h>

#include "base/format.h"

namespace adem::serve {

namespace {
constexpr int kQuiet = 4;
}

std::string qr_svg(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return {};
  const std::string whole(text);
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
      QRcode_encodeString8bit(whole.c_str(), 0, QR_ECLEVEL_Q), &QRcode_free);
  if (!code) return {};
  const int width = code->width, size = width + 2 * kQuiet;
  std::string path;
  for (int y = 0; y < width; ++y) {
    for (int x = 0; x < width;) {
      int end = x;
      while (end < width && (code->data[y * width + end] & 1) != 0) ++end;
      if (end > x)
        path += fmt::format("M{} {}h{}v1h-{}z", x + kQuiet, y + kQuiet, end - x, end - x);
      x = end > x ? end : x + 1;
    }
  }
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" role=\"img\">"
      "<rect width=\"{0}\" height=\"{0}\" fill=\"#fff\"/>"
      "<path d=\"{1}\" fill=\"#000\" shape-rendering=\"crispEdges\"/></svg>",
      size, path);
}

}  // namespace adem::serve
