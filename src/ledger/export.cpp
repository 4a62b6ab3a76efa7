// Writing a bundle.
#include <set>

#include "ledger/base64.h"
#include "ledger/content.h"
#include "ledger/ledger_impl.h"

namespace adem::ledger {

namespace {

class BundleWriter {
 public:
  explicit BundleWriter(const std::function<void(std::string_view)>& line) : line_(line) {}
  void put(std::string_view line) {
    running_ = and_line(running_, line);
    line_(line);
  }
  void put(const Json& json) { put(std::string_view(canonical(json))); }
  void put(const ContentPart& part) {
    // Written by hand: base64 of a part is longer than what canonical() allows for a body.
    put(std::string_view("{\"base64\":\"" + base64(part.bytes) + "\",\"content\":\"" + part.hash +
                         "\",\"of\":" + std::to_string(part.parts) +
                         ",\"part\":" + std::to_string(part.part) + "}"));
  }
  std::string running() const { return running_.hex(); }

 private:
  const std::function<void(std::string_view)>& line_;
  Hash running_;
};

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
      for (auto& hash : named_content(row.event.body)) contents.insert(std::move(hash));
      if (++events % 1000 == 0 && progress) progress(events, total);
    });
    for (const std::string& hash : contents) {
      const auto put = [&out](const ContentPart& part) { out.put(part); };
      const bool held = visit_parts(tables, hash, put);
      if (held || !what.content) continue;
      // What cannot be found, or is not what its name says, is left out: the next keeper has it.
      const auto bytes = what.content(hash);
      if (bytes && content_hash(*bytes) == hash) each_part(hash, *bytes, put);
    }
    line(canonical(Json{{"end", {{"events", events}, {"hash", out.running()}}}}));
    if (progress) progress(total, total);
  });
}

}  // namespace adem::ledger
