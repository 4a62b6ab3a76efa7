// Events of others, a chunk at a time.
#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "ledger/book.h"

namespace adem::ledger {

namespace {

constexpr std::int64_t kFutureMs = 24LL * 3600 * 1000;

// The first and last number of neighbours of one node in a chunk: one question to the store.
struct Run {
  Id node;
  std::uint64_t from = 0, to = 0;
};

constexpr std::uint64_t kRunGap = 16;

struct HashHash {
  std::size_t operator()(const Hash& hash) const noexcept {
    std::size_t value = 0;
    std::memcpy(&value, hash.bytes.data(), sizeof value);
    return value;
  }
};

std::vector<Run> runs_of(const std::vector<Line>& lines) {
  std::vector<std::pair<Id, std::uint64_t>> numbers;
  numbers.reserve(lines.size());
  for (const Line& line : lines) numbers.emplace_back(line.event.node, line.event.seq);
  std::ranges::sort(numbers);
  std::vector<Run> runs;
  for (const auto& [node, seq] : numbers) {
    if (!runs.empty() && runs.back().node == node && seq - runs.back().to <= kRunGap) {
      runs.back().to = seq;
    } else {
      runs.push_back({node, seq, seq});
    }
  }
  return runs;
}

}  // namespace

// A body that was missing here and was not taken out.
void Book::heal(const Line& line, const Row& held) {
  tables_.set_body(held, line.body_text);
  Row row = held;
  row.event.body = line.event.body;
  row.event.redacted = false;
  want_content(row);
  if (row.event.kind == kRedacted && row.standing == Standing::folded) redaction(row, true);
  if (row.standing == Standing::folded) changed(row);
}

// Takes out of `lines` what is held already, and what stands among them twice.
void Book::drop_known(std::vector<Line>& lines, MergeReport& report) {
  std::unordered_map<Hash, bool, HashHash> held;  // whether its body is here
  for (const Run& run : runs_of(lines)) {
    auto s = tables_.sql(
        "SELECT e.hash, b.n FROM event e LEFT JOIN body b ON b.n = e.n "
        "WHERE e.node = $1 AND e.seq >= $2 AND e.seq <= $3");
    s->bind_blob(1, bytes_of(run.node)).bind(2, static_cast<std::int64_t>(run.from));
    s->bind(3, static_cast<std::int64_t>(run.to));
    while (s->step()) held.emplace(hash_in(*s, 0), !s->is_null(1));
  }
  bool trust = false;
  std::unordered_map<Hash, std::size_t, HashHash> met;
  met.reserve(lines.size());
  std::size_t fresh = 0;  // so many stay, at the front
  for (Line& line : lines) {
    const Event& event = line.event;
    const auto old = held.find(event.hash);
    if (old == held.end()) {
      const auto [twin, first] = met.emplace(event.hash, fresh);
      if (first) {
        if (&lines[fresh] != &line) lines[fresh] = std::move(line);
        ++fresh;
        continue;
      }
      // Twice in one chunk: the one with its body is taken.
      if (lines[twin->second].event.redacted) lines[twin->second] = std::move(line);
    } else if (!old->second && !event.redacted && redaction_of(event) == nullptr) {
      heal(line, *tables_.by_hash(event.node, event.seq, event.hash));
      old->second = true;
      trust = trust || event.kind == kEnrolled || event.kind == kRevoked;
    }
    ++report.known;
  }
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(fresh), lines.end());
  if (trust) settle_trust({});
}

void Book::add_others(std::vector<Line>& lines, Instant now, MergeReport& report) {
  flush();
  drop_known(lines, report);
  const auto before = [](const Line& a, const Line& b) { return fold_order(a.event, b.event) < 0; };
  if (!std::ranges::is_sorted(lines, before)) std::ranges::sort(lines, before);
  std::vector<Row> rows;
  rows.reserve(lines.size());
  std::vector<Row> trust;
  std::vector<std::string> aggregates;
  for (Line& line : lines) {
    Row row;
    row.event = std::move(line.event);
    row.body_text = std::move(line.body_text);
    place_row(fold_, row);
    if (row.event.kind == kEnrolled || row.event.kind == kRevoked) trust.push_back(row);
    if (!row.type.empty() && !states_.is_known(row.aggregate)) aggregates.push_back(row.aggregate);
    rows.push_back(std::move(row));
  }
  if (!trust.empty()) settle_trust(trust);
  for (Row& row : rows) {
    row.standing = trustees_.judge(row.event.node, row.event.seq, row.event.office);
    if (row.event.kind == kRedacted && row.standing == Standing::folded) redaction(row, true);
  }
  std::ranges::sort(aggregates);
  aggregates.erase(std::unique(aggregates.begin(), aggregates.end()), aggregates.end());
  states_.prefetch(aggregates);
  const std::int64_t limit = now.time_since_epoch().count() * 1000 + kFutureMs;
  for (Row& row : rows) {
    const Event& event = row.event;
    if (const Hash* by = redaction_of(event)) redact_here(row, *by);
    if (event.hlc.milliseconds() > limit) {
      ++report.future;
    } else {
      meta_.clock = std::max(meta_.clock, event.hlc);
    }
    row.n = ++meta_.last_n;
    tables_.insert(row);
    ++report.added;
    want_content(row);
    if (event.node == meta_.node && event.seq > own_seq_) {
      own_seq_ = event.seq;
      own_hash_ = event.hash;
    }
    if (row.standing == Standing::folded && !row.type.empty()) states_.add(row);
  }
  states_.settle();
}

}  // namespace adem::ledger
