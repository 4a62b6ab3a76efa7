// The pages that travel in the binary, also as gzip.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace adem::serve {

struct WebFile {
  std::string_view bytes, packed;  // packed: gzip, or empty
  std::string tag;                 // of the content
  std::string_view type;
  bool forever = false;  // its name carries its hash
};

// "index.html", "assets/index-Cv5d.js"; nothing where there is none.
std::optional<WebFile> web_file(std::string_view path);

// All paths, sorted.
std::span<const std::string_view> web_paths();

}  // namespace adem::serve
