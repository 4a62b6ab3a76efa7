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

void each_part(const std::string& hash, std::string_view bytes,
               const std::function<void(const ContentPart&)>& visit) {
  const std::size_t parts =
      std::max<std::size_t>(1, (bytes.size() + kContentPart - 1) / kContentPart);
  for (std::size_t i = 0; i < parts; ++i) {
    ContentPart part;
    part.hash = hash;
    part.part = static_cast<std::int64_t>(i) + 1;
    part.parts = static_cast<std::int64_t>(parts);
    part.bytes = bytes.substr(i * kContentPart, kContentPart);
    visit(part);
  }
}

std::vector<std::string> named_content(const Json& body) {
  std::vector<std::string> hashes;
  const auto it = body.is_object() ? body.find("content") : body.end();
  if (!body.is_object() || it == body.end()) return hashes;
  for (const Json& hash : it->is_array() ? *it : Json::array({*it})) {
    if (!hash.is_string()) continue;
    const auto& text = hash.get_ref<const std::string&>();
    if (Hash::from_hex(text)) hashes.push_back(text);
  }
  return hashes;
}

void drop_content(Tables& tables, const Json& body) {
  for (const auto& hash : named_content(body)) {
    {
      auto s = tables.sql("SELECT 1 FROM body WHERE text LIKE $1 LIMIT 1");
      s->bind(1, "%\"" + hash + "\"%");
      if (s->step()) continue;
    }
    for (const char* sql : {"DELETE FROM ledger_content WHERE hash = $1",
                            "DELETE FROM ledger_wanted WHERE hash = $1"}) {
      tables.sql(sql)->bind(1, hash).run();
    }
  }
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
