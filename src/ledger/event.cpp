// Headers of events, and their lines in a bundle.
#include "ledger/event.h"

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

const Json& member(const Json& object, const char* key) {
  const auto it = object.find(key);
  if (it == object.end()) bad_event("form");
  return *it;
}

const std::string& text_of(const Json& object, const char* key) {
  const Json& value = member(object, key);
  if (!value.is_string()) bad_event("form");
  return value.get_ref<const std::string&>();
}

std::string short_text_of(const Json& object, const char* key) {
  const std::string& text = text_of(object, key);
  if (!is_short_text(text)) bad_event("form");
  return text;
}

template <typename T>
T must(std::optional<T> value) {
  if (!value) bad_event("form");
  return *std::move(value);
}

Event read_header(const Json& json) {
  if (!json.is_object() || json.size() != 13) bad_event("form");
  Event event;
  event.area = short_text_of(json, "area");
  event.author = short_text_of(json, "author");
  event.body_hash = must(Hash::from_hex(text_of(json, "body_hash")));
  event.hash = must(Hash::from_hex(text_of(json, "hash")));
  event.hlc = must(Hlc::from_text(text_of(json, "hlc")));
  event.id = must(uuid_from_text(text_of(json, "id")));
  event.kind = short_text_of(json, "kind");
  event.node = must(Id::from_hex(text_of(json, "node")));
  event.office = short_text_of(json, "office");
  event.prev = must(Hash::from_hex(text_of(json, "prev")));
  event.seal = must(from_base64(text_of(json, "seal")));
  const Json& seq = member(json, "seq");
  if (!seq.is_number_unsigned()) bad_event("form");
  event.seq = seq.get<std::uint64_t>();
  event.subject = short_text_of(json, "subject");
  event.at = time_of(event.id);
  // A number that a database cannot hold, or no number at all.
  if (event.seq == 0 || event.seq > kMostSeq) bad_event("form");
  if ((event.seq == 1) != (event.prev == Hash{})) bad_event("form");
  return event;
}

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
  constexpr std::string_view kStart = "{\"body\":";
  if (!line.starts_with(kStart)) bad_event("form");
  auto json = read_canonical(line, kMaxDepth + 1);  // a body stands one deeper here
  if (!json || json->size() != 2) bad_event("form");
  Line read;
  read.event = read_header(member(*json, "event"));
  Event& event = read.event;
  if (header_hash(event) != event.hash) bad_event("hash");
  Json& body = json->at("body");
  event.redacted = body.is_null();
  if (!event.redacted) {
    if (!body.is_object()) bad_event("form");
    // What follows the body is as long as the event's own text, which is canonical like the line.
    const std::size_t rest = members(event, true).size() + std::string_view(",\"event\":}").size();
    read.body_text = line.substr(kStart.size(), line.size() - kStart.size() - rest);
    if (read.body_text.size() > kMaxBody) bad_event("size");
    if (hash_of(read.body_text) != event.body_hash) bad_event("body");
  }
  event.body = std::move(body);
  return read;
}

Event read_event(std::string_view line) { return read_line(line).event; }

}  // namespace adem::ledger
