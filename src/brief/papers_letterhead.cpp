#include "base/error.h"
#include "base/file.h"
#include "brief/papers.h"
#include "geo/text_encoding.h"

namespace adem::brief {

std::vector<std::string> letterhead_lines(std::string_view text, const std::string& name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!geo::valid_utf8(text) || text.find('\0') != std::string_view::npos) {
    throw Error(ErrorKind::bad_input, "paper.unfit-letterhead", {}, name);
  }
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    if (!line.empty()) lines.emplace_back(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::vector<std::string> letterhead_of(const workspace::Workspace& workspace) {
  const auto& file = workspace.settings().letterhead;
  if (file.empty()) return {};
  const auto path = workspace.path(file);
  return letterhead_lines(read_file(path), path);
}

std::string record_of(const ledger::Reader& book, const std::string& meeting) {
  std::string last;
  book.history(meeting, [&last](const ledger::Event& event) { last = event.hash.hex(); });
  return last.substr(0, 12);
}

}  // namespace adem::brief
