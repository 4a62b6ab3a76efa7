#include "ledger/report.h"

#include <utility>

#include "ledger/ledger_impl.h"
#include "ledger/states.h"

namespace adem::ledger {

namespace {

// Walks all chains once: numbers that lie between two that are held or before the first, and
// numbers that several events have.
void walk_chains(Tables& tables, Report& report) {
  auto s = tables.sql("SELECT node, seq, hash FROM event ORDER BY node, seq, hash");
  Id node;
  std::uint64_t seq = 0;
  Hash hash;
  while (s->step()) {
    const Id own = id_in(*s, 0);
    if (report.nodes == 0 || own != node) {
      ++report.nodes;
      seq = 0;
    }
    node = own;
    const std::uint64_t before = std::exchange(seq, static_cast<std::uint64_t>(s->integer(1)));
    const Hash twin = std::exchange(hash, hash_in(*s, 2));
    if (seq > before + 1) report.gaps.push_back({node, before + 1, seq - 1});
    if (seq != before) continue;
    auto& forks = report.forks;
    if (forks.empty() || forks.back().node != node || forks.back().seq != seq) {
      forks.push_back({node, seq, {twin}});
    }
    forks.back().hashes.push_back(hash);
  }
}

}  // namespace

Report count_events(Tables& tables) {
  Report report;
  {
    auto s = tables.sql(
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE standing <> 0), COUNT(redacted_by), "
        "COUNT(*) FILTER (WHERE type = '' AND standing = 0 AND kind NOT IN "
        "('node.enrolled', 'node.revoked', 'event.redacted')) FROM event");
    const auto number = [&s](int column) { return static_cast<std::uint64_t>(s->integer(column)); };
    if (s->step()) {
      report.events = number(0);
      report.quarantined = number(1);
      report.redacted = number(2);
      report.unknown_kinds = number(3);
    }
  }
  walk_chains(tables, report);
  return report;
}

std::uint64_t count_quarantined(Tables& tables, std::uint64_t after) {
  auto s = tables.sql("SELECT COUNT(*) FROM event WHERE n > $1 AND standing <> 0");
  s->bind(1, static_cast<std::int64_t>(after));
  return s->step() ? static_cast<std::uint64_t>(s->integer(0)) : 0;
}

std::string state_hash(Tables& tables) {
  StateHash hash;
  tables.states([&hash](StateRow& row) { hash.add(row); });
  return hash.hex();
}

Report LedgerImpl::report() const {
  Report report;
  read_at_once([&report](Tables& tables) {
    report = count_events(tables);
    report.state = state_hash(tables);
  });
  return report;
}

}  // namespace adem::ledger
