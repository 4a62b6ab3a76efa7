// adem meeting new, open, close: a meeting's life.
#include "base/error.h"
#include "cli/commands.h"
#include "cli/meeting.h"
#include "desk/dates.h"
#include "desk/meeting_json.h"

namespace adem::cli {

namespace {

void add_call(Command& meetings, Context& context) {
  struct Asked {
    desk::Heading heading;
    std::string starts;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = meetings.add_subcommand("new", context.help("meeting.new.about"));
  desk::Heading& heading = asked->heading;
  command->add_option("--title", heading.title, context.help("meeting.new.title"))->required();
  command->add_option("--starts", asked->starts, context.help("meeting.new.starts"))->required();
  command->add_option("--place", heading.place, context.help("meeting.new.place"));
  command->add_option("--convener", heading.convener, context.help("meeting.new.convener"))
      ->required();
  command->add_option("--area", heading.area, context.help("meeting.new.area"));
  command->add_option("--letter-number", heading.letter_number,
                      context.help("meeting.new.letter-number"));
  command->add_option("--invite", heading.invited, context.help("meeting.new.invite"));
  command->add_option("--agenda", heading.agenda, context.help("meeting.new.agenda"));
  command->callback([asked, &context] {
    Table table(context);
    const auto starts = desk::read_moment(asked->starts, context.workspace().zone());
    if (!starts) throw Error(ErrorKind::misuse, "desk.bad-moment", {{"text", asked->starts}});
    asked->heading.starts = *starts;
    std::string id;
    table.sit([&](desk::Desk& desk) { id = desk.call(asked->heading); });
    const desk::Meeting& made = table.desk().meeting(id);
    if (context.json) return context.print(desk::summary_json(made));
    context.line(context.speech().say("meeting.called",
                                      {{"id", id}, {"meeting", spoken(made, context.speech())}}));
  });
}

void show_carried(const desk::Meeting& meeting, Context& context) {
  const auto& speech = context.speech();
  if (meeting.carried.empty()) return;
  context.line(speech.say("meeting.carried",
                          {{"count", static_cast<std::int64_t>(meeting.carried.size())}}));
  const std::string today = desk::date_of(context.now(), context.workspace().zone());
  for (const auto& commitment : meeting.carried) {
    context.line(
        speech.say("meeting.carried-line", {{"id", commitment.id},
                                            {"owner", commitment.owner},
                                            {"text", commitment.text},
                                            {"due", speech.day_of(commitment.due)},
                                            {"state", state_of(commitment, today, speech)}}));
  }
}

void add_open(Command& meetings, Context& context) {
  auto id = std::make_shared<std::string>();
  auto* command = meetings.add_subcommand("open", context.help("meeting.open.about"));
  command->add_option("meeting", *id, context.help("meeting.open.meeting"));
  command->callback([id, &context] {
    Table table(context);
    std::string meant;
    table.sit([&](desk::Desk& desk) {
      meant = desk.waiting(*id).id;
      desk.open(meant);
    });
    const desk::Meeting& opened = table.desk().meeting(meant);
    if (context.json) return context.print(desk::to_json(opened));
    context.line(
        context.speech().say("meeting.opened", {{"id", meant}, {"clock", *opened.opened_at}}));
    show_carried(opened, context);
  });
}

void add_close(Command& meetings, Context& context) {
  struct Asked {
    std::string closing, meeting;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = meetings.add_subcommand("close", context.help("meeting.close.about"));
  command->add_option("closing", asked->closing, context.help("meeting.close.closing"));
  command->add_option("--meeting", asked->meeting, context.help("meeting.option.meeting"));
  command->callback([asked, &context] {
    Table table(context);
    std::string meant;
    table.sit([&](desk::Desk& desk) {
      meant = desk.running(asked->meeting).id;
      desk.close(meant, asked->closing);
    });
    const desk::Meeting& closed = table.desk().meeting(meant);
    if (context.json) return context.print(desk::summary_json(closed));
    context.line(context.speech().say(
        "meeting.closed", {{"id", meant},
                           {"clock", *closed.closed_at},
                           {"promises", static_cast<std::int64_t>(closed.commitments.size())}}));
  });
}

}  // namespace

void add_meeting_call(Command& app, Context& context) {
  Command& meetings = meeting_group(app, context);
  add_call(meetings, context);
  add_open(meetings, context);
  add_close(meetings, context);
}

}  // namespace adem::cli
