#include "guide.h"

#include <algorithm>
#include <regex>

namespace adem::guide {

namespace {

constexpr std::string_view kAnyText = "…";

std::string_view trimmed_end(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  return text;
}

// A line with "…" in it against a printed line.
bool line_matches(std::string_view expected, std::string_view printed) {
  const auto gap = expected.find(kAnyText);
  if (gap == std::string_view::npos) return expected == printed;
  if (!printed.starts_with(expected.substr(0, gap))) return false;
  const auto rest = expected.substr(gap + kAnyText.size());
  for (std::size_t at = gap; at <= printed.size(); ++at) {
    if (line_matches(rest, printed.substr(at))) return true;
  }
  return false;
}

bool lines_match(const std::vector<std::string>& expected, std::size_t e,
                 const std::vector<std::string>& printed, std::size_t p) {
  if (e == expected.size()) return p == printed.size();
  if (trimmed_end(expected[e]) == "...") {
    for (std::size_t skip = p; skip <= printed.size(); ++skip) {
      if (lines_match(expected, e + 1, printed, skip)) return true;
    }
    return false;
  }
  return p < printed.size() && line_matches(trimmed_end(expected[e]), trimmed_end(printed[p])) &&
         lines_match(expected, e + 1, printed, p + 1);
}

// "(exit 1)"
bool take_exit_code(Step& step) {
  static const std::regex pattern(R"(^\(exit ([0-9]+)\)$)");
  if (step.expected.empty()) return false;
  std::smatch match;
  const std::string last(trimmed_end(step.expected.back()));
  if (!std::regex_match(last, match, pattern)) return false;
  step.exit_code = std::stoi(match[1]);
  step.expected.pop_back();
  return true;
}

// One console block: from the line after its fence to the line before the next.
void read_block(const std::vector<std::string>& lines, std::size_t begin, std::size_t end,
                Page& page) {
  for (std::size_t i = begin; i < end; ++i) {
    if (!lines[i].starts_with("$ ")) {
      page.faults.push_back("line " + std::to_string(i + 1) + ": output before any command");
      return;
    }
    Step step;
    step.line = i + 1;
    step.command = lines[i].substr(2);
    while (step.command.ends_with("\\") && i + 1 < end) step.command += "\n" + lines[++i];
    while (i + 1 < end && !lines[i + 1].starts_with("$ ")) step.expected.push_back(lines[++i]);
    while (!step.expected.empty() && trimmed_end(step.expected.back()).empty()) {
      step.expected.pop_back();
    }
    take_exit_code(step);
    page.steps.push_back(std::move(step));
  }
}

}  // namespace

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Page parse_page(std::string_view markdown) {
  static const std::regex hidden(R"(^<!-- run: (.*) -->$)");
  Page page;
  const auto lines = split_lines(markdown);
  std::string fence;
  std::size_t begin = 0;
  bool console = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string line(trimmed_end(lines[i]));
    const auto ticks = std::min(line.find_first_not_of('`'), line.size());
    if (fence.empty() && ticks >= 3) {
      fence = line.substr(0, ticks);
      console = line.substr(ticks) == "console";
      begin = i + 1;
    } else if (!fence.empty() && line == fence) {
      if (console) read_block(lines, begin, i, page);
      fence.clear();
    } else if (fence.empty()) {
      std::smatch match;
      if (line == "<!-- scratch: empty -->") page.empty_scratch = true;
      if (std::regex_match(line, match, hidden)) {
        page.steps.push_back({i + 1, match[1], {}, 0, true});
      }
    }
  }
  if (!fence.empty()) page.faults.push_back("a block is never closed");
  return page;
}

bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& printed) {
  return lines_match(expected, 0, printed, 0);
}

Help parse_help(std::string_view text) {
  static const std::regex command(R"(^  ([a-z][a-z0-9-]*)(  .*)?$)");
  static const std::regex option(R"(^  (-[A-Za-z],)?(--[a-z][a-z0-9-]*).*$)");
  Help help;
  bool commands = false;
  for (const auto& line : split_lines(text)) {
    if (!line.starts_with(" ")) commands = line == "Subcommands:";
    std::smatch match;
    if (commands && std::regex_match(line, match, command)) help.commands.push_back(match[1]);
    if (!commands && std::regex_match(line, match, option) && match[2] != "--help") {
      help.options.push_back(match[2]);
    }
  }
  return help;
}

}  // namespace adem::guide
