// What changes behind the events: who is trusted, which bodies are gone, how all of it is folded.
#include <algorithm>

#include "ledger/book.h"
#include "ledger/content.h"

namespace adem::ledger {

namespace {

// From so many events on, all states in one sweep are cheaper than one by one.
constexpr std::size_t kRefoldAll = 50'000;

}  // namespace

void Book::changed(const Row& row) {
  if (!row.type.empty()) states_.again(row.aggregate);
}

// `more`: trust events that are not in the tables yet.
void Book::settle_trust(const std::vector<Row>& more) {
  std::vector<Row> events = tables_.trust_events();
  events.insert(events.end(), more.begin(), more.end());
  const Trustees before = std::exchange(trustees_, Trustees(meta_.root, meta_.node, events));
  std::set<Id> nodes;
  const auto note = [&nodes](const Trustees& one, const Trustees& other) {
    for (const auto& [node, trusted] : one.all()) {
      const Trusted* twin = other.find(node);
      const bool same = twin != nullptr && twin->last_good == trusted.last_good &&
                        twin->offices == trusted.offices && twin->name == trusted.name &&
                        twin->enrolled == trusted.enrolled;
      if (!same) nodes.insert(node);
    }
  };
  note(before, trustees_);
  note(trustees_, before);
  for (const Id& node : nodes) {
    rejudge(node);
    put_node(node);
  }
}

void Book::rejudge(const Id& node) {
  std::size_t refolded = 0;
  tables_.of_node(node, [this, &refolded](Row& row) {
    const Standing now = trustees_.judge(row.event.node, row.event.seq, row.event.office);
    if (now == row.standing) return;
    const bool counted = row.standing == Standing::folded;
    row.standing = now;
    tables_.set_standing(row);
    if (counted == (now == Standing::folded)) return;
    if (row.event.kind == kRedacted) redaction(row, now == Standing::folded);
    if (++refolded < kRefoldAll) {
      changed(row);
    } else {
      states_.again_all();
    }
  });
}

void Book::put_node(const Id& id) {
  Node node;
  node.id = id;
  if (const auto key = keys_.find(id); key != keys_.end()) node.key = key->second;
  if (const Trusted* trusted = trustees_.find(id)) {
    node.name = trusted->name;
    node.offices = trusted->offices;
    const bool enrolled = trusted->enrolled || id != meta_.node;  // not founded: nobody said so yet
    node.trust = trusted->is_revoked() ? Trust::revoked
                 : enrolled            ? Trust::enrolled
                                       : Trust::unknown;
    node.revoked_after = trusted->is_revoked() ? trusted->last_good : 0;
  }
  tables_.put_node(node);
}

void Book::know(const Id& node, const PublicKey& key) {
  if (keys_.emplace(node, key).second) put_node(node);
}

void Book::redact_here(Row& row, const Hash& by) {
  row.redacted_by = by;
  row.body_text.clear();
  row.event.body = nullptr;
  row.event.redacted = true;
}

const Hash* Book::redaction_of(const Event& event) const {
  if (redacted_.empty() || is_own_kind(event.kind)) return nullptr;
  const auto it = redacted_.find(Target{event.node, event.seq, event.hash}.name());
  return it == redacted_.end() ? nullptr : &it->second;
}

void Book::redaction(const Row& row, bool counts) {
  const auto target = target_of(row.event.body);
  if (!target) return;
  const Hash name = target->name();
  {
    auto s = tables_.sql(counts ? "INSERT INTO redaction (event, redacted_by) VALUES ($1, $2) "
                                  "ON CONFLICT (event, redacted_by) DO NOTHING"
                                : "DELETE FROM redaction WHERE event = $1 AND redacted_by = $2");
    s->bind_blob(1, bytes_of(name)).bind_blob(2, bytes_of(row.event.hash)).run();
  }
  redacted_.erase(name);
  {
    auto s = tables_.sql(
        "SELECT redacted_by FROM redaction WHERE event = $1 ORDER BY redacted_by LIMIT 1");
    s->bind_blob(1, bytes_of(name));
    if (s->step()) redacted_.emplace(name, hash_in(*s, 0));
  }
  auto held = tables_.by_hash(target->node, target->seq, target->hash);
  if (!held || is_own_kind(held->event.kind)) return;
  const Hash* by = redaction_of(held->event);
  if (by == nullptr ? !held->redacted_by : held->redacted_by == *by) return;
  if (by != nullptr) {
    scrub_ = scrub_ || !held->body_text.empty();
    const Json body = held->event.body;
    redact_here(*held, *by);
    tables_.drop_body(*held);
    drop_content(tables_, body);
  } else {
    tables_.forget_redaction(*held);
  }
  if (held->standing == Standing::folded) changed(*held);
}

void Book::want_content(const Row& row) {
  for (const auto& hash : named_content(row.event.body)) {
    auto s = tables_.sql(
        "INSERT INTO ledger_wanted (hash) SELECT CAST($1 AS TEXT) WHERE NOT EXISTS "
        "(SELECT 1 FROM ledger_content WHERE hash = $1) ON CONFLICT (hash) DO NOTHING");
    s->bind(1, hash).run();
  }
}

void Book::join(const Id& root) {
  flush();
  meta_.root = root;
  settle_trust({});
}

void Book::rebuild(const Progress& progress) {
  settle();
  const auto total = static_cast<std::uint64_t>(meta_.last_n);
  trustees_ = Trustees(meta_.root, meta_.node, tables_.trust_events());
  for (const Node& node : tables_.nodes()) put_node(node.id);
  for (const auto& [node, trusted] : trustees_.all()) put_node(node);
  tables_.sql("DELETE FROM redaction")->run();
  tables_.sql("UPDATE event SET redacted_by = NULL WHERE redacted_by IS NOT NULL")->run();
  redacted_.clear();
  tables_.by_arrival(0, [&](Row& row) {
    const Row before = row;
    place_row(fold_, row);
    row.standing = trustees_.judge(row.event.node, row.event.seq, row.event.office);
    if (row.standing != before.standing || row.aggregate != before.aggregate ||
        row.type != before.type || row.creates != before.creates) {
      tables_.set_place(row);
    }
    if (row.event.kind == kRedacted && row.standing == Standing::folded) redaction(row, true);
  });
  states_.rebuild(progress, total);
  meta_.fold = fold_.version();
}

}  // namespace adem::ledger
