// The guide's examples as tests: reads the `console` blocks of a page, and compares what a command
// printed with what the page says it prints. docs/guide/README.md tells authors the rules.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace adem::guide {

struct Step {
  std::size_t line = 0;  // of the page
  std::string command;
  std::vector<std::string> expected;  // empty: only the exit code counts
  int exit_code = 0;
  bool hidden = false;  // <!-- run: … -->
};

struct Page {
  bool empty_scratch = false;
  std::vector<Step> steps;
  std::vector<std::string> faults;  // a block that is never closed, output before a command, …
};

Page parse_page(std::string_view markdown);

// "…" stands for any text in a line, a line "..." for any number of lines. Spaces at a line's end
// do not count.
bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& printed);

std::vector<std::string> split_lines(std::string_view text);

// Names of the commands and long options that a --help text lists.
struct Help {
  std::vector<std::string> commands;
  std::vector<std::string> options;  // "--json"
};
Help parse_help(std::string_view text);

}  // namespace adem::guide
