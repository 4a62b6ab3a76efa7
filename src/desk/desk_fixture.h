// A desk over a log in memory, for tests: the log is what a second desk would read.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "base/error.h"
#include "desk/desk.h"
#include "desk/seat_fixture.h"

namespace adem::desk::testing {

inline const Zone& wib() {
  static const Zone zone("Asia/Jakarta");
  return zone;
}

inline Instant at(const char* text) { return *parse_instant(text, wib()); }

inline std::vector<AgendaItem> usual_agenda() {
  std::vector<AgendaItem> items;
  for (const char* code : {"opening", "stations", "closing"}) {
    AgendaItem item;
    item.number = static_cast<int>(items.size()) + 1;
    item.code = code;
    item.title = "usual " + item.code;
    items.push_back(item);
  }
  return items;
}

inline Surroundings world(const char* now = "2024-11-20T19:00") {
  static const election::RuleBook rules = election::rule_book("pilkada-2024");
  Surroundings made{.zone = wib(),
                    .now = at(now),
                    .rules = &rules,
                    .tag = "",
                    .station = {},
                    .area_of_station = {},
                    .exercise = false,
                    .usual_agenda = usual_agenda};
  made.station = [](const std::string& text) {
    if (text == "TPS 001 Guntung") return std::string("1472051003001");
    throw Error(ErrorKind::not_found, "election.no-station", {{"asked", text}});
  };
  return made;
}

struct SittingParts {
  MemoryBook& record;
  Surroundings world;
  Seat seat{record, desk_fold(), world, Actor{}};
};

// A desk at an open table over events in memory; save() writes what was done.
class Sitting : private SittingParts, public Desk {
 public:
  Sitting(MemoryBook& log, Surroundings around_it)
      : SittingParts{log, std::move(around_it)}, Desk(seat) {}
  void save() {
    for (const auto& draft : seat.take()) record.add(draft);
    reread();
  }
  const std::vector<ledger::Draft>& pending() const { return seat.drafts(); }
};

inline Heading heading() {
  Heading made;
  made.title = "FGD";
  made.starts = at("2024-11-20T19:00");
  made.place = "Aula Polsek";
  made.convener = "Polsek";
  made.area = "14.72.05";
  return made;
}

inline Commitment promise(const char* owner = "PPK", const char* due = "25/11/2024") {
  Commitment made;
  made.owner = owner;
  made.text = "Menyiapkan tempat pengganti";
  made.due = due;
  return made;
}

inline Question question() {
  Question made;
  made.office = "PKD";
  made.text = "Ke mana TPS ini pindah?";
  return made;
}

// The code of the Error that an act ends in; empty when it ends well.
template <typename Act>
std::string refused(const Act& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.message().code;
  }
  return "";
}

}  // namespace adem::desk::testing
