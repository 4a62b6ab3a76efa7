// adem meeting attend, ask, answer, note, obstacle: what is said at the table.
#include <functional>

#include "cli/commands.h"
#include "cli/meeting.h"

namespace adem::cli {

namespace {

// Says what was written down: its id, or the id as JSON.
void recorded(Context& context, const std::string& code, const std::string& id) {
  if (context.json) return context.print(Json{{"id", id}});
  context.line(context.speech().say("meeting.recorded." + code, {{"id", id}}));
}

void add_meeting_option(Command* command, std::string& meeting, Context& context) {
  command->add_option("--meeting", meeting, context.help("meeting.option.meeting"));
}

void add_attend(Command& meetings, Context& context) {
  struct Asked {
    desk::Attendee attendee;
    bool absent = false;
    std::string meeting;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = meetings.add_subcommand("attend", context.help("meeting.attend.about"));
  command->add_option("office", asked->attendee.office, context.help("meeting.attend.office"))
      ->required();
  command->add_option("--name", asked->attendee.name, context.help("meeting.attend.name"));
  command->add_option("--role", asked->attendee.role, context.help("meeting.attend.role"));
  command->add_flag("--absent", asked->absent, context.help("meeting.attend.absent"));
  add_meeting_option(command, asked->meeting, context);
  command->callback([asked, &context] {
    Table table(context);
    asked->attendee.present = !asked->absent;
    std::string id;
    table.sit([&](desk::Desk& desk) {
      const std::string meant = desk.meeting(asked->meeting).id;
      id = desk.attend(meant, asked->attendee);
    });
    recorded(context, "attendance", id);
  });
}

void add_question(Command& meetings, Context& context) {
  struct Asked {
    desk::Question question;
    std::string meeting;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = meetings.add_subcommand("ask", context.help("meeting.ask.about"));
  command->add_option("office", asked->question.office, context.help("meeting.ask.office"))
      ->required();
  command->add_option("question", asked->question.text, context.help("meeting.ask.question"))
      ->required();
  command->add_option("--station", asked->question.stations,
                      context.help("meeting.option.station"));
  add_meeting_option(command, asked->meeting, context);
  command->callback([asked, &context] {
    Table table(context);
    std::string id;
    table.sit([&](desk::Desk& desk) {
      const std::string meant = desk.running(asked->meeting).id;
      id = desk.ask(meant, asked->question);
    });
    recorded(context, "question", id);
  });
}

void add_answer(Command& meetings, Context& context) {
  struct Asked {
    std::string question;
    desk::Answer answer;
    std::string meeting;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = meetings.add_subcommand("answer", context.help("meeting.answer.about"));
  command->add_option("question", asked->question, context.help("meeting.answer.question"))
      ->required();
  command->add_option("office", asked->answer.office, context.help("meeting.answer.office"))
      ->required();
  command->add_option("answer", asked->answer.text, context.help("meeting.answer.answer"))
      ->required();
  add_meeting_option(command, asked->meeting, context);
  command->callback([asked, &context] {
    Table table(context);
    std::string id;
    table.sit([&](desk::Desk& desk) {
      const std::string meant = desk.running(asked->meeting).id;
      id = desk.answer(desk.item(meant, 't', asked->question), asked->answer);
    });
    recorded(context, "answer", id);
  });
}

void add_note(Command& meetings, Context& context) {
  struct Asked {
    int number = 0;
    std::string text, meeting;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = meetings.add_subcommand("note", context.help("meeting.note.about"));
  command->add_option("item", asked->number, context.help("meeting.note.item"))->required();
  command->add_option("text", asked->text, context.help("meeting.note.text"))->required();
  add_meeting_option(command, asked->meeting, context);
  command->callback([asked, &context] {
    Table table(context);
    std::string meant;
    table.sit([&](desk::Desk& desk) {
      meant = desk.running(asked->meeting).id;
      desk.note(meant, asked->number, asked->text);
    });
    recorded(context, "note", meant);
  });
}

void add_obstacle(Command& meetings, Context& context) {
  struct Asked {
    desk::Obstacle obstacle;
    std::string meeting;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = meetings.add_subcommand("obstacle", context.help("meeting.obstacle.about"));
  desk::Obstacle& obstacle = asked->obstacle;
  command->add_option("effect", obstacle.effect, context.help("meeting.obstacle.effect"))
      ->required();
  command->add_option("--stage", obstacle.stage, context.help("meeting.obstacle.stage"));
  command->add_option("--place", obstacle.place, context.help("meeting.obstacle.place"));
  command->add_option("--step", obstacle.step, context.help("meeting.obstacle.step"));
  command->add_option("--owner", obstacle.owner, context.help("meeting.obstacle.owner"));
  command->add_option("--due", obstacle.due, context.help("meeting.option.due"));
  add_meeting_option(command, asked->meeting, context);
  command->callback([asked, &context] {
    Table table(context);
    std::string id;
    table.sit([&](desk::Desk& desk) {
      const std::string meant = desk.running(asked->meeting).id;
      id = desk.obstacle(meant, asked->obstacle);
    });
    recorded(context, "obstacle", id);
  });
}

}  // namespace

void add_meeting_record(Command& app, Context& context) {
  Command& meetings = meeting_group(app, context);
  add_attend(meetings, context);
  add_question(meetings, context);
  add_answer(meetings, context);
  add_note(meetings, context);
  add_obstacle(meetings, context);
}

}  // namespace adem::cli
