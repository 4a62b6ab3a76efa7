#include "ledger/bundle.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "ledger/base64.h"

namespace adem::ledger {

namespace {

constexpr std::size_t kMostRoots = 100'000;
constexpr std::int64_t kMostParts = 1 << 16;  // 64 GiB of content

std::string text_in(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_string() ? it->get<std::string>() : std::string();
}

std::optional<std::int64_t> number_in(const Json& json, const char* key) {
  const auto it = json.find(key);
  if (it == json.end() || !it->is_number_unsigned()) return std::nullopt;
  const auto number = it->get<std::uint64_t>();
  if (number > kMostSeq) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::optional<PublicKey> key_from(const std::string& hex) {
  const auto bytes = Hash::from_hex(hex);  // as long as a key
  if (!bytes) return std::nullopt;
  return bytes->bytes;
}

std::optional<ContentPart> part_of(const Json& json) {
  ContentPart part;
  part.hash = text_in(json, "content");
  part.part = number_in(json, "part").value_or(0);
  part.parts = number_in(json, "of").value_or(0);
  auto bytes = from_base64(text_in(json, "base64"));
  if (!Hash::from_hex(part.hash) || !bytes || bytes->size() > kContentPart) return std::nullopt;
  if (part.part < 1 || part.part > part.parts || part.parts > kMostParts) return std::nullopt;
  // Only the last may be short, so that the number of parts says how long the whole is.
  if (part.part < part.parts && bytes->size() != kContentPart) return std::nullopt;
  part.bytes = std::move(*bytes);
  return part;
}

}  // namespace

std::function<bool(std::string&)> lines_of(std::istream& in) {
  return [&in, buffer = std::string(), at = std::size_t{0}](std::string& line) mutable {
    line.clear();
    bool any = false;
    while (true) {
      if (at == buffer.size()) {
        buffer.resize(1U << 16U);
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        buffer.resize(static_cast<std::size_t>(in.gcount()));
        at = 0;
        if (buffer.empty()) return any;
      }
      any = true;
      const std::size_t end = std::min(buffer.find('\n', at), buffer.size());
      const std::size_t room = line.size() > kMaxLine ? 0 : kMaxLine + 1 - line.size();
      line.append(buffer, at, std::min(end - at, room));
      at = end;
      if (at < buffer.size()) {
        ++at;
        return true;
      }
    }
  };
}

Hash and_line(const Hash& running, std::string_view line) {
  std::array<char, 2 * sizeof(Hash::bytes)> both{};
  const Hash own = hash_of(line);
  std::ranges::copy(own.view(), std::ranges::copy(running.view(), both.begin()).out);
  return hash_of({both.data(), both.size()});
}

void Checker::first(const std::string& line) {
  const auto json = line.size() > kMaxLine ? std::nullopt : read_canonical(line);
  if (!json || !json->is_object() || text_in(*json, "adem") != "bundle") {
    throw Error(ErrorKind::bad_input, "ledger.not-a-bundle");
  }
  const auto version = number_in(*json, "version");
  if (version != 1) throw Error(ErrorKind::unsupported, "ledger.newer-bundle");
  running_ = and_line(running_, line);
  line_ = 1;
}

void Checker::refuse(Checked& checked, const char* code, Args args) const {
  Message message{code, std::move(args)};
  message.args.insert(message.args.begin(), {"line", static_cast<std::int64_t>(line_)});
  checked.refused.push_back(std::move(message));
}

Checked Checker::check(std::vector<std::string> lines) {
  Checked checked;
  for (std::string& line : lines) {
    ++line_;
    one(line, checked);
    std::string().swap(line);
  }
  checked.ended = ended_;
  return checked;
}

void Checker::one(const std::string& line, Checked& checked) {
  if (line.size() > kMaxLine) {
    running_ = and_line(running_, line);
    return refuse(checked, "ledger.refused.too-long",
                  {{"most", static_cast<std::int64_t>(kMaxLine)}});
  }
  if (!line.starts_with("{\"end\":")) running_ = and_line(running_, line);
  if (ended_) return refuse(checked, "ledger.refused.line");
  if (line.starts_with("{\"body\":")) return event(line, checked);
  other(line, checked);
}

void Checker::event(const std::string& line, Checked& checked) {
  ++events_;
  ++checked.read;
  Line read;
  try {
    read = read_line(line);
  } catch (const Error& error) {
    Args why = error.message().args;
    return refuse(checked, "ledger.refused.event", std::move(why));
  }
  const Event& event = read.event;
  const auto key = keys_.find(event.node);
  if (key == keys_.end()) {
    return refuse(checked, "ledger.refused.no-key", {{"node", event.node.hex()}});
  }
  if (!sealed(event, key->second)) {
    return refuse(checked, "ledger.refused.seal", {{"event", uuid_text(event.id)}});
  }
  checked.keys.emplace(key->first, key->second);
  checked.events.push_back(std::move(read));
}

bool Checker::sealed(const Event& event, const PublicKey& key) {
  const auto sealed = open_seal(event.hash, event.seal);
  if (!sealed) return false;
  std::string name(reinterpret_cast<const char*>(event.node.bytes.data()), event.node.bytes.size());
  name += sealed->root.view();
  name.append(reinterpret_cast<const char*>(sealed->signature.data()), sealed->signature.size());
  if (roots_.contains(name)) return true;
  if (!verify(key, seal_message(sealed->root), sealed->signature)) return false;
  if (roots_.size() >= kMostRoots) roots_.clear();
  roots_.insert(std::move(name));
  return true;
}

void Checker::other(const std::string& line, Checked& checked) {
  const auto json = read_canonical(line);
  if (!json || !json->is_object()) return refuse(checked, "ledger.refused.line");
  if (json->contains("node")) {
    const auto node = Id::from_hex(text_in(*json, "node"));
    const auto key = key_from(text_in(*json, "key"));
    if (!node || !key || id_of(*key) != *node) return refuse(checked, "ledger.refused.key");
    keys_.emplace(*node, *key);
  } else if (json->contains("content")) {
    auto part = part_of(*json);
    if (!part) return refuse(checked, "ledger.refused.content");
    part->line = line_;
    checked.contents.push_back(std::move(*part));
  } else if (const auto end = json->find("end"); end != json->end() && end->is_object()) {
    const auto events = number_in(*end, "events");
    ended_ = events == static_cast<std::int64_t>(events_);
    if (text_in(*end, "hash") != running_.hex()) refuse(checked, "ledger.refused.altered");
  } else {
    refuse(checked, "ledger.refused.line");
  }
}

}  // namespace adem::ledger
