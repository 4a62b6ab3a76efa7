// Headers of events, and their lines in a bundle.
#include "ledger/event.h"

#include <charconv>

#include "base/error.h"
#include "ledger/base64.h"
#include "ledger/canonical.h"
#include "ledger/line.h"

namespace adem::ledger {

namespace {

[[noreturn]] void bad_event(const char* why) {
  throw Error(ErrorKind::bad_input, "ledger.bad-event", {{"why", std::string(why)}});
}

void short_text(std::string& out, std::string_view key, std::string_view text) {
  out += key;
  if (!is_short_text(text)) {
    throw Error(ErrorKind::bad_input, "ledger.bad-text",
                {{"most", static_cast<std::int64_t>(kMaxShort)}});
  }
  append_text(out, text);
}

// The members of a header in their order; `sealed` puts hash and seal among them.
std::string members(const Event& event, bool sealed) {
  std::string out;
  out.reserve(700);
  short_text(out, "{\"area\":", event.area);
  short_text(out, ",\"author\":", event.author);
  out += ",\"body_hash\":\"" + event.body_hash.hex();
  if (sealed) out += "\",\"hash\":\"" + event.hash.hex();
  out += "\",\"hlc\":\"" + event.hlc.text();
  out += "\",\"id\":\"" + uuid_text(event.id);
  short_text(out, "\",\"kind\":", event.kind);
  out += ",\"node\":\"" + event.node.hex();
  short_text(out, "\",\"office\":", event.office);
  out += ",\"prev\":\"" + event.prev.hex();
  if (sealed) out += "\",\"seal\":\"" + base64(event.seal);
  out += "\",\"seq\":" + std::to_string(event.seq);
  short_text(out, ",\"subject\":", event.subject);
  out += '}';
  return out;
}

template <typename T>
T must(std::optional<T> value) {
  if (!value) bad_event("form");
  return *std::move(value);
}

// Reads the event of a line, which has one form only: each piece where it must stand, so that
// members() would write it again to the letter.
class HeaderReader {
 public:
  // What follows the event stays in `text`.
  explicit HeaderReader(std::string_view& text) : text_(text), unsealed_from_(text.data()) {}

  Event read() {
    Event event;
    event.area = short_text("{\"area\":");
    event.author = short_text(",\"author\":");
    event.body_hash = must(Hash::from_hex(plain(",\"body_hash\":\"")));
    event.hash = must(Hash::from_hex(unsigned_part(",\"hash\":\"")));
    event.hlc = must(Hlc::from_text(plain(",\"hlc\":\"")));
    event.id = must(uuid_from_text(plain(",\"id\":\"")));
    event.kind = short_text(",\"kind\":");
    event.node = must(Id::from_hex(plain(",\"node\":\"")));
    event.office = short_text(",\"office\":");
    event.prev = must(Hash::from_hex(plain(",\"prev\":\"")));
    event.seal = must(from_base64(unsigned_part(",\"seal\":\"")));
    event.seq = number(",\"seq\":");
    event.subject = short_text(",\"subject\":");
    expect("}");
    header_.append(unsealed_from_, text_.data());
    event.at = time_of(event.id);
    if ((event.seq == 1) != (event.prev == Hash{})) bad_event("form");
    return event;
  }
  // Of what was read: its text without hash and seal.
  std::string_view header() const { return header_; }

 private:
  void expect(std::string_view piece) {
    if (!text_.starts_with(piece)) bad_event("form");
    text_.remove_prefix(piece.size());
  }
  std::string short_text(std::string_view key) {
    expect(key);
    std::string text;
    if (!take_text(text_, text) || !is_short_text(text)) bad_event("form");
    return text;
  }
  // Up to the next quote: digits and letters, which their own reader looks at.
  std::string_view plain(std::string_view key) {
    expect(key);
    const std::size_t end = text_.find('"');
    if (end == std::string_view::npos) bad_event("form");
    const std::string_view value = text_.substr(0, end);
    text_.remove_prefix(end + 1);
    return value;
  }
  std::string_view unsigned_part(std::string_view key) {
    header_.append(unsealed_from_, text_.data());
    const std::string_view value = plain(key);
    unsealed_from_ = text_.data();
    return value;
  }
  // 1 to what a database can hold.
  std::uint64_t number(std::string_view key) {
    expect(key);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    if (error != std::errc() || text_.front() == '0' || value > kMostSeq) bad_event("form");
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return value;
  }

  std::string_view& text_;
  const char* unsealed_from_;
  std::string header_;
};

}  // namespace

std::strong_ordering fold_order(const Event& a, const Event& b) {
  if (const auto order = a.hlc <=> b.hlc; order != 0) return order;
  if (const auto order = a.node <=> b.node; order != 0) return order;
  if (const auto order = a.seq <=> b.seq; order != 0) return order;
  return a.hash <=> b.hash;
}

std::string header(const Event& event) { return members(event, false); }

Hash header_hash(const Event& event) { return hash_of(header(event)); }

std::string event_line(const Event& event, std::string_view body_text) {
  std::string line = "{\"body\":";
  line += body_text;
  line += ",\"event\":";
  line += members(event, true);
  line += '}';
  return line;
}

std::string event_line(const Event& event) {
  return event_line(event, event.redacted ? "null" : canonical(event.body));
}

Line read_line(std::string_view line) {
  std::string_view text = line;
  const auto expect = [&text](std::string_view piece) {
    if (!text.starts_with(piece)) bad_event("form");
    text.remove_prefix(piece.size());
  };
  expect("{\"body\":");
  const std::string_view from_body = text;
  Json body;
  if (!take_value(text, body) || !(body.is_object() || body.is_null())) bad_event("form");
  const std::string_view body_text = from_body.substr(0, from_body.size() - text.size());
  expect(",\"event\":");
  HeaderReader reader(text);
  Line read;
  read.event = reader.read();
  Event& event = read.event;
  expect("}");
  if (!text.empty()) bad_event("form");
  if (hash_of(reader.header()) != event.hash) bad_event("hash");
  event.redacted = body.is_null();
  if (!event.redacted) {
    if (body_text.size() > kMaxBody) bad_event("size");
    if (hash_of(body_text) != event.body_hash) bad_event("body");
    read.body_text = body_text;
  }
  event.body = std::move(body);
  return read;
}

Event read_event(std::string_view line) { return read_line(line).event; }

}  // namespace adem::ledger
