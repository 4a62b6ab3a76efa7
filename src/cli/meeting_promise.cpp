// adem meeting commit, kept, withdraw: promises, and what became of them.
#include <algorithm>
#include <cctype>

#include "cli/commands.h"
#include "cli/meeting.h"
#include "desk/meeting_json.h"

namespace adem::cli {

namespace {

const desk::Commitment& commitment_of(const desk::Desk& desk, const std::string& id) {
  const auto& made = desk.meeting(std::string(desk::root_of(id))).commitments;
  return *std::ranges::find(made, id, &desk::Commitment::id);
}

void add_commit(Command& meetings, Context& context) {
  struct Asked {
    desk::Commitment commitment;
    std::string meeting;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = meetings.add_subcommand("commit", context.help("meeting.commit.about"));
  desk::Commitment& commitment = asked->commitment;
  command->add_option("office", commitment.owner, context.help("meeting.commit.office"))
      ->required();
  command->add_option("promise", commitment.text, context.help("meeting.commit.promise"))
      ->required();
  command->add_option("--due", commitment.due, context.help("meeting.option.due"))->required();
  command->add_option("--station", commitment.stations, context.help("meeting.option.station"));
  command->add_option("--question", commitment.question, context.help("meeting.commit.question"));
  command->add_option("--meeting", asked->meeting, context.help("meeting.option.meeting"));
  command->callback([asked, &context] {
    Table table(context);
    std::string id;
    table.sit([&](desk::Desk& desk) {
      const std::string meant = desk.running(asked->meeting).id;
      id = desk.commit(meant, asked->commitment);
    });
    const desk::Commitment& made = commitment_of(table.desk(), id);
    if (context.json) return context.print(desk::to_json(made));
    const auto& speech = context.speech();
    context.line(speech.say("meeting.promised",
                            {{"id", id}, {"owner", made.owner}, {"due", speech.day_of(made.due)}}));
  });
}

void add_kept(Command& meetings, Context& context) {
  struct Asked {
    std::string id, evidence, on, meeting;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = meetings.add_subcommand("kept", context.help("meeting.kept.about"));
  command->add_option("promise", asked->id, context.help("meeting.kept.promise"))->required();
  command->add_option("--evidence", asked->evidence, context.help("meeting.kept.evidence"));
  command->add_option("--on", asked->on, context.help("meeting.kept.on"));
  command->add_option("--meeting", asked->meeting, context.help("meeting.option.meeting"));
  command->callback([asked, &context] {
    Table table(context);
    std::string id;
    table.sit([&](desk::Desk& desk) {
      id = desk.item(asked->meeting, 'k', asked->id);
      desk.kept(id, asked->evidence, asked->on);
    });
    const desk::Commitment& kept = commitment_of(table.desk(), id);
    if (context.json) return context.print(desk::to_json(kept));
    context.line(context.speech().say("meeting.kept", {{"id", id}, {"owner", kept.owner}}));
  });
}

// The item that a bare id means, whatever its letter; a meeting's own id is itself.
std::string any_item(const desk::Desk& desk, const std::string& meeting, std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (text.find('.') != std::string::npos || text.starts_with('m')) return text;
  return desk.meeting(meeting).id + "." + text;
}

void add_withdraw(Command& meetings, Context& context) {
  struct Asked {
    std::string id, why, meeting;
  };
  auto asked = std::make_shared<Asked>();
  auto* command = meetings.add_subcommand("withdraw", context.help("meeting.withdraw.about"));
  command->add_option("id", asked->id, context.help("meeting.withdraw.id"))->required();
  command->add_option("--why", asked->why, context.help("meeting.withdraw.why"))->required();
  command->add_option("--meeting", asked->meeting, context.help("meeting.option.meeting"));
  command->callback([asked, &context] {
    Table table(context);
    std::string id;
    table.sit([&](desk::Desk& desk) {
      id = any_item(desk, asked->meeting, asked->id);
      desk.withdraw(id, asked->why);
    });
    if (context.json) return context.print(Json{{"id", id}});
    context.line(context.speech().say("meeting.withdrawn", {{"id", id}}));
  });
}

}  // namespace

void add_meeting_promise(Command& app, Context& context) {
  Command& meetings = meeting_group(app, context);
  add_commit(meetings, context);
  add_kept(meetings, context);
  add_withdraw(meetings, context);
}

}  // namespace adem::cli
