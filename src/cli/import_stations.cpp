// adem import stations: a list of polling stations.
#include "cli/commands.h"
#include "cli/import_options.h"
#include "cli/import_report.h"
#include "workspace/register_store.h"

namespace adem::cli {

void add_import_stations(Command& app, Context& context) {
  auto* command = group(app, "import", context)
                      .add_subcommand("stations", context.help("import.stations.about"));
  auto asked = add_import_options(*command, context);
  add_scheme_option(*command, context, *asked);
  command->add_option("--accept", asked->accepts, context.help("import.accept"))->repeated();
  command->callback([asked, &context] {
    auto& workspace = context.workspace();
    auto options = import_options(*asked, workspace);
    if (options.scheme.empty()) options.scheme = workspace::stations_scheme(workspace);
    const auto areas = workspace::areas(workspace);
    auto result =
        intake::read_stations(asked->file, areas, options,
                              context.progress(context.speech().say("import.kind.stations")));
    result.report.dry_run = asked->dry_run;
    workspace::put_stations(workspace, std::move(result.stations), result.report);
    if (!asked->scheme.empty() && !asked->dry_run) {
      workspace::set_stations_scheme(workspace, asked->scheme);
    }
    show_report(context, result.report, "import.kind.stations");
  });
}

}  // namespace adem::cli
