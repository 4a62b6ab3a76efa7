// adem new: makes a workspace.
#include <memory>

#include "cli/commands.h"

namespace adem::cli {

void add_new(Command& app, Context& context) {
  auto* command = app.add_subcommand("new", context.help("new.about"));
  struct Asked {
    std::string directory;
    workspace::Settings settings;
  };
  auto asked = std::make_shared<Asked>();
  command->add_option("directory", asked->directory, context.help("new.directory"))->required();
  command->add_option("--election", asked->settings.election, context.help("new.election"))
      ->required();
  command->add_option("--zone", asked->settings.zone, context.help("new.zone"))->required();
  command->add_option("--name", asked->settings.name, context.help("new.name"));
  command->add_option("--scheme", asked->settings.scheme, context.help("new.scheme"));
  command->add_option("--letterhead", asked->settings.letterhead, context.help("new.letterhead"));
  command->add_option("--store", asked->settings.store, context.help("new.store"));
  command->add_flag("--exercise", asked->settings.exercise, context.help("new.exercise"));
  command->callback([asked, &context] {
    const auto made = workspace::Workspace::create(asked->directory, asked->settings);
    if (context.json) {
      context.print(Json{{"directory", made.directory()},
                         {"election", made.settings().election},
                         {"zone", made.settings().zone}});
      return;
    }
    context.line(context.speech().say(
        "new.done", {{"directory", made.directory()}, {"election", made.rules().name_id}}));
  });
}

}  // namespace adem::cli
