#include "ledger/reading.h"

#include <algorithm>
#include <charconv>

#include "base/error.h"
#include "ledger/content.h"

namespace adem::ledger {

namespace {

constexpr std::size_t kShortestPrefix = 4;

[[noreturn]] void ambiguous(std::string_view text) {
  throw Error(ErrorKind::conflict, "ledger.ambiguous-event", {{"text", std::string(text)}});
}

std::optional<Event> only(const std::vector<Row>& rows, std::string_view text) {
  if (rows.size() > 1) ambiguous(text);
  if (rows.empty()) return std::nullopt;
  return rows.front().event;
}

// "7f3a9c21:12": the beginning of a node's id and the number.
std::optional<Event> find_numbered(Tables& tables, std::string_view text) {
  const auto colon = text.find(':');
  std::uint64_t seq = 0;
  const auto digits = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seq);
  if (error != std::errc() || end != digits.data() + digits.size() || colon == 0) {
    return std::nullopt;
  }
  std::vector<Row> rows;
  for (const Node& node : tables.nodes()) {
    if (!node.id.hex().starts_with(text.substr(0, colon))) continue;
    for (Row& row : tables.numbered(node.id, seq)) rows.push_back(std::move(row));
  }
  return only(rows, text);
}

}  // namespace

void visit_states(Tables& tables, std::string_view type, std::string_view area,
                  const std::function<void(const std::string&, const Json&)>& visit) {
  auto s = tables.sql(
      "SELECT aggregate, json FROM state WHERE type = $1 AND area >= $2 AND area < $3 "
      "ORDER BY aggregate");
  // The last character of Unicode ends every area that begins so.
  s->bind(1, type).bind(2, area).bind(3, std::string(area) + "\U0010FFFF");
  while (s->step()) visit(s->text(0), Json::parse(s->text(1), nullptr, false));
}

void visit_history(Tables& tables, const std::string& aggregate,
                   const std::function<void(const Event&)>& visit) {
  tables.of_aggregate(aggregate, [&visit](Row& row) { visit(row.event); });
}

std::optional<Event> find_event(Tables& tables, std::string_view text) {
  if (text.find(':') != std::string_view::npos) return find_numbered(tables, text);
  std::string digits(text);
  std::erase(digits, '-');
  if (digits.size() < kShortestPrefix || digits.size() > 32) return std::nullopt;
  const auto first = Id::from_hex(digits + std::string(32 - digits.size(), '0'));
  const auto last = Id::from_hex(digits + std::string(32 - digits.size(), 'f'));
  if (!first || !last) return std::nullopt;
  return only(tables.by_id(*first, *last), text);
}

std::optional<std::string> read_content(Tables& tables, const std::string& hash) {
  std::string bytes;
  const bool whole =
      visit_parts(tables, hash, [&bytes](const ContentPart& part) { bytes += part.bytes; });
  if (!whole || content_hash(bytes) != hash) return std::nullopt;
  return bytes;
}

}  // namespace adem::ledger
