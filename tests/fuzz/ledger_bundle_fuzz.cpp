// Any text as a bundle, merged into a ledger that trusts one of its nodes: refused, or taken in
// parts; the ledger stays whole and shows what its events say.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "base/error.h"
#include "ledger/bundle.h"
#include "ledger/fold.h"
#include "ledger/ledger.h"

namespace {

using namespace adem;
using namespace adem::ledger;

class CountFold : public Fold {
 public:
  std::optional<Place> place(const Event& event) const override {
    return Place{event.subject, "thing", event.kind == "thing.made"};
  }
  void apply(Json& state, const Event& event) const override {
    if (state.is_null()) state = Json{{"kinds", Json::array()}, {"bodies", 0}};
    state["kinds"].push_back(event.kind);
    state["bodies"] = state["bodies"].get<int>() + (event.redacted ? 0 : 1);
  }
  std::string area(const Json&) const override { return ""; }
  int version() const override { return 1; }
};

SigningKey key(std::uint8_t n) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(n);
  return SigningKey::from_seed(seed);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const CountFold fold;
  static const Id founder = id_of(key(1).public_key());
  Settings settings;
  settings.key = key(2);
  settings.root = founder;
  const auto ledger = Ledger::open(db::open(":memory:"), fold, settings);
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  try {
    const auto report = ledger->merge(lines_of(in), Instant{Seconds{1732060800}});
    if (report.added != ledger->size()) std::abort();
  } catch (const Error&) {
    if (ledger->size() != 0) std::abort();
  }
  const auto verified = ledger->verify([](const Finding& finding) {
    if (finding.what.code != "ledger.finding.no-body") std::abort();
  });
  if (verified.state != ledger->report().state) std::abort();
  return 0;
}
