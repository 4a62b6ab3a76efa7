#include "desk/meeting_json.h"

#include <algorithm>

namespace adem::desk {

namespace {

Json maybe(const std::optional<Instant>& at) { return at ? Json(iso_utc(*at)) : Json(nullptr); }

template <typename T>
Json list(const std::vector<T>& items, Json (*one)(const T&)) {
  Json out = Json::array();
  for (const T& item : items) out.push_back(one(item));
  return out;
}

Json answer_json(const Answer& answer) {
  return Json{{"id", answer.id},
              {"office", answer.office},
              {"text", answer.text},
              {"at", iso_utc(answer.at)},
              {"withdrawn_why", answer.withdrawn_why}};
}

Json question_json(const Question& question) {
  return Json{{"id", question.id},
              {"number", question.number},
              {"office", question.office},
              {"text", question.text},
              {"stations", question.stations},
              {"answers", list(question.answers, answer_json)},
              {"withdrawn_why", question.withdrawn_why}};
}

Json attendee_json(const Attendee& attendee) {
  return Json{{"id", attendee.id},           {"office", attendee.office},
              {"name", attendee.name},       {"role", attendee.role},
              {"present", attendee.present}, {"withdrawn_why", attendee.withdrawn_why}};
}

Json agenda_json(const AgendaItem& item) {
  return Json{
      {"number", item.number}, {"code", item.code}, {"title", item.title}, {"notes", item.notes}};
}

Json obstacle_json(const Obstacle& obstacle) {
  return Json{{"id", obstacle.id},
              {"number", obstacle.number},
              {"stage", obstacle.stage},
              {"place", obstacle.place},
              {"effect", obstacle.effect},
              {"step", obstacle.step},
              {"owner", obstacle.owner},
              {"due", obstacle.due},
              {"withdrawn_why", obstacle.withdrawn_why}};
}

Json commitment_json(const Commitment& commitment) { return to_json(commitment); }

template <typename T>
std::size_t standing(const std::vector<T>& items) {
  return static_cast<std::size_t>(
      std::ranges::count_if(items, [](const T& item) { return item.withdrawn_why.empty(); }));
}

}  // namespace

Json to_json(const Commitment& commitment) {
  return Json{{"id", commitment.id},
              {"number", commitment.number},
              {"meeting", commitment.meeting},
              {"owner", commitment.owner},
              {"text", commitment.text},
              {"due", commitment.due},
              {"stations", commitment.stations},
              {"question", commitment.question},
              {"kept_at", maybe(commitment.kept_at)},
              {"kept_on", commitment.kept_on},
              {"evidence", commitment.evidence},
              {"withdrawn_why", commitment.withdrawn_why}};
}

Json summary_json(const Meeting& meeting) {
  return Json{{"id", meeting.id},
              {"title", meeting.title},
              {"starts", iso_utc(meeting.starts)},
              {"place", meeting.place},
              {"convener", meeting.convener},
              {"opened_at", maybe(meeting.opened_at)},
              {"closed_at", maybe(meeting.closed_at)},
              {"withdrawn_why", meeting.withdrawn_why},
              {"attendance", standing(meeting.attendance)},
              {"questions", standing(meeting.questions)},
              {"commitments", standing(meeting.commitments)},
              {"commitments_open", std::ranges::count_if(meeting.commitments, &Commitment::open)},
              {"obstacles", standing(meeting.obstacles)},
              {"carried", meeting.carried.size()},
              {"exercise", meeting.exercise}};
}

Json to_json(const Meeting& meeting) {
  return Json{{"id", meeting.id},
              {"title", meeting.title},
              {"starts", iso_utc(meeting.starts)},
              {"opened_at", maybe(meeting.opened_at)},
              {"closed_at", maybe(meeting.closed_at)},
              {"place", meeting.place},
              {"convener", meeting.convener},
              {"area", meeting.area},
              {"letter_number", meeting.letter_number},
              {"invited", meeting.invited},
              {"agenda", list(meeting.agenda, agenda_json)},
              {"attendance", list(meeting.attendance, attendee_json)},
              {"questions", list(meeting.questions, question_json)},
              {"commitments", list(meeting.commitments, commitment_json)},
              {"obstacles", list(meeting.obstacles, obstacle_json)},
              {"carried", list(meeting.carried, commitment_json)},
              {"closing", meeting.closing},
              {"late_corrections", meeting.late_corrections},
              {"withdrawn_why", meeting.withdrawn_why},
              {"exercise", meeting.exercise}};
}

}  // namespace adem::desk
