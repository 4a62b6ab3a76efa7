// adem import indicators: the official ticks of an indicator set, with their source.
#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "cli/import_options.h"
#include "cli/import_report.h"
#include "intake/told.h"
#include "workspace/register_store.h"
#include "workspace/told_store.h"

namespace adem::cli {

void add_import_indicators(Command& app, Context& context) {
  auto* command = group(app, "import", context)
                      .add_subcommand("indicators", context.help("import.indicators.about"));
  struct Asked : ImportAsked {
    std::string set, source;
  };
  auto asked = std::make_shared<Asked>();
  command->add_option("file", asked->file, context.help("import.indicators.file"))->required();
  command->add_option("--set", asked->set, context.help("import.indicators.set"));
  command->add_option("--source", asked->source, context.help("import.indicators.source"));
  command->add_option("--layer", asked->layer, context.help("import.sheet"));
  command->add_option("--map", asked->maps, context.help("import.map"))->repeated();
  command->add_flag("--dry-run", asked->dry_run, context.help("import.dry-run"));
  command->callback([asked, &context] {
    auto& workspace = context.workspace();
    const auto options = import_options(*asked, workspace);
    const auto set =
        election::indicator_set(asked->set.empty() ? workspace.rules().indicator_set : asked->set);
    // Where nobody says where the ticks come from, the file's name is what is known.
    const auto source = asked->source.empty()
                            ? std::filesystem::path(asked->file).filename().string()
                            : asked->source;
    const auto stations = workspace::stations(workspace);
    auto read = intake::read_ticks(asked->file, stations, workspace::areas(workspace), set, source,
                                   options);
    read.report.dry_run = asked->dry_run;
    workspace::put_ticks(workspace, read.ticks, read.report, read.rows);
    show_report(context, read.report, "import.kind.indicators");
  });
}

}  // namespace adem::cli
