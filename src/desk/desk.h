// The meeting table. Every rule about meetings is here: each act checks, shows at once in book(),
// and waits in the Seat until the ledger commits the Seat's drafts, all or none.
//
// Rules. Any office may convene, chair, ask, answer and promise. A promise has an office, a text
// and a day. A meeting is opened once and closed once; after it is closed only kept() and
// withdraw() act (a spreadsheet may still correct its own record, which is marked). Nothing is
// deleted: withdraw() adds a reason. Stations must be in the register. Text that may point at a
// person is refused; a name stands only in the attendance.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/message.h"
#include "desk/book.h"
#include "desk/seat.h"
#include "desk/text.h"

namespace adem::desk {

// The heading of a meeting: what the invitation says.
struct Heading {
  std::string title;
  Instant starts;
  std::string place;
  std::string convener;
  std::string area;
  std::string letter_number;
  std::vector<std::string> invited;
  std::vector<std::string> agenda;  // titles; empty: the usual agenda
  std::string form;
};

class Desk {
 public:
  explicit Desk(Seat& seat);

  const Book& book() const { return book_; }
  // After the seat's drafts were taken and committed.
  void reread() { book_ = Book(seat_); }
  const Surroundings& around() const { return seat_.around(); }

  // Which meeting is meant: by id, or for an empty text the newest that `fits`. Error
  // desk.unknown-meeting lists the ids, desk.no-meeting when there is none at all.
  const Meeting& meeting(const std::string& id) const;  // newest of all
  const Meeting& running(const std::string& id) const;  // newest that is open; desk.none-open
  const Meeting& waiting(const std::string& id) const;  // newest not opened yet; desk.none-waiting

  // Any office that reports may act in a meeting of its own area, of one above or of one below.
  // Errors desk.no-accounts, desk.not-allowed, desk.foreign-area {office, area}.
  void require(std::string_view area) const;

  // Acts. Each returns the id of what it made. Errors: desk.* below, guard.*.
  std::string call(const Heading& heading);
  void change(const std::string& meeting, const Heading& heading);
  void open(const std::string& meeting, std::optional<Instant> at = {}, bool assumed = false);
  std::string attend(const std::string& meeting, const Attendee& attendee);
  std::string ask(const std::string& meeting, const Question& question);
  std::string answer(const std::string& question, const Answer& answer);
  std::string commit(const std::string& meeting, const Commitment& commitment);
  std::string obstacle(const std::string& meeting, const Obstacle& obstacle);
  void note(const std::string& meeting, std::int64_t item, const std::string& text);
  void close(const std::string& meeting, const std::string& closing, std::optional<Instant> at = {},
             bool assumed = false);
  // `on`: the day it was kept; empty: today.
  void kept(const std::string& commitment, const std::string& evidence, const std::string& on = "");
  void withdraw(const std::string& id, const std::string& why);

  // Corrections of a record that a spreadsheet made; also after the close, then marked.
  void correct(const std::string& id, const Attendee& attendee);
  void correct(const std::string& id, const Question& question);
  void correct(const std::string& id, const Answer& answer);
  void correct(const std::string& id, const Commitment& commitment);
  void correct(const std::string& id, const Obstacle& obstacle);
  // While on, acts on a closed meeting are allowed and marked.
  void allow_late(bool on) { late_allowed_ = on; }

  // The full id of an item as people write it: "t2", "2" or "m1.t2", in the meeting meant by
  // `meeting` (empty: the newest). Error desk.unknown-item lists the ids there are.
  std::string item(const std::string& meeting, char letter, const std::string& text) const;

  // Checks of single values, for forms that want to say which cell is wrong. `field` names the
  // value in the error; the catalogue chooses the word for it.
  std::string office(const std::string& text, const std::string& field = "office") const;
  std::string words(const std::string& text, const std::string& field, bool required = true) const;
  std::string due(const std::string& text, const Meeting* meeting, bool required = true) const;
  std::vector<std::string> stations(const std::vector<std::string>& texts) const;

 private:
  void act(const std::string& office, const std::string& kind, const std::string& subject,
           Json body);
  const Meeting& must(const std::string& id) const;
  const Meeting& to_act_in(const std::string& id) const;
  Json heading_json(const Heading& heading) const;
  Json body_of(const Attendee& attendee) const;
  Json body_of(const Question& question) const;
  Json body_of(const Answer& answer) const;
  Json body_of(const Commitment& commitment, const Meeting& meeting) const;
  Json body_of(const Obstacle& obstacle, const Meeting& meeting) const;
  [[noreturn]] void unknown_meeting(const std::string& id) const;

  template <typename T>
  std::string mint(const std::string& parent, char letter, const std::vector<T>& items) const;

  Seat& seat_;
  Book book_;
  std::string area_;
  bool late_allowed_ = false;
};

}  // namespace adem::desk
