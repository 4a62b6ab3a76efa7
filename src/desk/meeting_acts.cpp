#include "desk/meeting_acts.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/error.h"
#include "desk/dates.h"
#include "desk/desk.h"
#include "desk/meeting_json.h"

namespace adem::desk {

namespace {

Json run_new(Seat& seat, const Args& args) {
  Heading heading;
  const auto starts = read_moment(args.text("starts"), seat.around().zone);
  if (!starts) throw Error(ErrorKind::misuse, "desk.bad-moment", {{"text", args.text("starts")}});
  heading.title = args.text("title");
  heading.starts = *starts;
  heading.place = args.text("place");
  heading.convener = args.text("convener");
  heading.area = args.has("area") ? args.text("area") : seat.who().area;
  heading.letter_number = args.text("letter-number");
  heading.invited = args.list("invite");
  heading.agenda = args.list("agenda");
  Desk desk(seat);
  const std::string id = desk.call(heading);
  return summary_json(desk.meeting(id));
}

Json run_open(Seat& seat, const Args& args) {
  Desk desk(seat);
  const std::string id = desk.waiting(args.text("meeting")).id;
  desk.open(id);
  return to_json(desk.meeting(id));
}

Json run_attend(Seat& seat, const Args& args) {
  Desk desk(seat);
  Attendee attendee;
  attendee.office = args.text("office");
  attendee.name = args.text("name");
  attendee.role = args.text("role");
  attendee.present = !args.flag("absent");
  const std::string meeting = desk.meeting(args.text("meeting")).id;
  return Json{{"id", desk.attend(meeting, attendee)}};
}

Json run_ask(Seat& seat, const Args& args) {
  Desk desk(seat);
  Question question;
  question.office = args.text("office");
  question.text = args.text("question");
  question.stations = args.list("station");
  const std::string meeting = desk.running(args.text("meeting")).id;
  return Json{{"id", desk.ask(meeting, question)}};
}

Json run_meeting_answer(Seat& seat, const Args& args) {
  Desk desk(seat);
  Answer answer;
  answer.office = args.text("office");
  answer.text = args.text("answer");
  const std::string meeting = desk.running(args.text("meeting")).id;
  return Json{{"id", desk.answer(desk.item(meeting, 't', args.text("question")), answer)}};
}

Json run_note(Seat& seat, const Args& args) {
  Desk desk(seat);
  const std::string meeting = desk.running(args.text("meeting")).id;
  desk.note(meeting, args.number("item", 0), args.text("text"));
  return Json{{"id", meeting}};
}

Json run_obstacle(Seat& seat, const Args& args) {
  Desk desk(seat);
  Obstacle obstacle;
  obstacle.effect = args.text("effect");
  obstacle.stage = args.text("stage");
  obstacle.place = args.text("place");
  obstacle.step = args.text("step");
  obstacle.owner = args.text("owner");
  obstacle.due = args.text("due");
  const std::string meeting = desk.running(args.text("meeting")).id;
  return Json{{"id", desk.obstacle(meeting, obstacle)}};
}

Json promise_json(const Desk& desk, const std::string& id) {
  const auto& made = desk.meeting(std::string(root_of(id))).commitments;
  return to_json(*std::ranges::find(made, id, &Commitment::id));
}

Json run_commit(Seat& seat, const Args& args) {
  Desk desk(seat);
  Commitment commitment;
  commitment.owner = args.text("office");
  commitment.text = args.text("promise");
  commitment.due = args.text("due");
  commitment.stations = args.list("station");
  commitment.question = args.text("question");
  const std::string meeting = desk.running(args.text("meeting")).id;
  return promise_json(desk, desk.commit(meeting, commitment));
}

Json run_kept(Seat& seat, const Args& args) {
  Desk desk(seat);
  const std::string id = desk.item(args.text("meeting"), 'k', args.text("promise"));
  desk.kept(id, args.text("evidence"), args.text("on"));
  return promise_json(desk, id);
}

// The item that a bare id means, whatever its letter; a meeting's own id is itself.
std::string any_item(const Desk& desk, const std::string& meeting, std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (text.starts_with('m')) return desk.book().shown(text);
  return desk.meeting(meeting).id + "." + text;
}

Json run_withdraw(Seat& seat, const Args& args) {
  Desk desk(seat);
  const std::string id = any_item(desk, args.text("meeting"), args.text("id"));
  desk.withdraw(id, args.text("why"));
  return Json{{"id", id}};
}

Json run_meeting_close(Seat& seat, const Args& args) {
  Desk desk(seat);
  const std::string id = desk.running(args.text("meeting")).id;
  desk.close(id, args.text("closing"));
  return summary_json(desk.meeting(id));
}

constexpr Arg needed(std::string_view name) { return {name, ArgKind::text, true, true}; }
constexpr Arg kMeeting{"meeting"};
constexpr Arg kStations{"station", ArgKind::list};
constexpr std::array kNew = {Arg{"title", ArgKind::text, true},
                             Arg{"starts", ArgKind::text, true},
                             Arg{"place"},
                             Arg{"convener", ArgKind::text, true},
                             Arg{"area"},
                             Arg{"letter-number"},
                             Arg{"invite", ArgKind::list},
                             Arg{"agenda", ArgKind::list}};
constexpr std::array kOpen = {Arg{"meeting", ArgKind::text, false, true}};
constexpr std::array kAttend = {needed("office"), Arg{"name"}, Arg{"role"},
                                Arg{"absent", ArgKind::flag}, kMeeting};
constexpr std::array kAsk = {needed("office"), needed("question"), kStations, kMeeting};
constexpr std::array kMeetingAnswer = {needed("question"), needed("office"), needed("answer"),
                                       kMeeting};
constexpr std::array kNote = {Arg{"item", ArgKind::number, true, true}, needed("text"), kMeeting};
constexpr std::array kObstacle = {needed("effect"), Arg{"stage"}, Arg{"place"}, Arg{"step"},
                                  Arg{"owner"},     Arg{"due"},   kMeeting};
constexpr std::array kCommit = {
    needed("office"), needed("promise"), Arg{"due", ArgKind::text, true},
    kStations,        Arg{"question"},   kMeeting};
constexpr std::array kKept = {needed("promise"), Arg{"evidence"}, Arg{"on"}, kMeeting};
constexpr std::array kWithdraw = {needed("id"), Arg{"why", ArgKind::text, true}, kMeeting};
constexpr std::array kMeetingClose = {Arg{"closing", ArgKind::text, false, true}, kMeeting};

constexpr std::array kMeetingActs = {Act{"meeting.new", kNew, run_new},
                                     Act{"meeting.open", kOpen, run_open},
                                     Act{"meeting.attend", kAttend, run_attend},
                                     Act{"meeting.ask", kAsk, run_ask},
                                     Act{"meeting.answer", kMeetingAnswer, run_meeting_answer},
                                     Act{"meeting.note", kNote, run_note},
                                     Act{"meeting.obstacle", kObstacle, run_obstacle},
                                     Act{"meeting.commit", kCommit, run_commit},
                                     Act{"meeting.kept", kKept, run_kept},
                                     Act{"meeting.withdraw", kWithdraw, run_withdraw},
                                     Act{"meeting.close", kMeetingClose, run_meeting_close}};

}  // namespace

std::span<const Act> meeting_acts() { return kMeetingActs; }

}  // namespace adem::desk
