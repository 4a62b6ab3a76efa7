// Rows of the ledger's tables as events and back. Not thread-safe: one connection, one thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/fold.h"
#include "ledger/ledger.h"
#include "ledger/statements.h"

namespace adem::ledger {

enum class Standing { folded = 0, unknown_node = 1, revoked = 2, not_its_office = 3 };
// "", "unknown-node", "revoked", "not-its-office".
std::string_view name_of(Standing standing);

// An event as it lies in the tables.
struct Row {
  std::int64_t n = 0;
  Event event;            // `body` is read where `body_text` is not empty
  std::string body_text;  // canonical; empty where it is not here
  Standing standing = Standing::folded;
  std::string aggregate;  // and type: empty where the fold does not understand the kind
  std::string type;
  bool creates = false;
  std::optional<Hash> redacted_by;
};

// Where an event stands among those of its aggregate.
struct FoldKey {
  bool late = false;  // after those that create
  Hlc hlc;
  Id node;
  std::uint64_t seq = 0;
  Hash hash;
  auto operator<=>(const FoldKey&) const = default;
};
FoldKey key_of(const Row& row);

struct StateRow {
  std::string aggregate, type, area;
  FoldKey last;
  std::string json;
};

// The ledger's single row.
struct Meta {
  Id node, root;
  PublicKey key{};
  std::int64_t fold = 0;        // version of the fold that made the tables
  std::int64_t generation = 0;  // rises with every change, so that another process sees it
  Hlc clock;
  std::int64_t last_n = 0;
};

std::span<const std::uint8_t> bytes_of(const Id& id);
std::span<const std::uint8_t> bytes_of(const Hash& hash);
// A column; a length that is not a hash's is damage, and then it is the hash of nothing.
Hash hash_in(const db::Statement& row, int column);
Id id_in(const db::Statement& row, int column);

class Tables {
 public:
  explicit Tables(db::Database& database) : database_(database), sql_(database) {}
  db::Database& database() { return database_; }
  Statements::Loan sql(const char* text) { return sql_(text); }

  std::optional<Meta> meta();
  Meta must_meta();  // Error ledger.no-ledger where its row is gone
  void make_meta(const Meta& meta);
  void set_meta(const Meta& meta);

  void insert(const Row& row);
  void set_standing(const Row& row);
  void set_place(const Row& row);
  void set_body(const Row& row, std::string_view text);
  void drop_body(const Row& row);         // by row.redacted_by
  void forget_redaction(const Row& row);  // the body stays away until it comes again

  using RowVisit = std::function<void(Row&)>;
  // Pages through all events: bounded memory, and the visitor may write; it leaves the row's key as
  // it is. By arrival after `n`; in fold order.
  void by_arrival(std::int64_t after, const RowVisit& visit);
  void arrived(std::int64_t after, const RowVisit& visit);   // one page of them
  void by_order(std::int64_t after, const RowVisit& visit);  // arrived after `after`
  // Of one node, by number.
  void of_node(const Id& node, const RowVisit& visit);
  // The folded events of one aggregate in fold order; not paged: the visitor does not write.
  void of_aggregate(const std::string& aggregate, const RowVisit& visit);
  // The placed and folded events of all, aggregate by aggregate, in fold order.
  void by_aggregate(const RowVisit& visit);
  std::optional<Row> by_hash(const Id& node, std::uint64_t seq, const Hash& hash);
  std::vector<Row> numbered(const Id& node, std::uint64_t seq);  // more than one: a fork
  std::vector<Row> by_id(const Id& first, const Id& last);       // the first two in this range
  std::vector<Row> trust_events();

  // Of a row of aggregate, type, area, late, hlc, node, seq, hash, json.
  static StateRow state_of(const db::Statement& row);
  std::optional<StateRow> state(const std::string& aggregate);
  void insert_state(const StateRow& state);
  void update_state(const StateRow& state);  // type and area as they are
  void delete_state(const std::string& aggregate, const std::string& area);
  // By aggregate.
  void states(const std::function<void(StateRow&)>& visit);

  std::vector<Node> nodes();
  void put_node(const Node& node);

 private:
  void page(const char* text, const std::function<void(db::Statement&, const Row&)>& bind,
            const RowVisit& visit);
  db::Database& database_;
  Statements sql_;
};

}  // namespace adem::ledger
