#include "base/resources.h"

#include <span>
#include <string>

#include "base/error.h"

namespace adem {

namespace {
std::span<const detail::EmbeddedFile> files() {
  return {detail::embedded_files, detail::embedded_file_count};
}
}  // namespace

std::string_view resource(std::string_view path) {
  for (const auto& file : files()) {
    if (file.path == path) return {file.begin, file.end};
  }
  throw Error(ErrorKind::not_found, "base.no-resource", {{"path", std::string(path)}});
}

std::vector<std::string_view> resources_under(std::string_view prefix) {
  std::vector<std::string_view> found;
  for (const auto& file : files()) {
    if (file.path.starts_with(prefix)) found.push_back(file.path);
  }
  return found;
}

}  // namespace adem
