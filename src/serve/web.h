// The pages that travel in the binary, also as gzip.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "words/speech.h"

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

// A text as it stands in HTML, also inside a quoted attribute.
std::string in_html(std::string_view text);

// A page with {{code}} said in the reader's language, safe in HTML.
std::string said_page(std::string_view page, const words::Speech& speech);

}  // namespace adem::serve
