// A desk over a ledger in memory, for tests of acts: what is recorded is folded at once, and the
// same events in another order can be folded again and compared.
#pragma once

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "desk/accounts.h"
#include "desk/act.h"
#include "desk/desk_fold.h"

namespace adem::desk::testing {

class MemoryBook : public ledger::Reader {
 public:
  explicit MemoryBook(const ledger::Fold& fold = desk_fold()) : fold_(fold) {}

  void add(const ledger::Draft& draft) {
    ledger::Event event;
    static_cast<ledger::Draft&>(event) = draft;
    event.seq = events_.size() + 1;
    event.hlc.value = static_cast<std::int64_t>(event.seq);
    event.id.bytes[15] = static_cast<std::uint8_t>(event.seq);
    event.id.bytes[14] = static_cast<std::uint8_t>(event.seq >> 8);
    add_event(event);
  }
  void add_event(const ledger::Event& event) {
    events_.push_back(event);
    const auto place = fold_.place(event);
    if (!place) return;
    types_[place->aggregate] = place->type;
    refold(place->aggregate);
  }

  std::optional<Json> state(const std::string& aggregate) const override {
    const auto it = states_.find(aggregate);
    return it == states_.end() ? std::nullopt : std::optional<Json>(it->second);
  }
  void states(std::string_view type, std::string_view area,
              const std::function<void(const std::string&, const Json&)>& visit) const override {
    for (const auto& [aggregate, state] : states_) {
      if (types_.at(aggregate) == type && fold_.area(state).starts_with(area)) {
        visit(aggregate, state);
      }
    }
  }
  void history(const std::string& aggregate,
               const std::function<void(const ledger::Event&)>& visit) const override {
    for (const auto& event : of(aggregate)) visit(event);
  }
  const std::vector<ledger::Event>& events() const { return events_; }
  const std::map<std::string, Json>& all() const { return states_; }

 private:
  std::vector<ledger::Event> of(const std::string& aggregate) const {
    std::vector<ledger::Event> found;
    for (const auto& event : events_) {
      const auto place = fold_.place(event);
      if (place && place->aggregate == aggregate) found.push_back(event);
    }
    std::ranges::stable_sort(found, [this](const auto& a, const auto& b) {
      const bool first = fold_.place(a)->creates, second = fold_.place(b)->creates;
      return first != second ? first : a.hlc < b.hlc;
    });
    return found;
  }
  void refold(const std::string& aggregate) {
    Json state;
    for (const auto& event : of(aggregate)) fold_.apply(state, event);
    states_[aggregate] = std::move(state);
  }

  const ledger::Fold& fold_;
  std::vector<ledger::Event> events_;
  std::map<std::string, Json> states_;
  std::map<std::string, std::string> types_;
};

// A table in Medang Kampai with one account per office kind, handle = kind: "ppk", "kpu", …
// Sub-district offices have area 14.72.05, village ones 14.72.05.1003, KPU, Bawaslu, Polres, BPBD
// and the like 14.72; "kpu-provinsi" 14. The station is "TPS 001 Guntung" = 1472051003001.
class Table {
 public:
  Table();
  Surroundings around;
  MemoryBook book;

  void at(const char* now) { around.now = *parse_instant(now, around.zone); }
  // Performs an act as an account and records it; returns what the act returned.
  Json as(const std::string& handle, std::string_view act, const Json& args);
  // The code of the Error that it ends in; empty when it ends well (then it is recorded).
  std::string refused(const std::string& handle, std::string_view act, const Json& args);

 private:
  election::RuleBook rules_;
};

// Read once: a matrix sets thousands of tables.
inline const election::RuleBook& pilkada_2024() {
  static const election::RuleBook book = election::rule_book("pilkada-2024");
  return book;
}

inline std::string home_of(std::string_view kind) {
  if (kind == "kpu-provinsi") return "14";
  for (const char* wide : {"kpu", "bawaslu", "polres", "bpbd", "pln", "kesehatan", "tni"}) {
    if (kind == wide) return "14.72";
  }
  for (const char* village : {"pps", "kpps", "pkd", "ptps", "bhabinkamtibmas", "linmas", "lurah"}) {
    if (kind == village) return "14.72.05.1003";
  }
  return "14.72.05";
}

inline Table::Table()
    : around{.zone = Zone("Asia/Jakarta"),
             .now = {},
             .rules = nullptr,
             .tag = "aaaaaaaa",
             .station = {},
             .area_of_station = {},
             .exercise = false},
      rules_(pilkada_2024()) {
  around.rules = &rules_;
  at("2024-11-20T19:00");
  around.station = [](const std::string& text) {
    if (text == "TPS 001 Guntung" || text == "1472051003001") return std::string("1472051003001");
    if (text == "TPS 002 Guntung" || text == "1472051003002") return std::string("1472051003002");
    if (text == "TPS 001 Mundam" || text == "1472051002001") return std::string("1472051002001");
    throw Error(ErrorKind::not_found, "election.no-station", {{"asked", text}});
  };
  around.area_of_station = [](const std::string& key) {
    return key.starts_with("1472051002") ? std::string("14.72.05.1002")
                                         : std::string("14.72.05.1003");
  };
  for (const auto& kind : rules_.offices) {
    ledger::Draft draft;
    draft.at = around.now;
    draft.kind = "account.appointed";
    draft.subject = kind.code;
    draft.area = home_of(kind.code);
    draft.body =
        Json{{"office", kind.code + ":" + home_of(kind.code)}, {"from", "2024-01-01"}, {"to", ""}};
    book.add(draft);
  }
}

inline Json Table::as(const std::string& handle, std::string_view act, const Json& args) {
  Seat seat(book, desk_fold(), around, handle.empty() ? Actor{} : actor_of(book, around, handle));
  Json result = perform(seat, act, args);
  for (const auto& draft : seat.drafts()) book.add(draft);
  return result;
}

inline std::string Table::refused(const std::string& handle, std::string_view act,
                                  const Json& args) {
  try {
    as(handle, act, args);
  } catch (const Error& error) {
    return error.message().code;
  }
  return "";
}

}  // namespace adem::desk::testing
