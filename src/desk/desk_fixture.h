// A desk over a log in memory, for tests: the log is what a second desk would read.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "base/error.h"
#include "desk/desk.h"

namespace adem::desk::testing {

class MemoryLog : public ledger::Log {
 public:
  ledger::LineEvent append(const ledger::LineDraft& draft) override {
    return append_all({draft}).back();
  }
  std::vector<ledger::LineEvent> append_all(const std::vector<ledger::LineDraft>& drafts) override {
    std::vector<ledger::LineEvent> made;
    for (const auto& draft : drafts) {
      ledger::LineEvent event;
      static_cast<ledger::LineDraft&>(event) = draft;
      event.seq = events.size() + 1;
      events.push_back(event);
      made.push_back(event);
    }
    return made;
  }
  void for_each(const std::function<void(const ledger::LineEvent&)>& visit) const override {
    for (const auto& event : events) visit(event);
  }
  std::uint64_t size() const override { return events.size(); }
  std::vector<ledger::LineEvent> events;
};

inline const Zone& wib() {
  static const Zone zone("Asia/Jakarta");
  return zone;
}

inline Instant at(const char* text) { return *parse_instant(text, wib()); }

inline World world(const char* now = "2024-11-20T19:00") {
  World made{.zone = wib(), .now = at(now), .station = {}, .usual_agenda = {}, .exercise = false};
  made.station = [](const std::string& text) {
    if (text == "TPS 001 Guntung") return std::string("1472051003001");
    throw Error(ErrorKind::not_found, "election.no-station", {{"asked", text}});
  };
  for (const char* code : {"opening", "stations", "closing"}) {
    AgendaItem item;
    item.number = static_cast<int>(made.usual_agenda.size()) + 1;
    item.code = code;
    item.title = "usual " + item.code;
    made.usual_agenda.push_back(item);
  }
  return made;
}

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
