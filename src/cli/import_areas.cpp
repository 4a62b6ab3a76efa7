// adem import areas: villages, sub-districts, electorates.
#include "cli/commands.h"
#include "cli/import_options.h"
#include "cli/import_report.h"
#include "workspace/register_store.h"

namespace adem::cli {

void add_import_areas(Command& app, Context& context) {
  auto* command =
      group(app, "import", context).add_subcommand("areas", context.help("import.areas.about"));
  auto asked = add_import_options(*command, context);
  add_scheme_option(*command, context, *asked);
  command->callback([asked, &context] {
    auto& workspace = context.workspace();
    auto result = intake::read_areas(asked->file, import_options(*asked, workspace));
    result.report.dry_run = asked->dry_run;
    workspace::put_areas(workspace, result.areas, result.report);
    show_report(context, result.report, "import.kind.areas");
  });
}

}  // namespace adem::cli
