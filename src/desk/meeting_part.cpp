#include "desk/meeting_part.h"

#include <algorithm>
#include <array>

#include "desk/ids.h"

namespace adem::desk {

namespace {

std::string text(const Json& body, const char* key) { return body.value(key, std::string()); }

std::vector<std::string> texts(const Json& body, const char* key) {
  const auto it = body.find(key);
  return it == body.end() ? std::vector<std::string>{} : it->get<std::vector<std::string>>();
}

Instant instant(const std::string& iso) {
  static const Zone utc("UTC");
  const auto at = parse_instant(iso, utc);
  if (!at) throw Unreadable{};
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
  if (making == (found != nullptr)) throw Unreadable{};
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

bool apply_heading(Meeting& meeting, const ledger::Event& event) {
  const Json& body = event.body;
  if (event.kind == "meeting.called" || event.kind == "meeting.changed") {
    if ((event.kind == "meeting.called") != meeting.id.empty()) throw Unreadable{};
    meeting.id = event.subject;
    if (event.kind == "meeting.called") meeting.order.made = event.hlc.value;
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
    meeting.opened_at = maybe_instant(body, "at").value_or(event.at);
    meeting.opening_recorded = !body.value("assumed", false);
    meeting.order.opened = event.hlc.value;
    return true;
  }
  if (event.kind == "meeting.noted") {
    const int number = body.at("number").get<int>();
    if (number < 1 || number > static_cast<int>(meeting.agenda.size())) throw Unreadable{};
    meeting.agenda[static_cast<std::size_t>(number) - 1].notes = text(body, "text");
    return true;
  }
  if (event.kind == "meeting.closed") {
    meeting.closed_at = maybe_instant(body, "at").value_or(event.at);
    meeting.closing_recorded = !body.value("assumed", false);
    meeting.closing = text(body, "closing");
    return true;
  }
  return false;
}

bool apply_attendance(Meeting& meeting, const ledger::Event& event) {
  const bool making = event.kind == "attendance.recorded";
  if (!making && event.kind != "attendance.corrected") return false;
  Attendee& attendee = item(meeting.attendance, event.subject, making);
  attendee.office = text(event.body, "office");
  attendee.name = text(event.body, "name");
  attendee.role = text(event.body, "role");
  attendee.present = event.body.value("present", true);
  return true;
}

bool apply_question(Meeting& meeting, const ledger::Event& event) {
  const bool asking = event.kind == "question.asked";
  if (asking || event.kind == "question.corrected") {
    Question& question = item(meeting.questions, event.subject, asking);
    question.number = number_of(event.subject);
    question.office = text(event.body, "office");
    question.text = text(event.body, "text");
    question.stations = texts(event.body, "stations");
    return true;
  }
  const bool answering = event.kind == "question.answered";
  if (!answering && event.kind != "answer.corrected") return false;
  const auto cut = event.subject.rfind('.');
  if (cut == std::string::npos) throw Unreadable{};
  Question* question = find_in(meeting.questions, event.subject.substr(0, cut));
  if (question == nullptr) throw Unreadable{};
  Answer& answer = item(question->answers, event.subject, answering);
  answer.office = text(event.body, "office");
  answer.text = text(event.body, "text");
  if (answering) answer.at = event.at;
  return true;
}

bool apply_commitment(Meeting& meeting, const ledger::Event& event) {
  const bool making = event.kind == "commitment.made";
  if (!making && event.kind != "commitment.corrected" && event.kind != "commitment.kept") {
    return false;
  }
  Commitment& commitment = item(meeting.commitments, event.subject, making);
  if (event.kind == "commitment.kept") {
    commitment.kept_on = text(event.body, "on");
    commitment.kept_at = maybe_instant(event.body, "at").value_or(event.at);
    commitment.evidence = text(event.body, "evidence");
    commitment.order.kept = event.hlc.value;
  } else {
    if (making) commitment.order.made = event.hlc.value;
    commitment.number = number_of(event.subject);
    commitment.meeting = std::string(root_of(event.subject));
    commitment.owner = text(event.body, "owner");
    commitment.text = text(event.body, "text");
    commitment.due = text(event.body, "due");
    commitment.stations = texts(event.body, "stations");
    commitment.question = text(event.body, "question");
  }
  return true;
}

bool apply_obstacle(Meeting& meeting, const ledger::Event& event) {
  const bool making = event.kind == "obstacle.recorded";
  if (!making && event.kind != "obstacle.corrected") return false;
  Obstacle& obstacle = item(meeting.obstacles, event.subject, making);
  obstacle.number = number_of(event.subject);
  obstacle.stage = text(event.body, "stage");
  obstacle.place = text(event.body, "place");
  obstacle.effect = text(event.body, "effect");
  obstacle.step = text(event.body, "step");
  obstacle.owner = text(event.body, "owner");
  obstacle.due = text(event.body, "due");
  return true;
}

void apply_withdrawal(Meeting& meeting, const ledger::Event& event) {
  const std::string why = text(event.body, "why");
  if (why.empty()) throw Unreadable{};
  if (meeting.id == event.subject) {
    meeting.withdrawn_why = why;
    meeting.order.withdrawn = event.hlc.value;
  } else if (auto* attendee = find_in(meeting.attendance, event.subject)) {
    attendee->withdrawn_why = why;
  } else if (auto* question = find_in(meeting.questions, event.subject)) {
    question->withdrawn_why = why;
  } else if (auto* commitment = find_in(meeting.commitments, event.subject)) {
    commitment->withdrawn_why = why;
    commitment->order.withdrawn = event.hlc.value;
  } else if (auto* obstacle = find_in(meeting.obstacles, event.subject)) {
    obstacle->withdrawn_why = why;
  } else {
    for (Question& one : meeting.questions) {
      if (auto* answer = find_in(one.answers, event.subject)) {
        answer->withdrawn_why = why;
        return;
      }
    }
    throw Unreadable{};
  }
}

// An item whose making was taken out of the book keeps its place and number, and is on no paper.
void apply_redacted(Meeting& meeting, const ledger::Event& event) {
  const auto blank = [&event](auto& items) {
    auto& made = item(items, event.subject, true);
    made.withdrawn_why = kRedacted;
    return &made;
  };
  if (event.kind == "meeting.called") {
    meeting.id = event.subject;
    meeting.area = event.area;
    meeting.starts = event.at;
    meeting.withdrawn_why = kRedacted;
    meeting.order.made = event.hlc.value;
  } else if (event.kind == "attendance.recorded") {
    blank(meeting.attendance);
  } else if (event.kind == "question.asked") {
    blank(meeting.questions)->number = number_of(event.subject);
  } else if (event.kind == "question.answered") {
    Question* question =
        find_in(meeting.questions, event.subject.substr(0, event.subject.rfind('.')));
    if (question == nullptr) throw Unreadable{};
    blank(question->answers);
  } else if (event.kind == "commitment.made") {
    Commitment* made = blank(meeting.commitments);
    made->number = number_of(event.subject);
    made->meeting = std::string(root_of(event.subject));
  } else if (event.kind == "obstacle.recorded") {
    blank(meeting.obstacles)->number = number_of(event.subject);
  }
}

void apply_whole(Meeting& meeting, const ledger::Event& event) {
  if (!event.body.is_object()) throw Unreadable{};
  if (meeting.id.empty() && event.kind != "meeting.called") throw Unreadable{};
  if (event.kind.ends_with(".withdrawn")) {
    apply_withdrawal(meeting, event);
  } else if (!apply_heading(meeting, event) && !apply_attendance(meeting, event) &&
             !apply_question(meeting, event) && !apply_commitment(meeting, event)) {
    apply_obstacle(meeting, event);
  }
  if (event.body.value("late", false)) ++meeting.late_corrections;
}

void apply(Json& state, const ledger::Event& event) {
  Meeting meeting;
  if (state.is_object() && state.contains("id")) meeting = meeting_of(state);
  if (event.redacted) {
    apply_redacted(meeting, event);
  } else {
    apply_whole(meeting, event);
  }
  const Json unreadable = state.is_object() ? state.value("unreadable", Json()) : Json();
  state = state_of(meeting);
  if (!unreadable.is_null()) state["unreadable"] = unreadable;
}

constexpr std::array kMeetingPartKinds = {
    Kind{"meeting.called", true}, Kind{"meeting.changed"},      Kind{"meeting.opened"},
    Kind{"meeting.noted"},        Kind{"meeting.closed"},       Kind{"meeting.withdrawn"},
    Kind{"attendance.recorded"},  Kind{"attendance.corrected"}, Kind{"attendance.withdrawn"},
    Kind{"question.asked"},       Kind{"question.corrected"},   Kind{"question.withdrawn"},
    Kind{"question.answered"},    Kind{"answer.corrected"},     Kind{"answer.withdrawn"},
    Kind{"commitment.made"},      Kind{"commitment.corrected"}, Kind{"commitment.kept"},
    Kind{"commitment.withdrawn"}, Kind{"obstacle.recorded"},    Kind{"obstacle.corrected"},
    Kind{"obstacle.withdrawn"}};

}  // namespace

const Part& meeting_part() {
  static constexpr Part part{"meeting", kMeetingPartKinds, apply};
  return part;
}

}  // namespace adem::desk
