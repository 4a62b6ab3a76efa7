// adem notice list, show: what the public may read, as text for a message or a sheet of paper.
#include <algorithm>
#include <memory>

#include "base/error.h"
#include "cli/callings.h"
#include "cli/commands.h"
#include "desk/dossier_view.h"

namespace adem::cli {

namespace {

void print_notice(const Json& notice, const brief::Callings& names, Context& context) {
  for (const auto& line : brief::notice_lines(notice, names, context.speech())) context.line(line);
}

void add_notice_list(Command& group, Context& context) {
  auto all = std::make_shared<bool>(false);
  auto* command = group.add_subcommand("list", context.help("notice.list.about"));
  command->add_flag("--all", *all, context.help("notice.list.all"));
  command->callback([all, &context] {
    Room room(context);
    // What is published is for everybody; who looks matters only for the rest.
    const desk::Actor who = *all ? room.actor(room.ledger()) : desk::Actor{};
    const Json found = desk::notice_list(room.ledger(), who, *room.around().rules, *all);
    if (context.json) return context.print(found);
    const auto names = callings(room, context);
    if (found["notices"].empty()) context.line(context.speech().say("notice.none"));
    bool first = true;
    for (const Json& notice : found["notices"]) {
      if (!first) context.line("");
      first = false;
      context.line("[" + notice["shown"].get<std::string>() + "]");
      print_notice(notice, names, context);
    }
  });
}

void add_notice_show(Command& group, Context& context) {
  auto id = std::make_shared<std::string>();
  auto* command = group.add_subcommand("show", context.help("notice.show.about"));
  command->add_option("notice", *id, context.help("notice.show.notice"))->required();
  command->callback([id, &context] {
    Room room(context);
    const Json found =
        desk::notice_list(room.ledger(), desk::Actor{}, *room.around().rules, false)["notices"];
    std::string known;
    for (const Json& notice : found) {
      if (notice["id"] == *id || notice["shown"] == *id) {
        if (context.json) return context.print(notice);
        return print_notice(notice, callings(room, context), context);
      }
      known += (known.empty() ? "" : ", ") + notice["shown"].get<std::string>();
    }
    throw Error(ErrorKind::not_found, "desk.unknown-id",
                {{"id", *id}, {"type", "notice"}, {"known", known.empty() ? "-" : known}});
  });
}

}  // namespace

void add_notice_view(Command& app, Context& context) {
  Command& notices = group(app, "notice", context);
  add_notice_list(notices, context);
  add_notice_show(notices, context);
}

}  // namespace adem::cli
