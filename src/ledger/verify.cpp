// Checking a database against itself: what was signed, and everything that was made of it. Nothing
// in the tables is believed that a signature does not cover.
#include <map>
#include <unordered_set>

#include "base/error.h"
#include "ledger/ledger_impl.h"
#include "ledger/report.h"

namespace adem::ledger {

namespace {

std::string name_of(const Event& event) {
  return event.node.hex().substr(0, 8) + ":" + std::to_string(event.seq) + " " +
         uuid_text(event.id);
}

class Verifier {
 public:
  Verifier(Tables& tables, const Fold& fold, const std::function<void(const Finding&)>& found,
           const Progress& progress)
      : tables_(tables),
        fold_(fold),
        found_(found),
        progress_(progress),
        meta_(tables.must_meta()) {}

  std::string run() {
    arrivals();
    trustees_ = Trustees(meta_.root, meta_.node, tables_.trust_events());
    std::vector<Id> signers;
    {
      auto s = tables_.sql("SELECT DISTINCT node FROM event ORDER BY node");
      while (s->step()) signers.push_back(id_in(*s, 0));
    }
    for (const Node& node : tables_.nodes()) check_node(node);
    for (const Id& signer : signers) chain(signer);
    redactions();
    return states();
  }

 private:
  void report(const Event& event, const char* code, Args args = {}) {
    found_({name_of(event), Message{code, std::move(args)}});
  }

  // Arrival numbers have no holes: one that is missing was taken out of the table.
  void arrivals() {
    auto s = tables_.sql(
        "SELECT node, seq, id, n, before FROM (SELECT node, seq, id, n, COALESCE(LAG(n) OVER "
        "(ORDER BY n), 0) AS before FROM event) AS arrived WHERE n - before > 1 ORDER BY n");
    while (s->step()) {
      Event after;
      after.node = id_in(*s, 0);
      after.seq = static_cast<std::uint64_t>(s->integer(1));
      after.id = id_in(*s, 2);
      report(after, "ledger.finding.rows-missing", {{"count", s->integer(3) - s->integer(4) - 1}});
    }
    auto last = tables_.sql("SELECT COALESCE(MAX(n), 0) FROM event");
    if (last->step() && last->integer(0) != meta_.last_n) {
      found_({"#" + std::to_string(meta_.last_n),
              Message{"ledger.finding.end-missing", {{"count", meta_.last_n - last->integer(0)}}}});
    }
  }

  void check_node(const Node& node) {
    if (node.key != PublicKey{} && id_of(node.key) == node.id) keys_.emplace(node.id, node.key);
    const Trusted* trusted = trustees_.find(node.id);
    const bool same = trusted == nullptr
                          ? node.trust == Trust::unknown
                          : trusted->name == node.name && trusted->offices == node.offices &&
                                trusted->is_revoked() == (node.trust == Trust::revoked);
    if (!same) found_({node.tag(), Message{"ledger.finding.node", {{"node", node.id.hex()}}}});
  }

  void chain(const Id& node) {
    std::uint64_t seq = 0;              // of the numbers before
    std::vector<Hash> before;           // hashes of the number before
    std::vector<Hash> current{Hash{}};  // hashes of this number; before the first stands zero
    tables_.of_node(node, [&](Row& row) {
      if (row.event.seq != seq) {
        before = row.event.seq == seq + 1 ? std::move(current) : std::vector<Hash>{};
        // Others' numbers may be on their way; this node's own were all made here.
        if (before.empty() && node == meta_.node) report(row.event, "ledger.finding.own-gap");
        current.clear();
        seq = row.event.seq;
      }
      current.push_back(row.event.hash);
      if (!before.empty() && std::ranges::find(before, row.event.prev) == before.end()) {
        report(row.event, "ledger.finding.chain");
      }
      one(row);
    });
  }

  void one(Row& row) {
    if (progress_ && ++done_ % 1000 == 0) {
      progress_(done_, static_cast<std::uint64_t>(meta_.last_n));
    }
    if (!header_holds(row.event)) return report(row.event, "ledger.finding.header");
    check_seal(row.event);
    if (!row.body_text.empty() && hash_of(row.body_text) != row.event.body_hash) {
      report(row.event, "ledger.finding.body");
    }
    if (row.body_text.empty() && !row.redacted_by) report(row.event, "ledger.finding.no-body");
    if (row.redacted_by) {
      marked_.emplace(Target{row.event.node, row.event.seq, row.event.hash}.name(), row);
    }
    const Standing standing = trustees_.judge(row.event.node, row.event.seq, row.event.office);
    if (standing != row.standing) report(row.event, "ledger.finding.standing");
    if (row.event.kind == kRedacted && standing == Standing::folded) note_redaction(row.event);
    Row again;
    again.event = row.event;
    place_row(fold_, again);
    if (again.aggregate != row.aggregate || again.type != row.type ||
        again.creates != row.creates) {
      report(row.event, "ledger.finding.place");
    }
  }

  static bool header_holds(const Event& event) {
    try {
      return header_hash(event) == event.hash;
    } catch (const Error&) {  // a text that no header holds
      return false;
    }
  }

  void check_seal(const Event& event) {
    const auto key = keys_.find(event.node);
    if (key == keys_.end()) return report(event, "ledger.finding.key");
    const auto sealed = open_seal(event.hash, event.seal);
    if (!sealed) return report(event, "ledger.finding.seal");
    std::string name = event.node.hex() + sealed->root.hex();
    name.append(reinterpret_cast<const char*>(sealed->signature.data()), sealed->signature.size());
    if (roots_.contains(name)) return;
    if (!adem::verify(key->second, seal_message(sealed->root), sealed->signature)) {
      return report(event, "ledger.finding.seal");
    }
    if (roots_.size() > kMostRoots) roots_.clear();
    roots_.insert(std::move(name));
  }

  void note_redaction(const Event& event) {
    const auto target = target_of(event.body);
    if (!target) return;
    const auto [it, made] = redacted_.emplace(target->name(), Redaction{*target, event.hash});
    if (!made) it->second.by = std::min(it->second.by, event.hash);
  }

  void redactions() {
    for (const auto& [name, row] : marked_) {
      const auto it = redacted_.find(name);
      const bool fits = it != redacted_.end() && it->second.by == *row.redacted_by &&
                        !is_own_kind(row.event.kind);
      if (!fits) report(row.event, "ledger.finding.redaction");
    }
    for (const auto& [name, redaction] : redacted_) {
      const Target& target = redaction.target;
      const auto held = tables_.by_hash(target.node, target.seq, target.hash);
      if (!held || is_own_kind(held->event.kind)) continue;
      if (!held->redacted_by || !held->body_text.empty()) {
        report(held->event, "ledger.finding.not-redacted");
      }
    }
  }

  // Folds everything again and compares.
  std::string states() {
    StateHash hash;
    StateRow state;
    Json json;
    Event last;
    const auto finish = [&] {
      if (state.aggregate.empty()) return;
      state.area = area_of(fold_, json);
      state.json = state_text(json);
      hash.add(state);
      const auto held = tables_.state(state.aggregate);
      const bool same = held && held->type == state.type && held->area == state.area &&
                        held->last == state.last && held->json == state.json;
      if (!same) report(last, "ledger.finding.state", {{"aggregate", state.aggregate}});
      state = StateRow{};
      json = nullptr;
    };
    tables_.by_aggregate([&](Row& row) {
      if (row.aggregate != state.aggregate) finish();
      if (state.aggregate.empty()) state.type = row.type;
      state.aggregate = row.aggregate;
      state.last = key_of(row);
      fold_.apply(json, row.event);
      last = std::move(row.event);
    });
    finish();
    spare_states();
    return hash.hex();
  }

  // States that no event stands behind.
  void spare_states() {
    auto s = tables_.sql(
        "SELECT aggregate FROM state WHERE NOT EXISTS (SELECT 1 FROM event WHERE "
        "event.aggregate = state.aggregate AND event.standing = 0 AND event.type <> '') "
        "ORDER BY aggregate");
    while (s->step()) {
      found_({s->text(0), Message{"ledger.finding.spare-state", {{"aggregate", s->text(0)}}}});
    }
  }

  static constexpr std::size_t kMostRoots = 100'000;
  Tables& tables_;
  const Fold& fold_;
  const std::function<void(const Finding&)>& found_;
  const Progress& progress_;
  const Meta meta_;
  Trustees trustees_;
  std::map<Id, PublicKey> keys_;
  std::unordered_set<std::string> roots_;
  struct Redaction {
    Target target;
    Hash by;  // the least hash of those that count
  };
  std::map<Hash, Row> marked_;          // rows that say their body was taken out
  std::map<Hash, Redaction> redacted_;  // both by the target's name
  std::uint64_t done_ = 0;
};

}  // namespace

Report LedgerImpl::verify(const std::function<void(const Finding&)>& found,
                          const Progress& progress) const {
  Report report;
  read_at_once([&](Tables& tables) {
    report = count_events(tables);
    report.state = Verifier(tables, fold_, found, progress).run();
  });
  return report;
}

}  // namespace adem::ledger
