// adem import answers: what witnesses told, from the sheets of adem export questionnaire.
#include <memory>

#include "cli/commands.h"
#include "cli/import_options.h"
#include "cli/import_report.h"
#include "intake/told.h"
#include "workspace/register_store.h"
#include "workspace/told_store.h"

namespace adem::cli {

void add_import_answers(Command& app, Context& context) {
  auto* command =
      group(app, "import", context).add_subcommand("answers", context.help("import.answers.about"));
  auto asked = std::make_shared<ImportAsked>();
  command->add_option("file", asked->file, context.help("import.answers.file"))->required();
  command->add_option("--layer", asked->layer, context.help("import.sheet"));
  command->add_option("--map", asked->maps, context.help("import.map"))->repeated();
  command->add_flag("--dry-run", asked->dry_run, context.help("import.dry-run"));
  command->callback([asked, &context] {
    auto& workspace = context.workspace();
    const auto options = import_options(*asked, workspace);
    const auto stations = workspace::stations(workspace);
    auto read = intake::read_answers(asked->file, stations, workspace::areas(workspace),
                                     workspace.zone(), options);
    read.report.dry_run = asked->dry_run;
    workspace::put_answers(workspace, read.answers, read.report);
    show_report(context, read.report, "import.kind.answers");
  });
}

}  // namespace adem::cli
