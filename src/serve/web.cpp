#include "serve/web.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/hash.h"
#include "serve/web_pack.h"

namespace adem::serve {

namespace {

std::span<const detail::PackedFile> files() {
  return {detail::packed_files, detail::packed_file_count};
}

std::string_view type_of(std::string_view path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kTypes = {
      {{".html", "text/html; charset=utf-8"},
       {".css", "text/css; charset=utf-8"},
       {".js", "text/javascript; charset=utf-8"},
       {".mjs", "text/javascript; charset=utf-8"},
       {".json", "application/json"},
       {".svg", "image/svg+xml"},
       {".png", "image/png"},
       {".woff2", "font/woff2"},
       {".md", "text/plain; charset=utf-8"},
       {".webmanifest", "application/manifest+json"}}};
  for (const auto& [end, type] : kTypes) {
    if (path.ends_with(end)) return type;
  }
  return "application/octet-stream";
}

}  // namespace

std::optional<WebFile> web_file(std::string_view path) {
  const auto found = std::ranges::find(files(), path, &detail::PackedFile::path);
  if (found == files().end()) return std::nullopt;
  const auto bytes = found->plain.text();
  return WebFile{.bytes = bytes,
                 .packed = found->gzip.text(),
                 .tag = content_hash(bytes).substr(0, 32),
                 .type = type_of(path),
                 .forever = path.starts_with("assets/") && !path.ends_with(".md")};
}

std::span<const std::string_view> web_paths() {
  static const auto paths = [] {
    std::vector<std::string_view> all;
    for (const auto& file : files()) all.push_back(file.path);
    return all;
  }();
  return paths;
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
