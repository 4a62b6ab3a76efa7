// Writing a bundle.
#include <set>

#include "ledger/base64.h"
#include "ledger/content.h"
#include "ledger/ledger_impl.h"

namespace adem::ledger {

namespace {

void note_content(const Json& body, std::set<std::string>& hashes) {
  const auto it = body.is_object() ? body.find("content") : body.end();
  if (!body.is_object() || it == body.end()) return;
  for (const Json& hash : it->is_array() ? *it : Json::array({*it})) {
    if (!hash.is_string()) continue;
    const auto& text = hash.get_ref<const std::string&>();
    if (Hash::from_hex(text)) hashes.insert(text);
  }
}

class BundleWriter {
 public:
  explicit BundleWriter(const std::function<void(std::string_view)>& line) : line_(line) {}
  void put(std::string_view line) {
    running_ = and_line(running_, line);
    line_(line);
  }
  void put(const Json& json) { put(std::string_view(canonical(json))); }
  void part(const std::string& hash, std::int64_t part, std::int64_t parts,
            std::string_view bytes) {
    // Written by hand: base64 of a part is longer than what canonical() allows for a body.
    put(std::string_view("{\"base64\":\"" + base64(bytes) + "\",\"content\":\"" + hash +
                         "\",\"of\":" + std::to_string(parts) +
                         ",\"part\":" + std::to_string(part) + "}"));
  }
  std::string running() const { return running_.hex(); }

 private:
  const std::function<void(std::string_view)>& line_;
  Hash running_;
};

void put_bytes(BundleWriter& out, const std::string& hash, std::string_view bytes) {
  const std::size_t parts =
      std::max<std::size_t>(1, (bytes.size() + kContentPart - 1) / kContentPart);
  for (std::size_t i = 0; i < parts; ++i) {
    out.part(hash, static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(parts),
             bytes.substr(i * kContentPart, kContentPart));
  }
}

}  // namespace

void LedgerImpl::export_to(const Export& what, const std::function<void(std::string_view)>& line,
                           const Progress& progress) const {
  read_at_once([&](Tables& tables) {
    const Meta meta = tables.must_meta();
    BundleWriter out(line);
    out.put(Json{
        {"adem", "bundle"}, {"from", meta.node.hex()}, {"root", meta.root.hex()}, {"version", 1}});
    for (const Node& node : tables.nodes()) {
      if (node.key == PublicKey{} || node.last_seq == 0) continue;
      out.put(Json{{"key", Hash{node.key}.hex()}, {"node", node.id.hex()}});
    }
    std::uint64_t events = 0;
    const auto total = static_cast<std::uint64_t>(meta.last_n);
    std::set<std::string> contents;
    tables.by_order(static_cast<std::int64_t>(what.since), [&](Row& row) {
      out.put(
          std::string_view(event_line(row.event, row.body_text.empty() ? "null" : row.body_text)));
      note_content(row.event.body, contents);
      if (++events % 1000 == 0 && progress) progress(events, total);
    });
    for (const std::string& hash : contents) {
      const bool held = visit_parts(tables, hash, [&](const ContentPart& part) {
        out.part(hash, part.part, part.parts, part.bytes);
      });
      if (held || !what.content) continue;
      // What cannot be found, or is not what its name says, is left out: the next keeper has it.
      const auto bytes = what.content(hash);
      if (bytes && content_hash(*bytes) == hash) put_bytes(out, hash, *bytes);
    }
    line(canonical(Json{{"end", {{"events", events}, {"hash", out.running()}}}}));
    if (progress) progress(total, total);
  });
}

}  // namespace adem::ledger
