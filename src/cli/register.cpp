// adem register share, adopt: the lists that a table works with travel with its ledger.
#include <functional>
#include <vector>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/import_report.h"
#include "cli/room.h"
#include "workspace/register_share.h"

namespace adem::cli {

namespace {

void add_share(Command& app, Context& context) {
  auto* command =
      group(app, "register", context).add_subcommand("share", context.help("register.share.about"));
  command->callback([&context] {
    Room room(context);
    Json lines = Json::array();
    const auto lists = workspace::share_register(context.workspace());
    if (lists.empty()) throw Error(ErrorKind::conflict, "workspace.nothing-to-share");
    room.sit([&](desk::Seat& seat) {
      lines = Json::array();
      for (const auto& list : lists) {
        lines.push_back(desk::perform(seat, "register.bring",
                                      Json{{"what", list.what},
                                           {"content", list.content},
                                           {"rows", static_cast<std::int64_t>(list.rows)}}));
      }
    });
    if (context.json) return context.print(Json{{"lists", std::move(lines)}});
    for (const auto& list : lists) {
      context.line(context.speech().say("done.register.bring",
                                        {{"what", list.what},
                                         {"content", list.content},
                                         {"rows", static_cast<std::int64_t>(list.rows)}}));
    }
  });
}

void add_adopt(Command& app, Context& context) {
  auto* command =
      group(app, "register", context).add_subcommand("adopt", context.help("register.adopt.about"));
  command->callback([&context] {
    auto& workspace = context.workspace();
    Room room(context);
    Json lines = Json::array();
    // Areas come before the stations that lie in them.
    for (const char* what : {"areas", "stations"}) {
      const auto state = room.ledger().state(std::string("register-") + what);
      if (!state) continue;
      const std::string hash = state->value("content", "");
      auto bytes = workspace::shared_content(workspace, hash);
      if (!bytes) bytes = room.ledger().content(hash);
      if (!bytes) {
        throw Error(ErrorKind::not_found, "workspace.content-missing",
                    {{"what", std::string(what)}, {"by", state->value("by", "-")}});
      }
      const auto report = workspace::adopt_list(workspace, what, *bytes);
      lines.push_back(Json{{"what", what},
                           {"added", report.added},
                           {"changed", report.changed},
                           {"unchanged", report.unchanged}});
      if (context.json) continue;
      context.line(
          context.speech().say("register.adopted", {{"what", std::string(what)},
                                                    {"added", count(report.added)},
                                                    {"changed", count(report.changed)},
                                                    {"unchanged", count(report.unchanged)}}));
    }
    if (lines.empty()) throw Error(ErrorKind::not_found, "workspace.nothing-shared");
    if (context.json) context.print(Json{{"lists", std::move(lines)}});
  });
}

}  // namespace

void add_register(Command& app, Context& context) {
  add_share(app, context);
  add_adopt(app, context);
}

}  // namespace adem::cli
