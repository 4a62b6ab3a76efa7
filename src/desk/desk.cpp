#include "desk/desk.h"

#include <algorithm>

#include "base/error.h"
#include "desk/dates.h"

namespace adem::desk {

namespace {

std::string parent_of(const std::string& id) { return id.substr(0, id.rfind('.')); }

template <typename T>
const T* find_in(const std::vector<T>& items, const std::string& id) {
  const auto it = std::ranges::find_if(items, [&id](const T& item) { return item.id == id; });
  return it == items.end() ? nullptr : &*it;
}

Json agenda_json(const std::vector<AgendaItem>& agenda) {
  Json lines = Json::array();
  for (const AgendaItem& item : agenda) {
    lines.push_back(Json{{"code", item.code}, {"title", item.title}});
  }
  return lines;
}

}  // namespace

Desk::Desk(Seat& seat) : seat_(seat), book_(seat) {}

void Desk::require(std::string_view area) const {
  if (seat_.who().account.empty() && !has_accounts(seat_)) return;  // an open table
  seat_.require(Right::report, "");
  const std::string& own = seat_.who().area;
  if (!area.empty() && !covers(own, area) && !covers(area, own)) {
    throw Error(ErrorKind::forbidden, "desk.foreign-area",
                {{"office", seat_.who().office}, {"area", std::string(area)}});
  }
}

template <typename T>
std::string Desk::mint(const std::string& parent, char letter, const std::vector<T>& items) const {
  std::vector<std::string> ids;
  for (const T& item : items) ids.push_back(item.id);
  return next_id(parent.empty() ? "" : book_.full(parent), letter, around().tag, ids);
}

void Desk::act(const std::string& office, const std::string& kind, const std::string& subject,
               Json body) {
  const std::string full = book_.full(subject);
  const std::string root(root_of(full));
  const Meeting* meeting = book_.find(book_.shown(root));
  if (late_allowed_ && meeting != nullptr && meeting->closed_at) body["late"] = true;
  const std::string area = meeting != nullptr && kind != "meeting.changed" ? meeting->area : area_;
  require(area);
  seat_.act(kind, full, area, std::move(body), office);
  reread();
}

const Meeting& Desk::to_act_in(const std::string& id) const {
  const Meeting& found = must(id);
  if (!found.withdrawn_why.empty()) {
    throw Error(ErrorKind::conflict, "desk.meeting-withdrawn", {{"id", found.id}});
  }
  if (found.closed_at && !late_allowed_) {
    throw Error(ErrorKind::conflict, "desk.meeting-closed", {{"id", found.id}});
  }
  return found;
}

namespace {

const Meeting& opened(const Meeting& meeting) {
  if (!meeting.opened_at) {
    throw Error(ErrorKind::conflict, "desk.not-open", {{"id", meeting.id}});
  }
  return meeting;
}

}  // namespace

Json Desk::heading_json(const Heading& heading) const {
  const auto agenda = around().usual_agenda ? around().usual_agenda() : std::vector<AgendaItem>{};
  std::vector<std::string> invited;
  for (const auto& one : heading.invited) {
    std::string clean = office(one, "invited");
    if (std::ranges::find(invited, clean) == invited.end()) invited.push_back(std::move(clean));
  }
  std::vector<AgendaItem> items;
  for (const auto& title : heading.agenda) {
    AgendaItem item;
    item.title = words(title, "agenda");
    // A line of the usual agenda keeps its code, so that a paper can say it in another language.
    const auto usual = std::ranges::find(agenda, item.title, &AgendaItem::title);
    if (usual != agenda.end()) item.code = usual->code;
    items.push_back(std::move(item));
  }
  if (items.empty()) items = agenda;
  return Json{{"title", words(heading.title, "title")},
              {"starts", iso_utc(heading.starts)},
              {"place", words(heading.place, "place", false)},
              {"convener", office(heading.convener, "convener")},
              {"letter_number", words(heading.letter_number, "letter_number", false)},
              {"invited", invited},
              {"agenda", agenda_json(items)},
              {"form", heading.form},
              {"exercise", around().exercise}};
}

std::string Desk::call(const Heading& heading) {
  Json body = heading_json(heading);
  const std::string id = mint("", 'm', book_.meetings());
  const std::string convener = body["convener"];
  area_ = tidy(heading.area);
  act(convener, "meeting.called", id, std::move(body));
  return book_.shown(id);
}

void Desk::change(const std::string& id, const Heading& heading) {
  const Meeting& found = to_act_in(id);
  Json body = heading_json(heading);
  const std::string convener = body["convener"];
  area_ = tidy(heading.area);
  act(convener, "meeting.changed", found.id, std::move(body));
}

void Desk::open(const std::string& id, std::optional<Instant> at, bool assumed) {
  const Meeting& found = to_act_in(id);
  if (found.opened_at) {
    throw Error(ErrorKind::conflict, "desk.already-open", {{"id", found.id}});
  }
  Json body = Json::object();
  if (at) body["at"] = iso_utc(*at);
  if (assumed) body["assumed"] = true;
  act(found.convener, "meeting.opened", found.id, std::move(body));
}

Json Desk::body_of(const Attendee& attendee) const {
  return Json{{"office", office(attendee.office)},
              {"name", words(attendee.name, "name", false)},
              {"role", words(attendee.role, "role", false)},
              {"present", attendee.present}};
}

std::string Desk::attend(const std::string& meeting_id, const Attendee& attendee) {
  const Meeting& found = to_act_in(meeting_id);
  Json body = body_of(attendee);
  for (const Attendee& known : found.attendance) {
    if (known.withdrawn_why.empty() && body["office"] == known.office &&
        body["name"] == known.name && !known.name.empty()) {
      throw Error(ErrorKind::conflict, "desk.already-attends",
                  {{"office", known.office}, {"id", known.id}});
    }
  }
  const std::string id = mint(found.id, 'h', found.attendance);
  const std::string who = body["office"];
  act(who, "attendance.recorded", id, std::move(body));
  return book_.shown(id);
}

Json Desk::body_of(const Question& question) const {
  return Json{{"office", office(question.office)},
              {"text", words(question.text, "question")},
              {"stations", stations(question.stations)}};
}

std::string Desk::ask(const std::string& meeting_id, const Question& question) {
  const Meeting& found = opened(to_act_in(meeting_id));
  Json body = body_of(question);
  const std::string id = mint(found.id, 't', found.questions);
  const std::string who = body["office"];
  act(who, "question.asked", id, std::move(body));
  return book_.shown(id);
}

Json Desk::body_of(const Answer& answer) const {
  return Json{{"office", office(answer.office)}, {"text", words(answer.text, "answer")}};
}

std::string Desk::answer(const std::string& question_id, const Answer& answer) {
  const Meeting& found = opened(to_act_in(std::string(root_of(question_id))));
  const Question* question = find_in(found.questions, question_id);
  if (question == nullptr) item(found.id, 't', question_id);
  if (!question->withdrawn_why.empty()) {
    throw Error(ErrorKind::conflict, "desk.item-withdrawn", {{"id", question_id}});
  }
  Json body = body_of(answer);
  const std::string id = mint(question_id, 'j', question->answers);
  const std::string who = body["office"];
  act(who, "question.answered", id, std::move(body));
  return book_.shown(id);
}

Json Desk::body_of(const Commitment& commitment, const Meeting& meeting) const {
  const std::string question =
      commitment.question.empty() ? "" : item(meeting.id, 't', commitment.question);
  return Json{{"owner", office(commitment.owner, "owner")},
              {"text", words(commitment.text, "commitment")},
              {"due", due(commitment.due, &meeting)},
              {"stations", stations(commitment.stations)},
              {"question", book_.full(question)}};
}

std::string Desk::commit(const std::string& meeting_id, const Commitment& commitment) {
  const Meeting& found = opened(to_act_in(meeting_id));
  Json body = body_of(commitment, found);
  const std::string id = mint(found.id, 'k', found.commitments);
  const std::string who = body["owner"];
  act(who, "commitment.made", id, std::move(body));
  return book_.shown(id);
}

Json Desk::body_of(const Obstacle& obstacle, const Meeting& meeting) const {
  return Json{{"stage", words(obstacle.stage, "stage", false)},
              {"place", words(obstacle.place, "place", false)},
              {"effect", words(obstacle.effect, "effect")},
              {"step", words(obstacle.step, "step", false)},
              {"owner", words(obstacle.owner, "owner", false)},
              {"due", due(obstacle.due, &meeting, false)}};
}

std::string Desk::obstacle(const std::string& meeting_id, const Obstacle& obstacle) {
  const Meeting& found = opened(to_act_in(meeting_id));
  Json body = body_of(obstacle, found);
  const std::string id = mint(found.id, 'd', found.obstacles);
  act(found.convener, "obstacle.recorded", id, std::move(body));
  return book_.shown(id);
}

void Desk::note(const std::string& meeting_id, std::int64_t number, const std::string& text) {
  const Meeting& found = opened(to_act_in(meeting_id));
  const auto items = static_cast<std::int64_t>(found.agenda.size());
  if (number < 1 || number > items) {
    throw Error(ErrorKind::not_found, "desk.no-agenda-item",
                {{"number", number}, {"items", items}});
  }
  act(found.convener, "meeting.noted", found.id,
      Json{{"number", number}, {"text", words(text, "notes")}});
}

void Desk::close(const std::string& meeting_id, const std::string& closing,
                 std::optional<Instant> at, bool assumed) {
  const Meeting& found = opened(to_act_in(meeting_id));
  if (found.closed_at && !late_allowed_) {
    throw Error(ErrorKind::conflict, "desk.meeting-closed", {{"id", found.id}});
  }
  if (at && *at < *found.opened_at) {
    throw Error(ErrorKind::bad_input, "desk.closes-before-opens", {{"id", found.id}});
  }
  Json body{{"closing", words(closing, "closing", false)}};
  if (at) body["at"] = iso_utc(*at);
  if (assumed) body["assumed"] = true;
  act(found.convener, "meeting.closed", found.id, std::move(body));
}

void Desk::kept(const std::string& id, const std::string& evidence, const std::string& on) {
  const Meeting& found = must(std::string(root_of(id)));
  const Commitment* commitment = find_in(found.commitments, id);
  if (commitment == nullptr) item(found.id, 'k', id);
  if (!commitment->withdrawn_why.empty()) {
    throw Error(ErrorKind::conflict, "desk.item-withdrawn", {{"id", id}});
  }
  const std::string today = date_of(around().now, around().zone);
  const std::string day = on.empty() ? today : due(on, &found);
  if (day > today) {
    throw Error(ErrorKind::bad_input, "desk.kept-in-future", {{"date", day}});
  }
  const bool was = late_allowed_;
  late_allowed_ = false;  // keeping a promise after the meeting is no late correction
  act(commitment->owner, "commitment.kept", id,
      Json{{"on", day}, {"evidence", words(evidence, "evidence", false)}});
  late_allowed_ = was;
}

void Desk::withdraw(const std::string& id, const std::string& why) {
  const Meeting& found = must(std::string(root_of(id)));
  const std::string reason = words(why, "why");
  const auto refuse = [&id](const std::string& withdrawn) {
    if (!withdrawn.empty()) {
      throw Error(ErrorKind::conflict, "desk.item-withdrawn", {{"id", id}});
    }
  };
  std::string kind;
  std::string who = found.convener;
  if (found.id == id) {
    refuse(found.withdrawn_why);
    kind = "meeting.withdrawn";
  } else if (const auto* commitment = find_in(found.commitments, id)) {
    refuse(commitment->withdrawn_why);
    kind = "commitment.withdrawn";
    who = commitment->owner;
  } else if (const auto* question = find_in(found.questions, id)) {
    refuse(question->withdrawn_why);
    kind = "question.withdrawn";
    who = question->office;
  } else if (const auto* attendee = find_in(found.attendance, id)) {
    refuse(attendee->withdrawn_why);
    kind = "attendance.withdrawn";
    who = attendee->office;
  } else if (const auto* obstacle = find_in(found.obstacles, id)) {
    refuse(obstacle->withdrawn_why);
    kind = "obstacle.withdrawn";
  } else {
    const Question* asked = find_in(found.questions, parent_of(id));
    const Answer* given = asked == nullptr ? nullptr : find_in(asked->answers, id);
    if (given == nullptr) {
      throw Error(ErrorKind::not_found, "desk.nothing-to-withdraw", {{"id", id}});
    }
    refuse(given->withdrawn_why);
    kind = "answer.withdrawn";
    who = given->office;
  }
  act(who, kind, id, Json{{"why", reason}});
}

void Desk::correct(const std::string& id, const Attendee& attendee) {
  to_act_in(std::string(root_of(id)));
  Json body = body_of(attendee);
  const std::string who = body["office"];
  act(who, "attendance.corrected", id, std::move(body));
}

void Desk::correct(const std::string& id, const Question& question) {
  to_act_in(std::string(root_of(id)));
  Json body = body_of(question);
  const std::string who = body["office"];
  act(who, "question.corrected", id, std::move(body));
}

void Desk::correct(const std::string& id, const Answer& answer) {
  to_act_in(std::string(root_of(id)));
  Json body = body_of(answer);
  const std::string who = body["office"];
  act(who, "answer.corrected", id, std::move(body));
}

void Desk::correct(const std::string& id, const Commitment& commitment) {
  Json body = body_of(commitment, to_act_in(std::string(root_of(id))));
  const std::string who = body["owner"];
  act(who, "commitment.corrected", id, std::move(body));
}

void Desk::correct(const std::string& id, const Obstacle& obstacle) {
  const Meeting& found = to_act_in(std::string(root_of(id)));
  act(found.convener, "obstacle.corrected", id, body_of(obstacle, found));
}

}  // namespace adem::desk
