// What the ledger's tests share: a small fold, nodes with keys and seeded randomness, bundles as
// lines.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "base/error.h"
#include "ledger/ledger.h"
#include "stores/store.h"

namespace adem::ledger::testing {

// Things with a count, a list of texts and a name: enough to see order, creation and redaction.
//   thing.made {name}   creates; thing.counted {n}   thing.said {text}   place.named {area}
class ThingFold : public Fold {
 public:
  explicit ThingFold(int version = 1) : version_(version) {}
  std::optional<Place> place(const Event& event) const override {
    const std::string aggregate = event.subject.substr(0, event.subject.find('.'));
    if (event.kind == "thing.made") return Place{aggregate, "thing", true};
    if (event.kind == "thing.counted" || event.kind == "thing.said") {
      return Place{aggregate, "thing", false};
    }
    // Understood by the second version only.
    if (event.kind == "thing.painted" && version_ > 1) return Place{aggregate, "thing", false};
    return std::nullopt;
  }
  void apply(Json& state, const Event& event) const override {
    if (state.is_null()) {
      state = Json{{"name", ""}, {"area", ""}, {"count", 0}, {"said", Json::array()}, {"bad", 0}};
    }
    const Json& body = event.body;
    const auto text = [&body](const char* key) -> std::optional<std::string> {
      const auto it = body.is_object() ? body.find(key) : body.end();
      if (!body.is_object() || it == body.end() || !it->is_string()) return std::nullopt;
      return it->get<std::string>();
    };
    if (event.kind == "thing.made") {
      state["name"] = text("name").value_or("(taken out)");
      state["area"] = event.area;
    } else if (event.kind == "thing.counted") {
      const bool good = body.is_object() && body.contains("n") && body["n"].is_number_integer();
      // Not commutative: the order shows.
      state["count"] =
          good ? (state["count"].get<std::int64_t>() * 3 + body["n"].get<int>()) % 100003
               : state["count"].get<std::int64_t>();
      if (!good) state["bad"] = state["bad"].get<int>() + 1;
    } else {
      state["said"].push_back(text("text").value_or("(taken out)"));
    }
  }
  std::string area(const Json& state) const override { return state.value("area", ""); }
  int version() const override { return version_; }

 private:
  int version_;
};

inline const ThingFold fold;

// Stores that still hold what was written when they are opened again.
using Kept = ::testing::Types<stores::File, stores::PostgreSql>;

inline SigningKey key_of(std::uint8_t n) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(n);
  return SigningKey::from_seed(seed);
}

inline Settings settings_of(std::uint8_t n) {
  Settings settings;
  settings.key = key_of(n);
  settings.random = [engine = std::mt19937_64(n)](std::span<std::uint8_t> out) mutable {
    for (auto& byte : out) byte = static_cast<std::uint8_t>(engine());
  };
  return settings;
}

inline Instant at(std::int64_t seconds) { return Instant{Seconds{1732060800 + seconds}}; }

inline Draft draft(const std::string& kind, const std::string& subject, Json body,
                   const std::string& office = "ppk:1", std::int64_t seconds = 0) {
  Draft draft;
  draft.at = at(seconds);
  draft.author = "ppk-1";
  draft.office = office;
  draft.area = "14.72.05";
  draft.kind = kind;
  draft.subject = subject;
  draft.body = std::move(body);
  return draft;
}

inline Draft made(const std::string& thing, const std::string& name = "x") {
  return draft("thing.made", thing, Json{{"name", name}});
}
inline Draft counted(const std::string& thing, int n) {
  return draft("thing.counted", thing, Json{{"n", n}});
}
inline Draft said_text(const std::string& thing, const std::string& text) {
  return draft("thing.said", thing, Json{{"text", text}});
}

inline std::vector<Event> put(Ledger& ledger, const std::vector<Draft>& drafts,
                              std::int64_t seconds = 0) {
  return ledger.commit([&drafts](const Reader&) { return drafts; }, at(seconds));
}

inline std::string code_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.message().code;
  }
  return "";
}

using Codes = std::vector<std::string>;
inline Codes codes_of(const MergeReport& report) {
  Codes codes;
  for (const Message& message : report.refused) codes.push_back(message.code);
  return codes;
}

using Lines = std::vector<std::string>;

inline Lines exported(const Ledger& ledger, const Ledger::Export& what = {}) {
  Lines lines;
  ledger.export_to(what, [&lines](std::string_view line) { lines.emplace_back(line); });
  return lines;
}

inline MergeReport merged(Ledger& ledger, const Lines& lines, std::int64_t seconds = 0) {
  std::size_t next = 0;
  return ledger.merge(
      [&](std::string& line) {
        if (next == lines.size()) return false;
        line = lines[next++];
        return true;
      },
      at(seconds));
}

}  // namespace adem::ledger::testing
