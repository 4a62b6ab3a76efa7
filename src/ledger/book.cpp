#include "ledger/book.h"

#include <algorithm>
#include <array>

#include "base/error.h"

namespace adem::ledger {

Book::Book(db::Database& database, const Fold& fold, const Settings& settings)
    : tables_(database), fold_(fold), settings_(settings), states_(tables_, fold) {}

void Book::begin() {
  const Meta meta = tables_.must_meta();
  if (!loaded_ || meta.generation != meta_.generation) {
    meta_ = meta;
    reload();
  }
  scrub_ = false;
}

void Book::reload() {
  states_.forget();
  pending_.clear();
  keys_.clear();
  for (const Node& node : tables_.nodes()) {
    if (node.key != PublicKey{}) keys_.emplace(node.id, node.key);
  }
  redacted_.clear();
  {
    auto s = tables_.sql("SELECT event, redacted_by FROM redaction ORDER BY event, redacted_by");
    while (s->step()) redacted_.emplace(hash_in(*s, 0), hash_in(*s, 1));  // the least stays
  }
  own_seq_ = 0;
  own_hash_ = Hash{};
  {
    auto s = tables_.sql(
        "SELECT seq, hash FROM event WHERE node = $1 ORDER BY seq DESC, hash DESC LIMIT 1");
    s->bind_blob(1, bytes_of(meta_.node));
    if (s->step()) {
      own_seq_ = static_cast<std::uint64_t>(s->integer(0));
      own_hash_ = hash_in(*s, 1);
    }
  }
  trustees_ = Trustees(meta_.root, meta_.node, tables_.trust_events());
  loaded_ = true;
}

bool Book::end() {
  settle();
  ++meta_.generation;
  tables_.set_meta(meta_);
  return scrub_;
}

void Book::forget() {
  states_.forget();
  pending_.clear();
  loaded_ = false;
}

void Book::settle() {
  flush();
  states_.settle();
}

const Json* Book::state(const std::string& aggregate) {
  if (states_.is_stale(aggregate)) flush();  // it is folded again from the tables
  return states_.find(aggregate);
}

Row Book::make_own(const Draft& draft, std::string body_text, Json body, Instant now) {
  Row row;
  Event& event = row.event;
  static_cast<Draft&>(event) = draft;
  event.body = std::move(body);
  std::array<std::uint8_t, 10> random{};
  settings_.random(random);
  event.id = uuid7(draft.at, random);
  event.at = time_of(event.id);
  event.node = meta_.node;
  event.seq = own_seq_ + 1;
  event.prev = own_hash_;
  const std::int64_t clock = now.time_since_epoch().count() * 1000 << 16;
  event.hlc = Hlc{std::max(meta_.clock.value + 1, clock)};
  event.body_hash = hash_of(body_text);
  event.hash = header_hash(event);
  row.body_text = std::move(body_text);
  place_row(fold_, row);
  return row;
}

std::vector<std::string> Book::check(const std::vector<Draft>& drafts) const {
  std::vector<std::string> bodies;
  for (const Draft& draft : drafts) {
    const Standing standing = trustees_.judge(meta_.node, own_seq_ + 1, draft.office);
    if (standing != Standing::folded) {
      throw Error(ErrorKind::forbidden,
                  standing == Standing::revoked ? "ledger.revoked" : "ledger.not-its-office",
                  {{"office", draft.office}});
    }
    for (const std::string* text :
         {&draft.author, &draft.office, &draft.area, &draft.kind, &draft.subject}) {
      if (!is_short_text(*text)) {
        throw Error(ErrorKind::bad_input, "ledger.bad-text",
                    {{"most", static_cast<std::int64_t>(kMaxShort)}});
      }
    }
    if (!draft.body.is_object()) {
      throw Error(ErrorKind::bad_input, "ledger.not-canonical", {{"path", std::string("/")}});
    }
    bodies.push_back(canonical(draft.body));
  }
  return bodies;
}

std::vector<Event> Book::add_own(const std::vector<Draft>& drafts, std::vector<std::string>& bodies,
                                 Instant now) {
  std::vector<Event> events;
  bool trust = false;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    // Keys in their order, as every later reading of the body gives them.
    Json body = *read_canonical(bodies[i]);
    Row row = make_own(drafts[i], std::move(bodies[i]), std::move(body), now);
    own_seq_ = row.event.seq;
    own_hash_ = row.event.hash;
    meta_.clock = row.event.hlc;
    row.n = ++meta_.last_n;
    events.push_back(row.event);
    trust = trust || row.event.kind == kEnrolled || row.event.kind == kRevoked;
    if (!row.type.empty()) states_.add(row);
    pending_.push_back(std::move(row));
  }
  const std::size_t first = pending_.size() - drafts.size();
  std::vector<Row> redactions;
  for (std::size_t i = first; i < pending_.size(); ++i) {
    want_content(pending_[i]);
    if (pending_[i].event.kind == kRedacted) redactions.push_back(pending_[i]);
  }
  if (trust || !redactions.empty()) flush();
  for (const Row& row : redactions) redaction(row, true);
  if (trust) settle_trust({});
  return events;
}

void Book::flush() {
  if (pending_.empty()) return;
  know(meta_.node, settings_.key.public_key());
  std::vector<Hash> hashes;
  for (const Row& row : pending_) hashes.push_back(row.event.hash);
  const auto seals = seal_all(settings_.key, hashes);
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    pending_[i].event.seal = seals[i];
    tables_.insert(pending_[i]);
  }
  pending_.clear();
}

}  // namespace adem::ledger
