// What is written inside one transaction: own events and others', what they do to trust, bodies and
// states. The caller begins and ends the transaction; not thread-safe.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "ledger/line.h"
#include "ledger/states.h"
#include "ledger/tables.h"
#include "ledger/trust.h"

namespace adem::ledger {

class Book {
 public:
  Book(db::Database& database, const Fold& fold, const Settings& settings);

  // First in every transaction: takes in what another process wrote since.
  void begin();
  // Last in every transaction that changed something. True: a body went, and what is left of it in
  // the files is to be scrubbed after the transaction.
  bool end();
  // After a rollback: what is in memory was never written.
  void forget();

  // The canonical bodies of drafts that may be added; an Error where one may not.
  std::vector<std::string> check(const std::vector<Draft>& drafts) const;
  // What was checked. A failure in here is the whole transaction's.
  std::vector<Event> add_own(const std::vector<Draft>& drafts, std::vector<std::string>& bodies,
                             Instant now);
  // Lines whose hashes and seals were checked, of nodes that are known. Counts added, known,
  // future.
  void add_others(std::vector<Line>& lines, Instant now, MergeReport& report);
  // A key that vouches for its id.
  void know(const Id& node, const PublicKey& key);
  void join(const Id& root);
  // Judges, places and folds all events anew.
  void rebuild(const Progress& progress);

  // Everything added so far stands in the tables, states too.
  void settle();
  // Null where there is none; holds until the next call.
  const Json* state(const std::string& aggregate);

  Tables& tables() { return tables_; }
  const Meta& meta() const { return meta_; }
  const Trustees& trustees() const { return trustees_; }

 private:
  void reload();
  Row make_own(const Draft& draft, std::string body_text, Json body, Instant now);
  void flush();  // own events: sealed together, into the tables
  void settle_trust(const std::vector<Row>& more);
  void rejudge(const Id& node);
  void put_node(const Id& node);
  // A redaction counts, or counts no longer.
  void redaction(const Row& row, bool counts);
  // The redaction that takes this event's body; null where there is none.
  const Hash* redaction_of(const Event& event) const;
  static void redact_here(Row& row, const Hash& by);
  void want_content(const Row& row);
  void drop_known(std::vector<Line>& lines, MergeReport& report);
  void heal(const Line& line, const Row& held);
  void changed(const Row& row);

  Tables tables_;
  const Fold& fold_;
  const Settings& settings_;
  States states_;
  Meta meta_;
  bool loaded_ = false;
  std::uint64_t own_seq_ = 0;
  Hash own_hash_;
  Trustees trustees_;
  std::map<Id, PublicKey> keys_;
  std::map<Hash, Hash> redacted_;  // target, the least hash of the redactions that count
  std::vector<Row> pending_;       // own events that are not in the tables yet
  bool scrub_ = false;
};

}  // namespace adem::ledger
