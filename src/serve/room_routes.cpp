// The room of a meeting (rooms.h): opened and sorted by who may act in it; asked in by anybody who
// knows its code.
#include "desk/desk.h"
#include "desk/record.h"
#include "desk/text.h"
#include "serve/route.h"

namespace adem::serve {

namespace {

// The meeting of the address and who calls, who may act in it.
class Sorting {
 public:
  explicit Sorting(Call& call) : seat_(call.seat()), desk_(seat_) {
    meeting_ = &desk_.meeting(call.words[0]);
    desk_.require(meeting_->area);
    full_ = desk_.book().full(meeting_->id);
  }
  const desk::Meeting& meeting() const { return *meeting_; }
  const std::string& full() const { return full_; }
  void must_run() const {
    if (meeting_->running()) return;
    const std::string& id = meeting_->id;
    if (!meeting_->withdrawn_why.empty()) {
      throw Error(ErrorKind::conflict, "desk.meeting-withdrawn", {{"id", id}});
    }
    if (!meeting_->opened_at) throw Error(ErrorKind::conflict, "desk.not-open", {{"id", id}});
    throw Error(ErrorKind::conflict, "desk.meeting-closed", {{"id", id}});
  }

 private:
  desk::Seat seat_;
  desk::Desk desk_;
  const desk::Meeting* meeting_ = nullptr;
  std::string full_;
};

// How many wait now, to who listens; never what they ask.
void tell(Call& call, const std::string& meeting, const std::string& area) {
  call.house.news().tell(
      area, "room", Json{{"meeting", meeting}, {"waiting", call.house.rooms().count(meeting)}});
}

http::Response open_room(Call& call) {
  const Sorting sorting(call);
  sorting.must_run();
  const auto code = call.house.rooms().open(sorting.full());
  return json_response(200, Json{{"code", code}, {"path", "/tanya#" + code}});
}

http::Response show_room(Call& call) {
  const Sorting sorting(call);
  auto& rooms = call.house.rooms();
  if (!sorting.meeting().running()) rooms.close(sorting.full());
  const auto code = rooms.code_of(sorting.full());
  Json waiting = Json::array();
  for (const auto& one : rooms.waiting(sorting.full())) {
    waiting.push_back({{"id", one.id},
                       {"at", iso_utc(one.at)},
                       {"office", one.office},
                       {"text", one.text},
                       {"station", one.station}});
  }
  return json_response(
      200, Json{{"code", code ? Json(*code) : Json()}, {"waiting", std::move(waiting)}});
}

Waiting must_wait(Call& call, const Sorting& sorting) {
  auto found = call.house.rooms().find(sorting.full(), call.words[1]);
  if (!found) throw Problem{404, "serve.no-such-question"};
  return *found;
}

// What was edited replaces what was asked; what is not given stays.
http::Response accept(Call& call) {
  const Sorting sorting(call);
  sorting.must_run();
  const auto question = must_wait(call, sorting);
  Json args{{"meeting", sorting.meeting().id},
            {"office", call.body.value("office", question.office)},
            {"question", call.body.value("text", question.text)}};
  if (call.body.contains("stations")) {
    args["station"] = call.body.at("stations");
  } else if (!question.station.empty()) {
    args["station"] = Json::array({question.station});
  }
  const auto recorded = desk::record(
      call.house.ledger(), call.around,
      [&](const ledger::Reader& book) {
        return desk::actor_of(book, call.around, call.login.handle);
      },
      "meeting.ask", args, "room " + sorting.full() + " " + question.id);
  call.house.rooms().done(sorting.full(), question.id);
  call.house.news().poke();
  tell(call, sorting.full(), sorting.meeting().area);
  Json answer{{"repeated", recorded.repeated}};
  if (!recorded.repeated) {
    answer["result"] = recorded.result;
    ++call.house.meter().commits;
  }
  return json_response(200, answer);
}

http::Response dismiss(Call& call) {
  const Sorting sorting(call);
  const auto question = must_wait(call, sorting);
  call.house.rooms().done(sorting.full(), question.id);
  tell(call, sorting.full(), sorting.meeting().area);
  return json_response(200, Json{{"waiting", call.house.rooms().count(sorting.full())}});
}

void must_not_wait(const Call& call, const Attempts& attempts, const char* code) {
  const auto wait = attempts.wait(call.request.address, call.house.clock().ticks());
  if (wait == 0) return;
  throw Problem{
      429, code, {{"minutes", (wait + 59) / 60}}, {{"Retry-After", std::to_string(wait)}}};
}

// Which meeting a code lets in to. Codes that are none are counted, so that they cannot be tried
// one after another.
std::pair<std::string, desk::Meeting> meeting_of_code(Call& call) {
  must_not_wait(call, call.house.codes, "serve.too-many-failures");
  const auto full = call.house.rooms().meeting_of(call.words[0]);
  if (!full) {
    call.house.codes.failed(call.request.address, call.house.clock().ticks());
    throw Problem{404, "serve.no-room"};
  }
  const desk::Book book(call.house.ledger());
  const auto* meeting = book.find(*full);
  if (meeting == nullptr || !meeting->running()) {
    call.house.rooms().close(*full);
    throw Problem{404, "serve.no-room"};
  }
  return {*full, *meeting};
}

http::Response look_in(Call& call) {
  const auto meeting = meeting_of_code(call).second;
  return json_response(200, Json{{"title", meeting.title},
                                 {"place", meeting.place},
                                 {"exercise", meeting.exercise || call.around.exercise},
                                 {"open", true}});
}

http::Response ask(Call& call) {
  const auto [full, meeting] = meeting_of_code(call);
  must_not_wait(call, call.house.questions, "serve.too-many-questions");
  Waiting question;
  question.id = call.text("id");
  if (!is_act_id(question.id)) {
    throw Problem{
        400, "serve.bad-param", {{"name", std::string("id")}, {"kind", std::string("uuid")}}};
  }
  question.at = call.around.now;
  question.text = desk::public_words(call.text("text"), "question");
  if (!desk::tidy(call.text("office")).empty()) {
    question.office = desk::office_words(call.text("office"), "office");
  }
  if (!desk::tidy(call.text("station")).empty()) {
    question.station = call.around.station(desk::public_words(call.text("station"), "station"));
  }
  const bool fresh = call.house.rooms().put(full, question);
  if (fresh) {
    call.house.questions.failed(call.request.address, call.house.clock().ticks());
    tell(call, full, meeting.area);
  }
  return json_response(200, Json{{"id", question.id}, {"repeated", !fresh}});
}

constexpr Param kAccept[] = {{"office"}, {"text"}, {"stations", Value::list}};
constexpr Param kAsk[] = {
    {"id", Value::text, true}, {"text", Value::text, true}, {"office"}, {"station"}};

}  // namespace

std::span<const Route> room_routes() {
  static const Route routes[] = {
      {"POST", "/api/v1/meetings/{meeting}/room", "open-room", Need::login, open_room},
      {"GET", "/api/v1/meetings/{meeting}/room", "room", Need::login, show_room},
      {.method = "POST",
       .pattern = "/api/v1/meetings/{meeting}/room/{question}/accept",
       .name = "accept-question",
       .run = accept,
       .body = Body::fields,
       .fields = kAccept},
      {"POST", "/api/v1/meetings/{meeting}/room/{question}/dismiss", "dismiss-question",
       Need::login, dismiss},
      {"GET", "/api/v1/rooms/{code}", "look-in-room", Need::nothing, look_in},
      {.method = "POST",
       .pattern = "/api/v1/rooms/{code}/questions",
       .name = "ask-in-room",
       .need = Need::nothing,
       .run = ask,
       .body = Body::fields,
       .fields = kAsk},
  };
  return routes;
}

}  // namespace adem::serve
