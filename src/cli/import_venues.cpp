// adem import venues: places that can host stations.
#include "cli/commands.h"
#include "cli/import_options.h"
#include "cli/import_report.h"
#include "workspace/register_store.h"

namespace adem::cli {

void add_import_venues(Command& app, Context& context) {
  auto* command =
      group(app, "import", context).add_subcommand("venues", context.help("import.venues.about"));
  auto asked = add_import_options(*command, context);
  command->callback([asked, &context] {
    auto& workspace = context.workspace();
    const auto areas = workspace::areas(workspace);
    auto result = intake::read_venues(asked->file, areas, import_options(*asked, workspace));
    result.report.dry_run = asked->dry_run;
    workspace::put_venues(workspace, result.venues, result.report);
    show_report(context, result.report, "import.kind.venues");
  });
}

}  // namespace adem::cli
