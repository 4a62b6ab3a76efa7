// adem outlook: the station clock.
#include <memory>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/outlook_text.h"
#include "workspace/hazard_store.h"

namespace adem::cli {

void add_outlook(Command& app, Context& context) {
  auto* command = app.add_subcommand("outlook", context.help("outlook.about"));
  auto all = std::make_shared<bool>(false);
  command->add_flag("--all", *all, context.help("outlook.all"));
  command->callback([all, &context] {
    auto& workspace = context.workspace();
    const auto outlook =
        workspace::run_outlook(workspace, context.now(), context.progress("outlook"), ADEM_VERSION);
    if (context.json) {
      write_json(outlook, false, [&context](std::string_view piece) { context.write(piece); });
      return;
    }
    const bool colour = ::isatty(STDOUT_FILENO) != 0;
    for (const auto& line : outlook_lines(outlook, workspace, context.speech(), *all, colour)) {
      context.line(line);
    }
  });
}

}  // namespace adem::cli
