// Files of the project that travel inside the binary: catalogues, rule books, templates.
#pragma once

#include <string_view>
#include <vector>

namespace adem {

// The content of an embedded file by its path in the project ("locales/id.json").
// Error base.no-resource where there is none.
std::string_view resource(std::string_view path);

// Paths of all embedded files that begin with `prefix`, sorted.
std::vector<std::string_view> resources_under(std::string_view prefix);

namespace detail {
struct EmbeddedFile {
  std::string_view path;
  const char* begin;
  const char* end;
};
extern const EmbeddedFile embedded_files[];
extern const unsigned long embedded_file_count;
}  // namespace detail

}  // namespace adem
