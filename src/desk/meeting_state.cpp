// A meeting as it is kept, and back.
#include "desk/meeting_part.h"

namespace adem::desk {

namespace {

Json json_of(const Order& one);
void fill(const Json& json, Order& one);
Json json_of(const AgendaItem& one);
void fill(const Json& json, AgendaItem& one);
Json json_of(const Attendee& one);
void fill(const Json& json, Attendee& one);
Json json_of(const Answer& one);
void fill(const Json& json, Answer& one);
Json json_of(const Question& one);
void fill(const Json& json, Question& one);
Json json_of(const Commitment& one);
void fill(const Json& json, Commitment& one);
Json json_of(const Obstacle& one);
void fill(const Json& json, Obstacle& one);

Json instant_or_null(const std::optional<Instant>& at) { return at ? Json(iso_utc(*at)) : Json(); }

Instant instant(const Json& text) {
  static const Zone utc("UTC");
  const auto at = parse_instant(text.get<std::string>(), utc);
  if (!at) throw Unreadable{};
  return *at;
}

std::optional<Instant> instant_or_null(const Json& text) {
  return text.is_null() ? std::nullopt : std::optional<Instant>(instant(text));
}

template <typename T>
Json list(const std::vector<T>& items) {
  Json out = Json::array();
  for (const T& item : items) out.push_back(json_of(item));
  return out;
}

template <typename T>
std::vector<T> items(const Json& list) {
  std::vector<T> out;
  for (const Json& one : list) fill(one, out.emplace_back());
  return out;
}

Json json_of(const Order& order) {
  return Json{order.made, order.opened, order.kept, order.withdrawn};
}

void fill(const Json& json, Order& order) {
  order = {json.at(0).get<std::int64_t>(), json.at(1).get<std::int64_t>(),
           json.at(2).get<std::int64_t>(), json.at(3).get<std::int64_t>()};
}

Json json_of(const AgendaItem& item) {
  return Json{
      {"number", item.number}, {"title", item.title}, {"notes", item.notes}, {"code", item.code}};
}

void fill(const Json& json, AgendaItem& item) {
  json.at("number").get_to(item.number);
  json.at("title").get_to(item.title);
  json.at("notes").get_to(item.notes);
  json.at("code").get_to(item.code);
}

Json json_of(const Attendee& one) {
  return Json{{"id", one.id},     {"office", one.office},   {"name", one.name},
              {"role", one.role}, {"present", one.present}, {"withdrawn", one.withdrawn_why}};
}

void fill(const Json& json, Attendee& one) {
  json.at("id").get_to(one.id);
  json.at("office").get_to(one.office);
  json.at("name").get_to(one.name);
  json.at("role").get_to(one.role);
  json.at("present").get_to(one.present);
  json.at("withdrawn").get_to(one.withdrawn_why);
}

Json json_of(const Answer& one) {
  return Json{{"id", one.id},
              {"office", one.office},
              {"text", one.text},
              {"at", iso_utc(one.at)},
              {"withdrawn", one.withdrawn_why}};
}

void fill(const Json& json, Answer& one) {
  json.at("id").get_to(one.id);
  json.at("office").get_to(one.office);
  json.at("text").get_to(one.text);
  one.at = instant(json.at("at"));
  json.at("withdrawn").get_to(one.withdrawn_why);
}

Json json_of(const Question& one) {
  return Json{{"id", one.id},
              {"number", one.number},
              {"office", one.office},
              {"text", one.text},
              {"stations", one.stations},
              {"answers", list(one.answers)},
              {"withdrawn", one.withdrawn_why}};
}

void fill(const Json& json, Question& one) {
  json.at("id").get_to(one.id);
  json.at("number").get_to(one.number);
  json.at("office").get_to(one.office);
  json.at("text").get_to(one.text);
  json.at("stations").get_to(one.stations);
  one.answers = items<Answer>(json.at("answers"));
  json.at("withdrawn").get_to(one.withdrawn_why);
}

Json json_of(const Commitment& one) {
  return Json{{"id", one.id},
              {"number", one.number},
              {"meeting", one.meeting},
              {"owner", one.owner},
              {"text", one.text},
              {"due", one.due},
              {"stations", one.stations},
              {"question", one.question},
              {"kept_at", instant_or_null(one.kept_at)},
              {"kept_on", one.kept_on},
              {"evidence", one.evidence},
              {"withdrawn", one.withdrawn_why},
              {"order", json_of(one.order)}};
}

void fill(const Json& json, Commitment& one) {
  json.at("id").get_to(one.id);
  json.at("number").get_to(one.number);
  json.at("meeting").get_to(one.meeting);
  json.at("owner").get_to(one.owner);
  json.at("text").get_to(one.text);
  json.at("due").get_to(one.due);
  json.at("stations").get_to(one.stations);
  json.at("question").get_to(one.question);
  one.kept_at = instant_or_null(json.at("kept_at"));
  json.at("kept_on").get_to(one.kept_on);
  json.at("evidence").get_to(one.evidence);
  json.at("withdrawn").get_to(one.withdrawn_why);
  fill(json.at("order"), one.order);
}

Json json_of(const Obstacle& one) {
  return Json{{"id", one.id},       {"number", one.number}, {"stage", one.stage},
              {"place", one.place}, {"effect", one.effect}, {"step", one.step},
              {"owner", one.owner}, {"due", one.due},       {"withdrawn", one.withdrawn_why}};
}

void fill(const Json& json, Obstacle& one) {
  json.at("id").get_to(one.id);
  json.at("number").get_to(one.number);
  json.at("stage").get_to(one.stage);
  json.at("place").get_to(one.place);
  json.at("effect").get_to(one.effect);
  json.at("step").get_to(one.step);
  json.at("owner").get_to(one.owner);
  json.at("due").get_to(one.due);
  json.at("withdrawn").get_to(one.withdrawn_why);
}

}  // namespace

Json state_of(const Meeting& meeting) {
  return Json{{"id", meeting.id},
              {"area", meeting.area},
              {"title", meeting.title},
              {"starts", iso_utc(meeting.starts)},
              {"opened_at", instant_or_null(meeting.opened_at)},
              {"closed_at", instant_or_null(meeting.closed_at)},
              {"place", meeting.place},
              {"convener", meeting.convener},
              {"letter_number", meeting.letter_number},
              {"invited", meeting.invited},
              {"agenda", list(meeting.agenda)},
              {"attendance", list(meeting.attendance)},
              {"questions", list(meeting.questions)},
              {"commitments", list(meeting.commitments)},
              {"obstacles", list(meeting.obstacles)},
              {"closing", meeting.closing},
              {"exercise", meeting.exercise},
              {"form", meeting.form},
              {"opening_recorded", meeting.opening_recorded},
              {"closing_recorded", meeting.closing_recorded},
              {"late_corrections", meeting.late_corrections},
              {"withdrawn", meeting.withdrawn_why},
              {"order", json_of(meeting.order)}};
}

Meeting meeting_of(const Json& state) {
  Meeting meeting;
  state.at("id").get_to(meeting.id);
  state.at("area").get_to(meeting.area);
  state.at("title").get_to(meeting.title);
  meeting.starts = instant(state.at("starts"));
  meeting.opened_at = instant_or_null(state.at("opened_at"));
  meeting.closed_at = instant_or_null(state.at("closed_at"));
  state.at("place").get_to(meeting.place);
  state.at("convener").get_to(meeting.convener);
  state.at("letter_number").get_to(meeting.letter_number);
  state.at("invited").get_to(meeting.invited);
  meeting.agenda = items<AgendaItem>(state.at("agenda"));
  meeting.attendance = items<Attendee>(state.at("attendance"));
  meeting.questions = items<Question>(state.at("questions"));
  meeting.commitments = items<Commitment>(state.at("commitments"));
  meeting.obstacles = items<Obstacle>(state.at("obstacles"));
  state.at("closing").get_to(meeting.closing);
  state.at("exercise").get_to(meeting.exercise);
  state.at("form").get_to(meeting.form);
  state.at("opening_recorded").get_to(meeting.opening_recorded);
  state.at("closing_recorded").get_to(meeting.closing_recorded);
  state.at("late_corrections").get_to(meeting.late_corrections);
  state.at("withdrawn").get_to(meeting.withdrawn_why);
  fill(state.at("order"), meeting.order);
  return meeting;
}

}  // namespace adem::desk
