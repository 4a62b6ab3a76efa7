#include "ledger/content.h"

namespace adem::ledger {

namespace {

bool is_wanted(Tables& tables, const std::string& hash) {
  auto s = tables.sql("SELECT 1 FROM ledger_wanted WHERE hash = $1");
  s->bind(1, hash);
  return s->step();
}

// Counts and hashes what lies there.
bool is_whole(Tables& tables, const std::string& hash, std::int64_t parts) {
  Hasher hasher;
  std::int64_t found = 0;
  auto s = tables.sql("SELECT parts, bytes FROM ledger_content WHERE hash = $1 ORDER BY part");
  s->bind(1, hash);
  while (s->step()) {
    if (s->integer(0) != parts) return false;
    const auto bytes = s->blob(1);
    hasher.add({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    ++found;
  }
  return found == parts && hasher.finish().hex() == hash;
}

}  // namespace

Took take_part(Tables& tables, const ContentPart& part) {
  if (!is_wanted(tables, part.hash)) return Took::not_wanted;
  {
    auto s = tables.sql(
        "INSERT INTO ledger_content (hash, part, parts, bytes) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (hash, part) DO UPDATE SET parts = excluded.parts, bytes = excluded.bytes");
    const std::span<const std::uint8_t> bytes(
        reinterpret_cast<const std::uint8_t*>(part.bytes.data()), part.bytes.size());
    s->bind(1, part.hash).bind(2, part.part).bind(3, part.parts).bind_blob(4, bytes).run();
  }
  {
    auto s = tables.sql("SELECT COUNT(*) FROM ledger_content WHERE hash = $1");
    s->bind(1, part.hash);
    if (!s->step() || s->integer(0) < part.parts) return Took::kept;
  }
  const bool whole = is_whole(tables, part.hash, part.parts);
  auto s = tables.sql(whole ? "DELETE FROM ledger_wanted WHERE hash = $1"
                            : "DELETE FROM ledger_content WHERE hash = $1");
  s->bind(1, part.hash).run();
  return whole ? Took::kept : Took::damaged;
}

bool has_content(Tables& tables, const std::string& hash) {
  auto s = tables.sql("SELECT 1 FROM ledger_content WHERE hash = $1 LIMIT 1");
  s->bind(1, hash);
  return s->step();
}

bool visit_parts(Tables& tables, const std::string& hash,
                 const std::function<void(const ContentPart&)>& visit) {
  if (is_wanted(tables, hash)) return false;
  bool any = false;
  auto s =
      tables.sql("SELECT part, parts, bytes FROM ledger_content WHERE hash = $1 ORDER BY part");
  s->bind(1, hash);
  while (s->step()) {
    ContentPart part;
    part.hash = hash;
    part.part = s->integer(0);
    part.parts = s->integer(1);
    const auto bytes = s->blob(2);
    part.bytes.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    visit(part);
    any = true;
  }
  return any;
}

}  // namespace adem::ledger
