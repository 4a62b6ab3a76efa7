// Merging a bundle: one thread checks hashes and seals of the next lines while this one writes
// those before into the tables, a transaction a chunk. Memory: two chunks, whatever the bundle.
// A chunk is large, so that an index page or a state that many of its events touch is written once.
#include <future>

#include "base/error.h"
#include "ledger/content.h"
#include "ledger/ledger_impl.h"
#include "ledger/report.h"

namespace adem::ledger {

namespace {

constexpr std::size_t kChunkLines = 8000;
constexpr std::size_t kChunkBytes = 8U << 20;
constexpr std::size_t kMostRefused = 100;

std::vector<std::string> next_chunk(const std::function<bool(std::string&)>& next_line) {
  std::vector<std::string> lines;
  std::size_t bytes = 0;
  std::string line;
  while (lines.size() < kChunkLines && bytes < kChunkBytes && next_line(line)) {
    bytes += line.size();
    lines.push_back(std::move(line));
    line.clear();
  }
  return lines;
}

void count_refused(std::vector<Message> refused, MergeReport& report) {
  report.refused_count += refused.size();
  for (Message& message : refused) {
    if (report.refused.size() < kMostRefused) report.refused.push_back(std::move(message));
  }
}

Message refused_part(const ContentPart& part, Took took) {
  const auto line = static_cast<std::int64_t>(part.line);
  if (took == Took::damaged) {
    return Message{"ledger.refused.content-damaged", {{"line", line}, {"hash", part.hash}}};
  }
  return Message{"ledger.refused.content-unasked", {{"line", line}, {"hash", part.hash}}};
}

}  // namespace

bool LedgerImpl::take(Checked& checked, Instant now, MergeReport& report) {
  const std::uint64_t before = report.added + report.known;
  for (const auto& [node, key] : checked.keys) book_.know(node, key);
  book_.add_others(checked.events, now, report);
  std::vector<Message> refused;
  for (const ContentPart& part : checked.contents) {
    const Took took = take_part(book_.tables(), part);
    // What is here already is offered again by every later bundle.
    const bool held = took == Took::not_wanted && has_content(book_.tables(), part.hash);
    if (took != Took::kept && !held) refused.push_back(refused_part(part, took));
  }
  count_refused(std::move(refused), report);
  return report.added + report.known > before || !checked.contents.empty();
}

MergeReport LedgerImpl::merge(const std::function<bool(std::string&)>& next_line, Instant now,
                              const Progress& progress) {
  std::unordered_map<Id, PublicKey, IdHash> keys;
  for (const Node& node : nodes()) {
    if (node.key != PublicKey{}) keys.emplace(node.id, node.key);
  }
  Checker checker(std::move(keys));
  std::string line;
  next_line(line);
  checker.first(line);
  MergeReport report;
  const std::uint64_t held = size();
  const auto check = [&checker](std::vector<std::string> lines) {
    return std::async(std::launch::async, [&checker, lines = std::move(lines)]() mutable {
      return checker.check(std::move(lines));
    });
  };
  bool ended = false;
  std::vector<std::string> lines = next_chunk(next_line);
  auto checking = check(std::move(lines));
  for (bool more = true; more;) {
    Checked checked = checking.get();
    lines = next_chunk(next_line);
    more = !lines.empty();
    if (more) checking = check(std::move(lines));
    write([&] { return take(checked, now, report); });
    report.read += checked.read;
    count_refused(std::move(checked.refused), report);
    ended = checked.ended;
    if (progress) progress(report.read, 0);
  }
  report.truncated = !ended;
  read_at_once([&](Tables& tables) {
    report.quarantined = count_quarantined(tables, held);
    report.after = count_events(tables);
    report.after.state = state_hash(tables);
  });
  return report;
}

}  // namespace adem::ledger
