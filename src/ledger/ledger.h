// Signed, hash-chained events of many nodes, and the state folded from them, in one database.
//
// - Acknowledged means on the disk: commit() returns after the transaction that holds the events
//   and the changed state is synced. Writers that wait together share one sync (group commit).
// - State is a pure function of the set of trusted events (fold.h): whatever order they came in,
//   however often, two nodes that hold the same events show the same state.
// - Every event stands on its own seal. A chain with holes is reported, its events are not lost. A
//   fork (two events with one number of one node) is reported, both branches are shown.
// - Events of a node that is not enrolled, was revoked before them, or speaks for an office that it
//   was not enrolled for are kept, shown as quarantined, and not folded.
// Thread-safe. One process at a time commits; others wait up to 10 s (ledger.locked).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/message.h"
#include "base/progress.h"
#include "db/database.h"
#include "ledger/event.h"
#include "ledger/fold.h"

namespace adem::ledger {

// A consistent view of what is.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual std::optional<Json> state(const std::string& aggregate) const = 0;
  // All states of a type whose area begins with `area` (empty: all), by aggregate.
  virtual void states(std::string_view type, std::string_view area,
                      const std::function<void(const std::string&, const Json&)>& visit) const = 0;
  // The folded events of one aggregate in fold order.
  virtual void history(const std::string& aggregate,
                       const std::function<void(const Event&)>& visit) const = 0;
};

enum class Trust { enrolled, revoked, unknown };

struct Node {
  Id id;
  PublicKey key{};
  std::string name;                  // as enrolled; empty where unknown
  std::vector<std::string> offices;  // ids it may speak for ("ppk:14.72.05"); empty: any
  Trust trust = Trust::unknown;
  std::uint64_t last_seq = 0;  // newest number held
  std::uint64_t revoked_after = 0;
  std::string tag() const { return id.hex().substr(0, 8); }
};

struct Gap {
  Id node;
  std::uint64_t from = 0, to = 0;
};  // numbers not held
struct Forked {
  Id node;
  std::uint64_t seq = 0;
  std::vector<Hash> hashes;
};

struct Report {
  std::uint64_t events = 0, nodes = 0, quarantined = 0, redacted = 0, unknown_kinds = 0;
  std::vector<Gap> gaps;
  std::vector<Forked> forks;
  std::string state;  // hash of the folded state; equal on nodes that hold the same events
};

struct MergeReport {
  std::uint64_t read = 0, added = 0, known = 0, quarantined = 0, future = 0;
  std::vector<Message> refused;  // forged, malformed, oversized: by line, the first 100
  std::uint64_t refused_count = 0;
  bool truncated = false;
  Report after;
};

// Events by their number of arrival here, which is this book's own and rises by the commit.
struct Arrivals {
  std::vector<std::pair<std::uint64_t, Event>> events;
  std::uint64_t last = 0;  // up to here everything was looked at
};

// A finding of verify(): which event ("7f3a9c21:12 019346de-…") or which state, what is wrong.
struct Finding {
  std::string event;
  Message what;
};

// Judges against what is, and says what shall be remembered; runs inside the commit, so nothing
// changes between the judgement and the writing. What it throws reaches the caller of commit, and
// then nothing of it is written.
using Act = std::function<std::vector<Draft>(const Reader&)>;

struct Settings {
  SigningKey key;          // of this node
  std::optional<Id> root;  // founder to trust; none: as before, at first this node itself
  // Fills random bytes of ids; tests give a seeded one.
  std::function<void(std::span<std::uint8_t>)> random = random_bytes;
};

class Ledger : public Reader {
 public:
  // Opens or makes the tables (forward migrations), rebuilds when the fold's version changed.
  // Errors: db.*, ledger.other-node (the database was made by another key).
  static std::unique_ptr<Ledger> open(std::unique_ptr<db::Database> database, const Fold& fold,
                                      Settings settings);
  ~Ledger() override = default;

  virtual const Id& node() const = 0;
  std::string tag() const { return node().hex().substr(0, 8); }
  virtual Id root() const = 0;
  virtual std::vector<Node> nodes() const = 0;
  virtual std::uint64_t size() const = 0;

  // Errors: what the act throws; ledger.not-its-office, ledger.revoked (this node may not say
  // that), ledger.bad-text, ledger.not-canonical, ledger.body-too-large; ledger.locked, db.full,
  // db.read-only, db.failed: nothing is added.
  virtual std::vector<Event> commit(const Act& act, Instant now) = 0;
  // The same, a single time under this name: false, and nothing done, where it was done before.
  // Event and name are written together, so a crash between them cannot double it.
  virtual bool commit_once(const std::string& name, const Act& act, Instant now) = 0;

  // Trust: events node.enrolled and node.revoked; who may do what is in ledger/trust.h. A node that
  // was revoked stays so: its keeper makes a new key. Errors ledger.not-enrolled (this node),
  // ledger.already-founded, ledger.not-senior, ledger.already-revoked, ledger.unknown-node,
  // ledger.no-reason, and those of commit.
  virtual void found(const std::string& name, const std::vector<std::string>& offices,
                     const Draft& by) = 0;  // enrols this node itself, as root
  virtual void join(const Id& root) = 0;    // trust another founder from now on
  virtual void enrol(const Id& node, const std::string& name,
                     const std::vector<std::string>& offices, const Draft& by) = 0;
  virtual void revoke(const Id& node, std::uint64_t after_seq, const std::string& why,
                      const Draft& by) = 0;
  // Takes the body of an event, and content that it alone names, out of this book and, once merged,
  // out of every other. Errors
  // ledger.no-such-event, ledger.not-redactable (the ledger's own kinds), ledger.already-redacted,
  // ledger.no-reason.
  virtual void redact(const Id& event, const std::string& why, const Draft& by) = 0;

  virtual MergeReport merge(const std::function<bool(std::string&)>& next_line, Instant now,
                            const Progress& progress = {}) = 0;
  // Lines of a bundle in fold order: header, nodes, events, contents, end with a hash.
  struct Export {
    std::uint64_t since = 0;  // arrival number after which; 0: all
    // Named content that events refer to: hash and bytes, asked for by hash.
    std::function<std::optional<std::string>(const std::string& hash)> content;
  };
  virtual void export_to(const Export& what, const std::function<void(std::string_view)>& line,
                         const Progress& progress = {}) const = 0;

  virtual Report report() const = 0;
  virtual Report verify(const std::function<void(const Finding&)>& found,
                        const Progress& progress = {}) const = 0;
  virtual void rebuild(const Progress& progress = {}) = 0;

  // Events as they were signed, in arrival or fold order, quarantined ones too.
  virtual void events(
      const std::function<void(const Event&, std::string_view quarantine)>& visit) const = 0;
  // The next events that arrived after number `after`, a page of them in their order; none: all
  // were seen. Quarantined ones are left out.
  virtual Arrivals arrivals(std::uint64_t after) const = 0;
  // By id, by a beginning of it that fits one event alone, or by tag and number ("7f3a9c21:12").
  // Error ledger.ambiguous-event.
  virtual std::optional<Event> find(std::string_view id_or_prefix) const = 0;
  // What came in bundles because an event's body names it: "content": hash, or a list of hashes.
  virtual std::optional<std::string> content(const std::string& hash) const = 0;
  // Hashes that events name and whose bytes are not here.
  virtual std::vector<std::string> wanted() const = 0;
  // Takes bytes that are wanted; false where nobody asks for them. Errors as of commit.
  virtual bool take_content(std::string_view bytes) = 0;
};

// A copy of a book goes on as another node: what the old one wrote stays its own, and the trust is
// as it was, so that others must enrol the new one. Nothing where the database holds no ledger.
void go_on_as(db::Database& database, const SigningKey& key);

}  // namespace adem::ledger
