#include "desk/book.h"

#include <algorithm>
#include <tuple>

#include "base/error.h"
#include "desk/meeting_part.h"
#include "desk/seat.h"

namespace adem::desk {

namespace {

template <typename T>
std::vector<std::string> ids_of(const std::vector<T>& items) {
  std::vector<std::string> ids;
  for (const T& item : items) ids.push_back(item.id);
  return ids;
}

}  // namespace

Book::Book(const ledger::Reader& reader) {
  reader.states("meeting", "", [this](const std::string&, const Json& state) { add(state); });
  finish();
}

Book::Book(const Seat& seat) {
  seat.states("meeting", "", [this](const std::string&, const Json& state) { add(state); });
  finish();
}

void Book::add(const Json& state) {
  // A state without an id holds only events that could not be read.
  if (state.contains("id")) meetings_.push_back(meeting_of(state));
}

void Book::finish() {
  std::ranges::sort(meetings_, [](const Meeting& a, const Meeting& b) {
    return std::tuple(a.order.made, number_of(a.id), a.id) <
           std::tuple(b.order.made, number_of(b.id), b.id);
  });
  const Names roots(ids_of(meetings_));
  for (Meeting& meeting : meetings_) shorten(meeting, roots);
  for (Meeting& meeting : meetings_) {
    if (meeting.opened_at) carry_into(meeting);
  }
}

void Book::shorten(Meeting& meeting, const Names& roots) {
  const auto rename = [this](std::string& id, const std::string& shown) {
    full_[shown] = id;
    shown_[id] = shown;
    id = shown;
  };
  // An item is shown below its meeting's shown id.
  const auto rename_all = [&rename](auto& items, const std::string& parent,
                                    const std::string& shown_parent) {
    const Names names(ids_of(items));
    for (auto& item : items) {
      const std::string& short_id = names.shown(item.id);
      const std::string from = short_id == item.id ? parent : without_tags(parent);
      rename(item.id, shown_parent + short_id.substr(from.size()));
    }
  };
  const std::string full_id = meeting.id;
  rename(meeting.id, roots.shown(full_id));
  rename_all(meeting.attendance, full_id, meeting.id);
  const Names questions(ids_of(meeting.questions));
  for (Question& question : meeting.questions) {
    const std::string full_question = question.id;
    const std::string& short_id = questions.shown(full_question);
    const std::string from = short_id == full_question ? full_id : without_tags(full_id);
    rename_all(question.answers, full_question, meeting.id + short_id.substr(from.size()));
  }
  rename_all(meeting.questions, full_id, meeting.id);
  rename_all(meeting.commitments, full_id, meeting.id);
  rename_all(meeting.obstacles, full_id, meeting.id);
  for (Commitment& commitment : meeting.commitments) {
    commitment.meeting = meeting.id;
    commitment.question = shown(commitment.question);
  }
}

void Book::carry_into(Meeting& meeting) const {
  const std::int64_t then = meeting.order.opened;
  const auto before = [then](std::int64_t order) { return order != 0 && order <= then; };
  meeting.carried.clear();
  for (const Meeting& earlier : meetings_) {
    if (earlier.id == meeting.id || before(earlier.order.withdrawn)) continue;
    for (const Commitment& one : earlier.commitments) {
      const bool redacted = one.withdrawn_why == kRedacted;
      if (!before(one.order.made) || before(one.order.kept) || before(one.order.withdrawn) ||
          redacted) {
        continue;
      }
      meeting.carried.push_back(one);
    }
  }
  std::ranges::stable_sort(meeting.carried, {}, &Commitment::due);
}

const Meeting* Book::find(std::string_view id) const {
  const auto it = std::ranges::find(meetings_, shown(std::string(id)), &Meeting::id);
  return it == meetings_.end() ? nullptr : &*it;
}

const Meeting& Book::must_find(const std::string& id) const {
  const Meeting* found = find(id);
  if (found != nullptr) return *found;
  std::string known;
  for (const Meeting& one : meetings_) known += (known.empty() ? "" : ", ") + one.id;
  throw Error(ErrorKind::not_found, "desk.unknown-meeting",
              {{"id", id}, {"known", known.empty() ? "-" : known}});
}

std::string Book::full(const std::string& id) const {
  const auto it = full_.find(id);
  return it == full_.end() ? id : it->second;
}

std::string Book::shown(const std::string& id) const {
  const auto it = shown_.find(id);
  return it == shown_.end() ? id : it->second;
}

std::vector<Commitment> open_commitments(const std::vector<Meeting>& meetings) {
  std::vector<Commitment> open;
  for (const Meeting& meeting : meetings) {
    if (!meeting.withdrawn_why.empty()) continue;
    for (const Commitment& commitment : meeting.commitments) {
      if (commitment.open()) open.push_back(commitment);
    }
  }
  std::ranges::stable_sort(open, {}, &Commitment::due);
  return open;
}

}  // namespace adem::desk
