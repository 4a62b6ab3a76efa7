#include "desk/fold.h"

#include <algorithm>

#include "base/error.h"

namespace adem::desk {

namespace {

struct BadEvent {};

std::string text(const Json& body, const char* key) { return body.value(key, std::string()); }

std::vector<std::string> texts(const Json& body, const char* key) {
  const auto it = body.find(key);
  return it == body.end() ? std::vector<std::string>{} : it->get<std::vector<std::string>>();
}

Instant instant(const std::string& iso) {
  static const Zone utc("UTC");
  const auto at = parse_instant(iso, utc);
  if (!at) throw BadEvent{};
  return *at;
}

std::optional<Instant> maybe_instant(const Json& body, const char* key) {
  const std::string iso = text(body, key);
  if (iso.empty()) return std::nullopt;
  return instant(iso);
}

template <typename T>
T* find_in(std::vector<T>& items, std::string_view id) {
  const auto it = std::ranges::find_if(items, [id](const T& item) { return item.id == id; });
  return it == items.end() ? nullptr : &*it;
}

// The item with this id, made when the event is the one that makes it.
template <typename T>
T& item(std::vector<T>& items, const std::string& id, bool making) {
  T* found = find_in(items, id);
  if (making == (found != nullptr)) throw BadEvent{};
  if (found != nullptr) return *found;
  items.push_back(T{});
  items.back().id = id;
  return items.back();
}

std::vector<AgendaItem> agenda(const Json& body) {
  std::vector<AgendaItem> items;
  const auto it = body.find("agenda");
  if (it == body.end()) return items;
  for (const Json& line : *it) {
    AgendaItem one;
    one.number = static_cast<int>(items.size()) + 1;
    one.code = text(line, "code");
    one.title = text(line, "title");
    items.push_back(std::move(one));
  }
  return items;
}

}  // namespace

const Meeting* Book::find(std::string_view id) const {
  const auto it = std::ranges::find_if(meetings_, [id](const Meeting& m) { return m.id == id; });
  return it == meetings_.end() ? nullptr : &*it;
}

Meeting& Book::at(std::string_view id) {
  Meeting* found = find_in(meetings_, root_of(id));
  if (found == nullptr) throw BadEvent{};
  return *found;
}

void Book::apply(const ledger::LineDraft& event, std::uint64_t seq) {
  try {
    if (!event.body.is_object()) throw BadEvent{};
    const std::string_view kind = event.kind;
    if (kind.ends_with(".withdrawn")) {
      apply_withdrawal(event);
    } else if (!apply_meeting(event) && !apply_attendance(event) && !apply_question(event) &&
               !apply_commitment(event) && !apply_obstacle(event)) {
      ++unknown_;
      return;
    }
    if (event.body.value("late", false)) ++at(event.subject).late_corrections;
  } catch (const BadEvent&) {
    throw Error(ErrorKind::bad_input, "desk.bad-event",
                {{"number", static_cast<std::int64_t>(seq)}, {"kind", event.kind}});
  } catch (const Json::exception&) {
    throw Error(ErrorKind::bad_input, "desk.bad-event",
                {{"number", static_cast<std::int64_t>(seq)}, {"kind", event.kind}});
  }
}

bool Book::apply_meeting(const ledger::LineDraft& event) {
  const Json& body = event.body;
  if (event.kind == "meeting.called" || event.kind == "meeting.changed") {
    Meeting& meeting = item(meetings_, event.subject, event.kind == "meeting.called");
    const auto noted = std::move(meeting.agenda);
    meeting.title = text(body, "title");
    meeting.starts = instant(text(body, "starts"));
    meeting.place = text(body, "place");
    meeting.convener = text(body, "convener");
    meeting.area = event.area;
    meeting.letter_number = text(body, "letter_number");
    meeting.invited = texts(body, "invited");
    meeting.form = text(body, "form");
    meeting.exercise = body.value("exercise", false);
    meeting.agenda = agenda(body);
    for (std::size_t i = 0; i < std::min(noted.size(), meeting.agenda.size()); ++i) {
      meeting.agenda[i].notes = noted[i].notes;
    }
    return true;
  }
  if (event.kind == "meeting.opened") {
    Meeting& meeting = at(event.subject);
    meeting.opened_at = maybe_instant(body, "at").value_or(event.at);
    meeting.opening_recorded = !body.value("assumed", false);
    carry_into(meeting);
    return true;
  }
  if (event.kind == "meeting.noted") {
    Meeting& meeting = at(event.subject);
    const int number = body.at("number").get<int>();
    if (number < 1 || number > static_cast<int>(meeting.agenda.size())) throw BadEvent{};
    meeting.agenda[static_cast<std::size_t>(number) - 1].notes = text(body, "text");
    return true;
  }
  if (event.kind == "meeting.closed") {
    Meeting& meeting = at(event.subject);
    meeting.closed_at = maybe_instant(body, "at").value_or(event.at);
    meeting.closing_recorded = !body.value("assumed", false);
    meeting.closing = text(body, "closing");
    return true;
  }
  return false;
}

bool Book::apply_attendance(const ledger::LineDraft& event) {
  const bool making = event.kind == "attendance.recorded";
  if (!making && event.kind != "attendance.corrected") return false;
  Attendee& attendee = item(at(event.subject).attendance, event.subject, making);
  attendee.office = text(event.body, "office");
  attendee.name = text(event.body, "name");
  attendee.role = text(event.body, "role");
  attendee.present = event.body.value("present", true);
  return true;
}

bool Book::apply_question(const ledger::LineDraft& event) {
  const bool asking = event.kind == "question.asked";
  if (asking || event.kind == "question.corrected") {
    Question& question = item(at(event.subject).questions, event.subject, asking);
    question.number = number_of(event.subject);
    question.office = text(event.body, "office");
    question.text = text(event.body, "text");
    question.stations = texts(event.body, "stations");
    return true;
  }
  const bool answering = event.kind == "question.answered";
  if (!answering && event.kind != "answer.corrected") return false;
  const auto cut = event.subject.rfind('.');
  if (cut == std::string::npos) throw BadEvent{};
  Question* question = find_in(at(event.subject).questions, event.subject.substr(0, cut));
  if (question == nullptr) throw BadEvent{};
  Answer& answer = item(question->answers, event.subject, answering);
  answer.office = text(event.body, "office");
  answer.text = text(event.body, "text");
  if (answering) answer.at = event.at;
  return true;
}

bool Book::apply_commitment(const ledger::LineDraft& event) {
  const bool making = event.kind == "commitment.made";
  if (!making && event.kind != "commitment.corrected" && event.kind != "commitment.kept") {
    return false;
  }
  Commitment& commitment = item(at(event.subject).commitments, event.subject, making);
  if (event.kind == "commitment.kept") {
    commitment.kept_on = text(event.body, "on");
    commitment.kept_at = maybe_instant(event.body, "at").value_or(event.at);
    commitment.evidence = text(event.body, "evidence");
  } else {
    commitment.number = number_of(event.subject);
    commitment.meeting = std::string(root_of(event.subject));
    commitment.owner = text(event.body, "owner");
    commitment.text = text(event.body, "text");
    commitment.due = text(event.body, "due");
    commitment.stations = texts(event.body, "stations");
    commitment.question = text(event.body, "question");
  }
  refresh_carried(commitment);
  return true;
}

bool Book::apply_obstacle(const ledger::LineDraft& event) {
  const bool making = event.kind == "obstacle.recorded";
  if (!making && event.kind != "obstacle.corrected") return false;
  Obstacle& obstacle = item(at(event.subject).obstacles, event.subject, making);
  obstacle.number = number_of(event.subject);
  obstacle.stage = text(event.body, "stage");
  obstacle.place = text(event.body, "place");
  obstacle.effect = text(event.body, "effect");
  obstacle.step = text(event.body, "step");
  obstacle.owner = text(event.body, "owner");
  obstacle.due = text(event.body, "due");
  return true;
}

void Book::apply_withdrawal(const ledger::LineDraft& event) {
  const std::string why = text(event.body, "why");
  if (why.empty()) throw BadEvent{};
  Meeting& meeting = at(event.subject);
  if (meeting.id == event.subject) {
    meeting.withdrawn_why = why;
  } else if (auto* attendee = find_in(meeting.attendance, event.subject)) {
    attendee->withdrawn_why = why;
  } else if (auto* question = find_in(meeting.questions, event.subject)) {
    question->withdrawn_why = why;
  } else if (auto* commitment = find_in(meeting.commitments, event.subject)) {
    commitment->withdrawn_why = why;
    refresh_carried(*commitment);
  } else if (auto* obstacle = find_in(meeting.obstacles, event.subject)) {
    obstacle->withdrawn_why = why;
  } else {
    for (Question& one : meeting.questions) {
      if (auto* answer = find_in(one.answers, event.subject)) {
        answer->withdrawn_why = why;
        return;
      }
    }
    throw BadEvent{};
  }
}

void Book::carry_into(Meeting& meeting) {
  meeting.carried.clear();
  for (const Commitment& commitment : open_commitments(meetings_)) {
    if (commitment.meeting != meeting.id) meeting.carried.push_back(commitment);
  }
}

void Book::refresh_carried(const Commitment& commitment) {
  for (Meeting& meeting : meetings_) {
    if (Commitment* carried = find_in(meeting.carried, commitment.id)) *carried = commitment;
  }
}

Book fold(const ledger::Log& log) {
  Book book;
  log.for_each([&book](const ledger::LineEvent& event) { book.apply(event, event.seq); });
  return book;
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
