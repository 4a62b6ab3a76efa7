// adem followup: promises of meetings and actions of decisions, overdue ones first.
#include <memory>

#include "base/format.h"
#include "cli/callings.h"
#include "cli/commands.h"
#include "cli/wrap.h"
#include "desk/book.h"
#include "desk/dates.h"
#include "desk/dossier_view.h"

namespace adem::cli {

namespace {

void print_items(const Json& found, Room& room, Context& context) {
  const auto& speech = context.speech();
  const auto names = callings(room, context);
  if (found["items"].empty()) context.line(speech.say("followup.none"));
  std::vector<std::string> lines;
  for (const Json& item : found["items"]) {
    const std::string due = item["due"];
    wrap(speech.say("followup.item", {{"state", item["state"].get<std::string>()},
                                      {"owner", names.office(item["owner"])},
                                      {"text", item["text"].get<std::string>()},
                                      {"due", due.empty() ? "-" : speech.day_of(due)}}),
         fmt::format("{:<9} ", item["shown"].get<std::string>()), std::string(10, ' '), lines);
    if (!item["stations"].empty()) wrap(places(item, names), std::string(10, ' '), "", lines);
    if (item["evidence"] != "") {
      wrap(speech.say("followup.evidence", {{"text", item["evidence"].get<std::string>()}}),
           std::string(10, ' '), std::string(12, ' '), lines);
    }
  }
  for (const auto& line : lines) context.line(line);
}

}  // namespace

void add_followup(Command& app, Context& context) {
  auto filter = std::make_shared<desk::FollowupFilter>();
  auto* command = app.add_subcommand("followup", context.help("followup.about"));
  command->add_option("--owner", filter->owner, context.help("followup.owner"));
  command->add_flag("--all", filter->closed, context.help("followup.all"));
  command->callback([filter, &context] {
    Room room(context);
    const desk::Book book(room.ledger());
    const std::string today = desk::date_of(room.around().now, room.around().zone);
    const Json found = desk::followup_list(room.ledger(), book.meetings(),
                                           room.actor(room.ledger()), today, *filter);
    if (context.json) return context.print(found);
    print_items(found, room, context);
  });
}

}  // namespace adem::cli
