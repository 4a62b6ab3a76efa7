#include "ledger/report.h"

#include "ledger/ledger_impl.h"
#include "ledger/states.h"

namespace adem::ledger {

namespace {

std::uint64_t count(Tables& tables, const char* sql) {
  auto s = tables.sql(sql);
  return s->step() ? static_cast<std::uint64_t>(s->integer(0)) : 0;
}

// Numbers that lie between two that are held, or before the first.
std::vector<Gap> gaps_in(Tables& tables) {
  std::vector<Gap> gaps;
  auto s = tables.sql(
      "SELECT node, before, seq FROM (SELECT node, seq, COALESCE(LAG(seq) OVER (PARTITION BY node "
      "ORDER BY seq), 0) AS before FROM event) AS chain WHERE seq - before > 1 ORDER BY node, seq");
  while (s->step()) {
    gaps.push_back({id_in(*s, 0), static_cast<std::uint64_t>(s->integer(1)) + 1,
                    static_cast<std::uint64_t>(s->integer(2)) - 1});
  }
  return gaps;
}

std::vector<Forked> forks_in(Tables& tables) {
  std::vector<Forked> forks;
  auto s = tables.sql(
      "SELECT e.node, e.seq, e.hash FROM event e JOIN (SELECT node, seq FROM event "
      "GROUP BY node, seq HAVING COUNT(*) > 1) AS twice ON e.node = twice.node AND "
      "e.seq = twice.seq ORDER BY e.node, e.seq, e.hash");
  while (s->step()) {
    const Id node = id_in(*s, 0);
    const auto seq = static_cast<std::uint64_t>(s->integer(1));
    if (forks.empty() || forks.back().node != node || forks.back().seq != seq) {
      forks.push_back({node, seq, {}});
    }
    forks.back().hashes.push_back(hash_in(*s, 2));
  }
  return forks;
}

}  // namespace

Report count_events(Tables& tables) {
  Report report;
  report.events = count(tables, "SELECT COUNT(*) FROM event");
  report.nodes = count(tables, "SELECT COUNT(DISTINCT node) FROM event");
  report.quarantined = count(tables, "SELECT COUNT(*) FROM event WHERE standing <> 0");
  report.redacted = count(tables, "SELECT COUNT(*) FROM event WHERE redacted_by IS NOT NULL");
  report.unknown_kinds =
      count(tables,
            "SELECT COUNT(*) FROM event WHERE type = '' AND standing = 0 AND kind NOT IN "
            "('node.enrolled', 'node.revoked', 'event.redacted')");
  report.gaps = gaps_in(tables);
  report.forks = forks_in(tables);
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
