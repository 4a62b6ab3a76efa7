// Folded states inside one transaction: read once, changed in memory, written once. An event that
// comes after all that its aggregate has folded is applied to the state; any other makes the
// aggregate be folded again from its events.
#pragma once

#include <string>
#include <unordered_map>

#include "ledger/tables.h"

namespace adem::ledger {

// Where the fold places an event: aggregate, type, creates; empty where it does not understand it,
// or gives what no store can keep.
void place_row(const Fold& fold, Row& row);
// A state as it is kept, and the area by which it is found.
std::string state_text(const Json& state);
std::string area_of(const Fold& fold, const Json& state);

class States {
 public:
  States(Tables& tables, const Fold& fold) : tables_(tables), fold_(fold) {}

  // Null where there is none. The pointer holds until the next call.
  const Json* find(const std::string& aggregate);
  // Of a placed, trusted event, which is in the tables at the next settle().
  void add(const Row& row);
  // Something beneath it changed: a body, a standing.
  void again(const std::string& aggregate);
  void again_all();
  // Reading it needs the tables to be complete.
  bool is_stale(const std::string& aggregate) const;
  // In memory already, whatever it is.
  bool is_known(const std::string& aggregate) const { return entries_.contains(aggregate); }
  // Reads many at once; a hint.
  void prefetch(const std::vector<std::string>& aggregates);
  // Folds again what must be, and writes what changed.
  void settle();
  // After a rollback, or when another process wrote.
  void forget();
  // Drops all states and folds every event again.
  void rebuild(const Progress& progress = {}, std::uint64_t total = 0);

 private:
  struct Entry {
    Json state;  // null: none
    StateRow row;
    bool exists = false;  // in memory: something is folded
    bool stored = false;  // in the table, under row.type and row.area as they were read
    bool dirty = false;
    bool stale = false;
    bool read = false;  // what the table holds is known
    std::size_t bytes = 0;
  };
  Entry& entry(const std::string& aggregate);
  void apply(Entry& entry, const Row& row);
  void read(const std::string& aggregate, Entry& entry);
  void refold(const std::string& aggregate, Entry& entry);
  void write(Entry& entry);
  void mark(const std::string& aggregate, Entry& entry);

  Tables& tables_;
  const Fold& fold_;
  std::unordered_map<std::string, Entry> entries_;
  std::vector<std::string> changed_;  // dirty or stale
  std::size_t bytes_ = 0;
  bool all_stale_ = false;
};

// BLAKE2b over all states in the order of their aggregates.
class StateHash {
 public:
  void add(const StateRow& state);
  std::string hex() const { return running_.hex(); }

 private:
  Hash running_;
};

}  // namespace adem::ledger
