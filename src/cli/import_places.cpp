// adem import places, crews, homes: what the links of the station clock start from.
#include "base/error.h"
#include "cli/commands.h"
#include "cli/import_options.h"
#include "cli/import_report.h"
#include "intake/place_lists.h"
#include "workspace/hazard_file.h"
#include "workspace/place_store.h"
#include "workspace/register_store.h"

namespace adem::cli {

namespace {

void import_homes(const ImportAsked& asked, bool replace, Context& context) {
  auto& workspace = context.workspace();
  const auto options = import_options(asked, workspace);
  auto result = workspace::is_vector_file(asked.file)
                    ? intake::read_homes(asked.file, options)
                    : intake::read_home_raster(asked.file, options);
  result.report.dry_run = asked.dry_run;
  workspace::put_homes(workspace, result.homes, replace, result.report);
  show_report(context, result.report, "import.kind.homes");
}

}  // namespace

void add_import_places(Command& app, Context& context) {
  auto* command =
      group(app, "import", context).add_subcommand("places", context.help("import.places.about"));
  auto asked = add_import_options(*command, context);
  command->callback([asked, &context] {
    auto& workspace = context.workspace();
    const auto areas = workspace::areas(workspace);
    auto result = intake::read_places(asked->file, areas, import_options(*asked, workspace));
    result.report.dry_run = asked->dry_run;
    workspace::put_places(workspace, result.places, result.report);
    show_report(context, result.report, "import.kind.places");
  });
}

void add_import_crews(Command& app, Context& context) {
  auto* command =
      group(app, "import", context).add_subcommand("crews", context.help("import.crews.about"));
  auto asked = add_import_options(*command, context);
  command->callback([asked, &context] {
    auto& workspace = context.workspace();
    const auto stations = workspace::stations(workspace);
    if (stations.size() == 0) throw Error(ErrorKind::conflict, "workspace.no-stations");
    const auto areas = workspace::areas(workspace);
    const auto places = workspace::places(workspace);
    auto result =
        intake::read_crews(asked->file, stations, areas, places, import_options(*asked, workspace));
    result.report.dry_run = asked->dry_run;
    workspace::put_crews(workspace, result.crews, result.report);
    show_report(context, result.report, "import.kind.crews");
  });
}

void add_import_homes(Command& app, Context& context) {
  auto* command =
      group(app, "import", context).add_subcommand("homes", context.help("import.homes.about"));
  auto asked = add_import_options(*command, context);
  auto replace = std::make_shared<bool>(false);
  command->add_flag("--replace", *replace, context.help("import.homes.replace"));
  command->callback([asked, replace, &context] { import_homes(*asked, *replace, context); });
}

}  // namespace adem::cli
