#include "serve/web.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/resources.h"

namespace adem::serve {

namespace {

std::string_view type_of(std::string_view path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kTypes = {
      {{".html", "text/html; charset=utf-8"},
       {".css", "text/css; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".json", "application/json"},
       {".svg", "image/svg+xml"},
       {".png", "image/png"},
       {".woff2", "font/woff2"},
       {".webmanifest", "application/manifest+json"}}};
  for (const auto& [end, type] : kTypes) {
    if (path.ends_with(end)) return type;
  }
  return "application/octet-stream";
}

std::optional<std::string_view> embedded(const std::string& path) {
  const auto found = resources_under(path);
  if (std::ranges::find(found, path) == found.end()) return std::nullopt;
  return resource(path);
}

}  // namespace

std::optional<WebFile> web_file(std::string_view path) {
  const std::string whole = "web/" + std::string(path);
  const auto bytes = embedded(whole);
  if (!bytes) return std::nullopt;
  WebFile file{.bytes = *bytes,
               .packed = embedded(whole + ".gz").value_or(std::string_view()),
               .tag = content_hash(*bytes).substr(0, 32),
               .type = type_of(path)};
  file.forever = path.find("-" + file.tag.substr(0, 8) + ".") != std::string_view::npos;
  return file;
}

std::string in_html(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string said_page(std::string_view page, const words::Speech& speech) {
  std::string said;
  while (!page.empty()) {
    const auto open = page.find("{{"), close = page.find("}}", open);
    said += page.substr(0, open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    said += in_html(speech.say(page.substr(open + 2, close - open - 2)));
    page.remove_prefix(close + 2);
  }
  return said;
}

}  // namespace adem::serve
