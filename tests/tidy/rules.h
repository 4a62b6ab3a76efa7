// The rules of CONTRIBUTING.md that a machine can check, as pure functions: text in, findings out.
// tidy.cpp walks the tree with them; rules_test.cpp breaks each rule and sees it reported.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace adem::tidy {

// A file of the project: its path relative to the root, with '/', and its text.
struct File {
  std::string path;
  std::string text;
};

struct Finding {
  std::string path;
  std::size_t line = 0;  // 1-based; 0: the whole file
  std::string what;
};
using Findings = std::vector<Finding>;

// "About 400" and "about 70" of CONTRIBUTING.md, with a tenth of grace.
inline constexpr std::size_t kLineMax = 100;
inline constexpr std::size_t kFileMax = 440;
inline constexpr std::size_t kFunctionMax = 77;

// Lines of a text without their ends.
std::vector<std::string_view> lines_of(std::string_view text);
// The same text with comments, literals and preprocessor lines blanked; every newline stays.
std::string code_only(std::string_view text);
// The module a path belongs to ("src/geo/table.cpp" -> "geo"); empty outside src.
std::string module_of(std::string_view path);
bool is_test(std::string_view path);

// --- sizes.cpp
Findings long_lines(const File& file);
Findings long_file(const File& file);
Findings long_functions(const File& file);

// --- includes.cpp
// Each module with all that it may include, itself too, from the NEEDS in src/CMakeLists.txt.
using Reach = std::map<std::string, std::set<std::string>>;
Reach reach_of(std::string_view cmake);
// Includes of modules that the module does not stand on.
Findings backward_includes(const File& file, const Reach& reach);
// Third-party headers outside their one module, and headers nobody has listed.
Findings foreign_includes(const File& file);
// A foo.cpp beside foo.h that does not include it before all else: so each such header is known to
// compile alone, without a translation unit of its own.
Findings own_header_later(const File& file, const std::set<std::string>& headers);
// Headers that nothing includes.
Findings unused_headers(const std::vector<File>& files);
// Folders under src that src/CMakeLists.txt does not name: their code is never built.
Findings unbuilt_folders(const std::vector<File>& files, const Reach& reach);

// --- wording.cpp
// Unfinished work, machine paths and words that are not about adem.
Findings banned_words(const File& file);
// Printing, clocks and environment in a library: those belong to the faces.
Findings impure_calls(const File& file);
// Headers without #pragma once.
Findings missing_guard(const File& file);

}  // namespace adem::tidy
