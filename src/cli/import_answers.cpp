// adem import answers: what witnesses told, from the sheets of adem export questionnaire.
#include <memory>

#include "cli/commands.h"
#include "cli/told_common.h"
#include "intake/told.h"
#include "workspace/register_store.h"
#include "workspace/told_store.h"

namespace adem::cli {

void add_import_answers(CLI::App& app, Context& context) {
  auto* command =
      group(app, "import", context).add_subcommand("answers", context.help("import.answers.about"));
  struct Asked {
    std::string file, sheet;
    std::vector<std::string> maps;
    bool dry_run = false;
  };
  auto asked = std::make_shared<Asked>();
  command->add_option("file", asked->file, context.help("import.answers.file"))->required();
  command->add_option("--sheet", asked->sheet, context.help("told.sheet"));
  add_map_option(*command, context, asked->maps);
  command->add_flag("--dry-run", asked->dry_run, context.help("told.dry-run"));
  command->callback([asked, &context] {
    auto& workspace = context.workspace();
    intake::Options options;
    options.election = workspace.settings().election;
    options.columns = read_maps(asked->maps);
    options.table.layer = asked->sheet;
    const auto stations = workspace::stations(workspace);
    auto read = intake::read_answers(asked->file, stations, workspace::areas(workspace),
                                     workspace.zone(), options);
    read.report.dry_run = asked->dry_run;
    workspace::put_answers(workspace, read.answers, read.report);
    print_told_report(context, read.report);
  });
}

}  // namespace adem::cli
