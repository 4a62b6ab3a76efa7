#include "ledger/tables.h"

#include <algorithm>

#include "base/error.h"

namespace adem::ledger {

namespace {

#define ADEM_EVENT_COLUMNS                                                               \
  "SELECT e.n, e.hash, e.id, e.node, e.seq, e.prev, e.hlc, e.author, e.office, e.area, " \
  "e.kind, e.subject, e.body_hash, e.seal, e.standing, e.aggregate, e.type, e.late, "    \
  "e.redacted_by, b.text FROM event e LEFT JOIN body b ON b.n = e.n "

constexpr std::size_t kPage = 500;            // as the LIMIT of each page says
constexpr std::size_t kPageBytes = 4U << 20;  // of bodies

template <typename T>
T fixed(const db::Statement& row, int column) {
  T value;
  const auto bytes = row.blob(column);
  // A length that is not the type's is damage; it then names nothing, which verify reports.
  if (bytes.size() == value.bytes.size()) std::ranges::copy(bytes, value.bytes.begin());
  return value;
}

std::string raw(const db::Statement& row, int column) {
  const auto bytes = row.blob(column);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::span<const std::uint8_t> text_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::int64_t signed_of(std::uint64_t value) { return static_cast<std::int64_t>(value); }

Row row_of(const db::Statement& s) {
  Row row;
  row.n = s.integer(0);
  Event& e = row.event;
  e.hash = fixed<Hash>(s, 1);
  e.id = fixed<Id>(s, 2);
  e.at = time_of(e.id);
  e.node = fixed<Id>(s, 3);
  e.seq = static_cast<std::uint64_t>(s.integer(4));
  e.prev = fixed<Hash>(s, 5);
  e.hlc = Hlc{s.integer(6)};
  e.author = s.text(7);
  e.office = s.text(8);
  e.area = s.text(9);
  e.kind = s.text(10);
  e.subject = s.text(11);
  e.body_hash = fixed<Hash>(s, 12);
  e.seal = raw(s, 13);
  row.standing = static_cast<Standing>(s.integer(14));
  row.aggregate = s.text(15);
  row.type = s.text(16);
  row.creates = s.integer(17) == 0;
  if (!s.is_null(18)) row.redacted_by = fixed<Hash>(s, 18);
  if (!s.is_null(19)) row.body_text = s.text(19);
  if (auto body = read_canonical(row.body_text)) e.body = std::move(*body);
  e.redacted = row.body_text.empty();
  return row;
}

std::vector<Row> rows_of(db::Statement& s) {
  std::vector<Row> rows;
  while (s.step()) rows.push_back(row_of(s));
  return rows;
}

void bind_state(db::Statement& s, const StateRow& state) {
  s.bind(1, state.aggregate).bind(2, state.type).bind(3, state.area);
  s.bind(4, std::int64_t{state.last.late ? 1 : 0}).bind(5, state.last.hlc.value);
  s.bind_blob(6, bytes_of(state.last.node)).bind(7, signed_of(state.last.seq));
  s.bind_blob(8, bytes_of(state.last.hash)).bind(9, state.json);
}

void bind_place(db::Statement& s, int from, const Row& row) {
  s.bind(from, row.aggregate).bind(from + 1, row.type);
  s.bind(from + 2, std::int64_t{row.creates ? 0 : 1});
}

}  // namespace

std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::folded:
      return "";
    case Standing::unknown_node:
      return "unknown-node";
    case Standing::revoked:
      return "revoked";
    case Standing::not_its_office:
      return "not-its-office";
  }
  return "unknown-node";  // a number that only a tampered table holds
}

FoldKey key_of(const Row& row) {
  return {!row.creates, row.event.hlc, row.event.node, row.event.seq, row.event.hash};
}

std::span<const std::uint8_t> bytes_of(const Id& id) { return id.bytes; }
std::span<const std::uint8_t> bytes_of(const Hash& hash) { return hash.bytes; }

Hash hash_in(const db::Statement& row, int column) { return fixed<Hash>(row, column); }
Id id_in(const db::Statement& row, int column) { return fixed<Id>(row, column); }

std::optional<Meta> Tables::meta() {
  auto s = sql(
      "SELECT node, public_key, root, fold, generation, clock, last_n FROM ledger WHERE one = 1");
  if (!s->step()) return std::nullopt;
  Meta meta;
  meta.node = fixed<Id>(*s, 0);
  if (const auto key = s->blob(1); key.size() == meta.key.size()) {
    std::ranges::copy(key, meta.key.begin());
  }
  meta.root = fixed<Id>(*s, 2);
  meta.fold = s->integer(3);
  meta.generation = s->integer(4);
  meta.clock = Hlc{s->integer(5)};
  meta.last_n = s->integer(6);
  return meta;
}

Meta Tables::must_meta() {
  auto found = meta();
  if (!found) throw Error(ErrorKind::conflict, "ledger.no-ledger");
  return *found;
}

void Tables::make_meta(const Meta& meta) {
  auto s =
      sql("INSERT INTO ledger (one, node, public_key, root, fold, generation, clock, last_n) "
          "VALUES (1, $1, $2, $3, $4, $5, $6, $7)");
  s->bind_blob(1, bytes_of(meta.node)).bind_blob(2, meta.key);
  s->bind_blob(3, bytes_of(meta.root)).bind(4, meta.fold).bind(5, meta.generation);
  s->bind(6, meta.clock.value).bind(7, meta.last_n).run();
}

void Tables::set_meta(const Meta& meta) {
  auto s =
      sql("UPDATE ledger SET root = $1, fold = $2, generation = $3, clock = $4, last_n = $5 "
          "WHERE one = 1");
  s->bind_blob(1, bytes_of(meta.root)).bind(2, meta.fold).bind(3, meta.generation);
  s->bind(4, meta.clock.value).bind(5, meta.last_n).run();
}

void Tables::insert(const Row& row) {
  const Event& e = row.event;
  auto s =
      sql("INSERT INTO event (n, hash, id, node, seq, prev, hlc, author, office, area, kind, "
          "subject, body_hash, seal, standing, aggregate, type, late, redacted_by) VALUES "
          "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
          "$19)");
  s->bind(1, row.n).bind_blob(2, bytes_of(e.hash)).bind_blob(3, bytes_of(e.id));
  s->bind_blob(4, bytes_of(e.node)).bind(5, signed_of(e.seq)).bind_blob(6, bytes_of(e.prev));
  s->bind(7, e.hlc.value).bind(8, e.author).bind(9, e.office).bind(10, e.area);
  s->bind(11, e.kind).bind(12, e.subject).bind_blob(13, bytes_of(e.body_hash));
  s->bind_blob(14, text_bytes(e.seal)).bind(15, static_cast<std::int64_t>(row.standing));
  bind_place(*s, 16, row);
  if (row.redacted_by) {
    s->bind_blob(19, bytes_of(*row.redacted_by));
  } else {
    s->bind_null(19);
  }
  s->run();
  if (row.body_text.empty()) return;
  auto body = sql("INSERT INTO body (n, text) VALUES ($1, $2)");
  body->bind(1, row.n).bind(2, row.body_text).run();
}

void Tables::set_standing(const Row& row) {
  auto s = sql("UPDATE event SET standing = $1 WHERE node = $2 AND seq = $3 AND hash = $4");
  s->bind(1, static_cast<std::int64_t>(row.standing)).bind_blob(2, bytes_of(row.event.node));
  s->bind(3, signed_of(row.event.seq)).bind_blob(4, bytes_of(row.event.hash)).run();
}

void Tables::set_place(const Row& row) {
  auto s =
      sql("UPDATE event SET aggregate = $1, type = $2, late = $3, standing = $4 "
          "WHERE node = $5 AND seq = $6 AND hash = $7");
  bind_place(*s, 1, row);
  s->bind(4, static_cast<std::int64_t>(row.standing)).bind_blob(5, bytes_of(row.event.node));
  s->bind(6, signed_of(row.event.seq)).bind_blob(7, bytes_of(row.event.hash)).run();
}

void Tables::set_body(const Row& row, std::string_view text) {
  auto body = sql("INSERT INTO body (n, text) VALUES ($1, $2)");
  body->bind(1, row.n).bind(2, text).run();
}

void Tables::drop_body(const Row& row) {
  auto body = sql("DELETE FROM body WHERE n = $1");
  body->bind(1, row.n).run();
  auto s = sql("UPDATE event SET redacted_by = $1 WHERE node = $2 AND seq = $3 AND hash = $4");
  s->bind_blob(1, bytes_of(*row.redacted_by)).bind_blob(2, bytes_of(row.event.node));
  s->bind(3, signed_of(row.event.seq)).bind_blob(4, bytes_of(row.event.hash)).run();
}

void Tables::forget_redaction(const Row& row) {
  auto s = sql("UPDATE event SET redacted_by = NULL WHERE node = $1 AND seq = $2 AND hash = $3");
  s->bind_blob(1, bytes_of(row.event.node)).bind(2, signed_of(row.event.seq));
  s->bind_blob(3, bytes_of(row.event.hash)).run();
}

void Tables::page(const char* text, const std::function<void(db::Statement&, const Row&)>& bind,
                  const RowVisit& visit) {
  Row last;
  while (true) {
    std::vector<Row> rows;
    std::size_t bytes = 0;
    {
      auto s = sql(text);
      bind(*s, last);
      while (bytes < kPageBytes && s->step()) {
        rows.push_back(row_of(*s));
        bytes += rows.back().body_text.size();
      }
    }
    const bool more = rows.size() == kPage || bytes >= kPageBytes;
    for (Row& row : rows) visit(row);
    if (!more) return;
    last = std::move(rows.back());
  }
}

void Tables::by_arrival(std::int64_t after, const RowVisit& visit) {
  page(
      ADEM_EVENT_COLUMNS "WHERE e.n > $1 ORDER BY e.n LIMIT 500",
      [after](db::Statement& s, const Row& last) { s.bind(1, std::max(after, last.n)); }, visit);
}

void Tables::arrived(std::int64_t after, const RowVisit& visit) {
  auto s = sql(ADEM_EVENT_COLUMNS "WHERE e.n > $1 ORDER BY e.n LIMIT 500");
  s->bind(1, after);
  while (s->step()) {
    Row row = row_of(*s);
    visit(row);
  }
}

void Tables::by_order(std::int64_t after, const RowVisit& visit) {
  page(
      ADEM_EVENT_COLUMNS
      "WHERE e.hlc >= $1 AND (e.hlc, e.node, e.seq, e.hash) > ($1, $2, $3, $4) AND e.n > $5 "
      "ORDER BY e.hlc, e.node, e.seq, e.hash LIMIT 500",
      [after](db::Statement& s, const Row& last) {
        s.bind(1, last.event.hlc.value).bind_blob(2, bytes_of(last.event.node));
        s.bind(3, signed_of(last.event.seq)).bind_blob(4, bytes_of(last.event.hash));
        s.bind(5, after);
      },
      visit);
}

void Tables::of_node(const Id& node, const RowVisit& visit) {
  page(
      ADEM_EVENT_COLUMNS
      "WHERE e.node = $1 AND e.seq >= $2 AND (e.seq, e.hash) > ($2, $3) "
      "ORDER BY e.seq, e.hash LIMIT 500",
      [&node](db::Statement& s, const Row& last) {
        s.bind_blob(1, bytes_of(node)).bind(2, signed_of(last.event.seq));
        s.bind_blob(3, bytes_of(last.event.hash));
      },
      visit);
}

void Tables::of_aggregate(const std::string& aggregate, const RowVisit& visit) {
  auto s = sql(ADEM_EVENT_COLUMNS
               "WHERE e.aggregate = $1 AND e.standing = 0 AND e.type <> '' "
               "ORDER BY e.late, e.hlc, e.node, e.seq, e.hash");
  s->bind(1, aggregate);
  while (s->step()) {
    Row row = row_of(*s);
    visit(row);
  }
}

void Tables::by_aggregate(const RowVisit& visit) {
  page(
      ADEM_EVENT_COLUMNS
      "WHERE e.standing = 0 AND e.type <> '' AND e.aggregate >= $1 AND "
      "(e.aggregate, e.late, e.hlc, e.node, e.seq, e.hash) > ($1, $2, $3, $4, $5, $6) "
      "ORDER BY e.aggregate, e.late, e.hlc, e.node, e.seq, e.hash LIMIT 500",
      [](db::Statement& s, const Row& last) {
        s.bind(1, last.aggregate);
        s.bind(2, std::int64_t{last.n == 0 || last.creates ? 0 : 1});
        s.bind(3, last.event.hlc.value).bind_blob(4, bytes_of(last.event.node));
        s.bind(5, signed_of(last.event.seq)).bind_blob(6, bytes_of(last.event.hash));
      },
      visit);
}

std::optional<Row> Tables::by_hash(const Id& node, std::uint64_t seq, const Hash& hash) {
  auto s = sql(ADEM_EVENT_COLUMNS "WHERE e.node = $1 AND e.seq = $2 AND e.hash = $3");
  s->bind_blob(1, bytes_of(node)).bind(2, signed_of(seq)).bind_blob(3, bytes_of(hash));
  if (!s->step()) return std::nullopt;
  return row_of(*s);
}

std::vector<Row> Tables::numbered(const Id& node, std::uint64_t seq) {
  auto s = sql(ADEM_EVENT_COLUMNS "WHERE e.node = $1 AND e.seq = $2 ORDER BY e.hash");
  s->bind_blob(1, bytes_of(node)).bind(2, signed_of(seq));
  return rows_of(*s);
}

std::vector<Row> Tables::by_id(const Id& first, const Id& last) {
  auto s = sql(ADEM_EVENT_COLUMNS "WHERE e.id >= $1 AND e.id <= $2 ORDER BY e.id, e.n LIMIT 2");
  s->bind_blob(1, bytes_of(first)).bind_blob(2, bytes_of(last));
  return rows_of(*s);
}

std::vector<Row> Tables::trust_events() {
  auto s =
      sql(ADEM_EVENT_COLUMNS "WHERE e.kind IN ('node.enrolled', 'node.revoked') ORDER BY e.hlc");
  return rows_of(*s);
}

StateRow Tables::state_of(const db::Statement& s) {
  StateRow state;
  state.aggregate = s.text(0);
  state.type = s.text(1);
  state.area = s.text(2);
  state.last.late = s.integer(3) != 0;
  state.last.hlc = Hlc{s.integer(4)};
  state.last.node = fixed<Id>(s, 5);
  state.last.seq = static_cast<std::uint64_t>(s.integer(6));
  state.last.hash = fixed<Hash>(s, 7);
  state.json = s.text(8);
  return state;
}

std::optional<StateRow> Tables::state(const std::string& aggregate) {
  auto s =
      sql("SELECT aggregate, type, area, late, hlc, node, seq, hash, json FROM state "
          "WHERE aggregate = $1");
  s->bind(1, aggregate);
  if (!s->step()) return std::nullopt;
  return state_of(*s);
}

void Tables::insert_state(const StateRow& state) {
  auto s =
      sql("INSERT INTO state (aggregate, type, area, late, hlc, node, seq, hash, json) "
          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
  bind_state(*s, state);
  s->run();
}

void Tables::update_state(const StateRow& state) {
  auto s =
      sql("UPDATE state SET late = $4, hlc = $5, node = $6, seq = $7, hash = $8, json = $9 "
          "WHERE aggregate = $1 AND type = $2 AND area = $3");
  bind_state(*s, state);
  s->run();
}

void Tables::delete_state(const std::string& aggregate, const std::string& area) {
  auto s = sql("DELETE FROM state WHERE aggregate = $1 AND area = $2");
  s->bind(1, aggregate).bind(2, area).run();
}

void Tables::states(const std::function<void(StateRow&)>& visit) {
  auto s =
      sql("SELECT aggregate, type, area, late, hlc, node, seq, hash, json FROM state "
          "ORDER BY aggregate");
  while (s->step()) {
    StateRow row = state_of(*s);
    visit(row);
  }
}

std::vector<Node> Tables::nodes() {
  std::vector<Node> nodes;
  auto s = sql(
      "SELECT id, public_key, name, offices, trust, revoked_after, "
      "COALESCE((SELECT MAX(seq) FROM event WHERE event.node = node.id), 0) FROM node ORDER BY id");
  while (s->step()) {
    Node node;
    node.id = fixed<Id>(*s, 0);
    if (const auto key = s->blob(1); key.size() == node.key.size()) {
      std::ranges::copy(key, node.key.begin());
    }
    node.name = s->text(2);
    const Json offices = Json::parse(s->text(3), nullptr, false);
    for (const Json& office : offices.is_array() ? offices : Json::array()) {
      if (office.is_string()) node.offices.push_back(office.get<std::string>());
    }
    node.trust = static_cast<Trust>(s->integer(4));
    node.revoked_after = static_cast<std::uint64_t>(s->integer(5));
    node.last_seq = static_cast<std::uint64_t>(s->integer(6));
    nodes.push_back(std::move(node));
  }
  return nodes;
}

void Tables::put_node(const Node& node) {
  auto s =
      sql("INSERT INTO node (id, public_key, name, offices, trust, revoked_after) "
          "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET "
          "public_key = excluded.public_key, name = excluded.name, "
          "offices = excluded.offices, trust = excluded.trust, "
          "revoked_after = excluded.revoked_after");
  s->bind_blob(1, bytes_of(node.id)).bind_blob(2, node.key).bind(3, node.name);
  s->bind(4, Json(node.offices).dump()).bind(5, static_cast<std::int64_t>(node.trust));
  s->bind(6, signed_of(node.revoked_after)).run();
}

}  // namespace adem::ledger
