// What the meeting commands share: the meeting table over the ledger and the register's names. What
// is written down at the table are acts (acts.cpp).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/room.h"
#include "desk/desk.h"

namespace adem::cli {

class Table {
 public:
  explicit Table(Context& context);

  // Meetings as they are.
  const desk::Desk& desk() const { return *desk_; }
  // Acts at the table, judged and recorded in one commit; desk() shows their effect afterwards.
  void sit(const std::function<void(desk::Desk&)>& steps);
  const election::StationNames& names() { return room_.names(); }
  // Stands for everything recorded about a meeting so far: the last event, short.
  std::string record(const std::string& meeting);

 private:
  Room room_;
  std::unique_ptr<desk::Seat> seat_;
  std::unique_ptr<desk::Desk> desk_;
};

// "FGD Medang Kampai, Rabu, 20 November 2024 pukul 19.00 WIB": how a meeting is said in one line.
std::string spoken(const desk::Meeting& meeting, const words::Speech& speech);
// Kept, withdrawn, overdue or open, in words.
std::string state_of(const desk::Commitment& commitment, const std::string& today,
                     const words::Speech& speech);
// "TPS 001 Guntung, TPS 002 Guntung"
std::string station_list(const std::vector<std::string>& keys, const election::StationNames& names);

// What is said when an act of a meeting is done, from what it returned.
std::vector<std::string> meeting_said(std::string_view act, const Json& result, Context& context);

// The group "adem meeting".
Command& meeting_group(Command& app, Context& context);

}  // namespace adem::cli
