// The state of all meetings, folded from events one by one. What the log says is what is; events of
// a kind this program does not know are counted and left alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "desk/ids.h"
#include "desk/meeting.h"
#include "ledger/log.h"

namespace adem::desk {

class Book {
 public:
  // Error desk.bad-event (number) when a known kind does not hold what it must.
  void apply(const ledger::LineDraft& event, std::uint64_t seq);

  const std::vector<Meeting>& meetings() const { return meetings_; }
  const Meeting* find(std::string_view id) const;
  std::uint64_t unknown_events() const { return unknown_; }

 private:
  Meeting& at(std::string_view id);
  bool apply_meeting(const ledger::LineDraft& event);
  bool apply_attendance(const ledger::LineDraft& event);
  bool apply_question(const ledger::LineDraft& event);
  bool apply_commitment(const ledger::LineDraft& event);
  bool apply_obstacle(const ledger::LineDraft& event);
  void apply_withdrawal(const ledger::LineDraft& event);
  void carry_into(Meeting& meeting);
  void refresh_carried(const Commitment& commitment);

  std::vector<Meeting> meetings_;
  std::uint64_t unknown_ = 0;
};

Book fold(const ledger::Log& log);

// Promises that are neither kept nor withdrawn, of every meeting that was not itself withdrawn: by
// due date, so overdue first.
std::vector<Commitment> open_commitments(const std::vector<Meeting>& meetings);

}  // namespace adem::desk
