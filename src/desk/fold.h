// The state of all meetings, folded from events one by one. What the log says is what is; events of
// a kind this program does not know are counted and left alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "desk/meeting.h"
#include "ledger/log.h"

namespace adem::desk {

class Book {
 public:
  // Error desk.bad-event (number) when a known kind does not hold what it must.
  void apply(const ledger::Draft& event, std::uint64_t seq);

  const std::vector<Meeting>& meetings() const { return meetings_; }
  const Meeting* find(std::string_view id) const;
  std::uint64_t unknown_events() const { return unknown_; }

 private:
  Meeting& at(std::string_view id);
  bool apply_meeting(const ledger::Draft& event);
  bool apply_attendance(const ledger::Draft& event);
  bool apply_question(const ledger::Draft& event);
  bool apply_commitment(const ledger::Draft& event);
  bool apply_obstacle(const ledger::Draft& event);
  void apply_withdrawal(const ledger::Draft& event);
  void carry_into(Meeting& meeting);
  void refresh_carried(const Commitment& commitment);

  std::vector<Meeting> meetings_;
  std::uint64_t unknown_ = 0;
};

Book fold(const ledger::Log& log);

// Promises that are neither kept nor withdrawn, of every meeting that was not itself withdrawn: by
// due date, so overdue first.
std::vector<Commitment> open_commitments(const std::vector<Meeting>& meetings);

// The id of the meeting that an item's id belongs to: "m1" of "m1.t2.j1".
std::string_view meeting_of(std::string_view id);
// The number at the end of an id: 2 of "m1.t2".
int number_of(std::string_view id);

}  // namespace adem::desk
