// adem_tidy ROOT: checks the project's own rules over the whole tree and prints every finding.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include "rules.h"

namespace {

namespace fs = std::filesystem;
using adem::tidy::File;
using adem::tidy::Findings;

bool is_code(const std::string& path) { return path.ends_with(".cpp") || path.ends_with(".h"); }

bool is_text(const std::string& path) {
  static constexpr const char* kinds[] = {".cpp",  ".h",    ".md",  ".txt",      ".cmake", ".json",
                                          ".toml", ".html", ".css", ".mustache", ".sh",    ".yaml"};
  const auto name = fs::path(path).filename().string();
  return name == "Makefile" || name == ".clang-tidy" || path.starts_with("tools/") ||
         path.starts_with(".ci/") ||
         std::any_of(std::begin(kinds), std::end(kinds),
                     [&path](const char* kind) { return path.ends_with(kind); });
}

// The project's own folders; what people keep beside them (build trees, workspaces) is theirs.
bool is_ours(const std::string& folder) {
  static constexpr const char* ours[] = {"src",   "tests",   "bench",     "docs",  "cmake",
                                         "rules", "locales", "templates", "tools", ".ci"};
  return std::any_of(std::begin(ours), std::end(ours),
                     [&folder](const char* name) { return folder == name; });
}

std::vector<File> read_tree(const fs::path& root) {
  std::vector<File> files;
  for (auto it = fs::recursive_directory_iterator(root); it != fs::end(it); ++it) {
    const auto relative = it->path().lexically_relative(root).generic_string();
    if (it->is_directory() && it.depth() == 0 && !is_ours(relative)) {
      it.disable_recursion_pending();
      continue;
    }
    if (!it->is_regular_file() || !is_text(relative)) continue;
    std::ifstream in(it->path(), std::ios::binary);
    files.push_back({relative, std::string(std::istreambuf_iterator<char>(in), {})});
  }
  std::sort(files.begin(), files.end(),
            [](const File& a, const File& b) { return a.path < b.path; });
  return files;
}

void add(Findings& all, const Findings& more) { all.insert(all.end(), more.begin(), more.end()); }

Findings check(const std::vector<File>& files) {
  const auto modules = std::find_if(files.begin(), files.end(), [](const File& file) {
    return file.path == "src/CMakeLists.txt";
  });
  if (modules == files.end()) return {{"src/CMakeLists.txt", 0, "is missing"}};
  const auto reach = adem::tidy::reach_of(modules->text);
  std::set<std::string> headers;
  for (const auto& file : files) {
    if (file.path.ends_with(".h")) headers.insert(file.path);
  }
  Findings all;
  for (const auto& file : files) {
    add(all, adem::tidy::banned_words(file));
    if (!is_code(file.path)) continue;
    add(all, adem::tidy::long_lines(file));
    add(all, adem::tidy::long_file(file));
    add(all, adem::tidy::long_functions(file));
    add(all, adem::tidy::backward_includes(file, reach));
    add(all, adem::tidy::foreign_includes(file));
    add(all, adem::tidy::own_header_later(file, headers));
    add(all, adem::tidy::impure_calls(file));
    add(all, adem::tidy::missing_guard(file));
  }
  add(all, adem::tidy::unused_headers(files));
  add(all, adem::tidy::unbuilt_folders(files, reach));
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || !fs::is_directory(argv[1])) {
    std::cerr << "usage: adem_tidy ROOT\n";
    return 2;
  }
  const auto files = read_tree(argv[1]);
  const auto findings = check(files);
  for (const auto& finding : findings) {
    std::cout << finding.path << ':' << finding.line << ": " << finding.what << '\n';
  }
  std::cout << files.size() << " files, " << findings.size() << " findings\n";
  return findings.empty() ? 0 : 1;
}
