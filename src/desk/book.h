// All meetings as people see them: ids short where that is unambiguous, newest last, and each with
// the promises that earlier meetings left unkept when it was opened.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "desk/ids.h"
#include "desk/meeting.h"
#include "ledger/ledger.h"

namespace adem::desk {

class Seat;

class Book {
 public:
  Book() = default;
  explicit Book(const ledger::Reader& reader);
  explicit Book(const Seat& seat);

  const std::vector<Meeting>& meetings() const { return meetings_; }
  const Meeting* find(std::string_view id) const;  // by the id shown, or by the one with its tags

  // The same. Error desk.unknown-meeting {id, known}.
  const Meeting& must_find(const std::string& id) const;

  // The id with its tags behind a shown one, and the other way; what is not known stays as it is.
  std::string full(const std::string& shown) const;
  std::string shown(const std::string& full) const;

 private:
  void add(const Json& state);
  void finish();
  void shorten(Meeting& meeting, const Names& roots);
  void carry_into(Meeting& meeting) const;

  std::vector<Meeting> meetings_;
  std::map<std::string, std::string> full_, shown_;
};

// Promises that are neither kept nor withdrawn, of every meeting that was not itself withdrawn: by
// due date, so overdue first.
std::vector<Commitment> open_commitments(const std::vector<Meeting>& meetings);

}  // namespace adem::desk
