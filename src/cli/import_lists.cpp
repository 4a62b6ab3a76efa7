// adem import areas, stations, venues, places, crews, homes: the lists of the register; answers and
// indicators: what was told of its stations.
#include <memory>

#include "cli/commands.h"
#include "cli/import_options.h"
#include "cli/import_report.h"
#include "workspace/list_import.h"

namespace adem::cli {

namespace {

struct ImportListsAsked : ImportAsked {
  std::string set, source;
  bool replace = false;
};

void run(const std::string& list, const ImportListsAsked& asked, Context& context) {
  auto& workspace = context.workspace();
  const auto done =
      workspace::import_list(workspace,
                             {.list = list,
                              .file = asked.file,
                              .options = import_options(asked, workspace),
                              .set = asked.set,
                              .source = asked.source,
                              .replace = asked.replace,
                              .dry_run = asked.dry_run},
                             context.progress(context.speech().say("import.kind." + list)));
  show_report(context, done.report, "import.kind." + list);
}

// A list whose rows may lie on a map.
struct Made {
  Command& command;
  std::shared_ptr<ImportListsAsked> asked;
};
Made add_list(Command& app, Context& context, const std::string& list) {
  auto* command =
      group(app, "import", context).add_subcommand(list, context.help("import." + list + ".about"));
  auto asked = std::make_shared<ImportListsAsked>();
  add_import_options(*command, context, *asked);
  command->callback([list, asked, &context] { run(list, *asked, context); });
  return {*command, std::move(asked)};
}

// A list of sheets about stations that are known.
Made add_told(Command& app, Context& context, const std::string& list) {
  auto* command =
      group(app, "import", context).add_subcommand(list, context.help("import." + list + ".about"));
  auto asked = std::make_shared<ImportListsAsked>();
  command->add_option("file", asked->file, context.help("import." + list + ".file"))->required();
  command->add_option("--layer", asked->layer, context.help("import.sheet"));
  command->add_option("--map", asked->maps, context.help("import.map"))->repeated();
  command->add_flag("--dry-run", asked->dry_run, context.help("import.dry-run"));
  command->callback([list, asked, &context] { run(list, *asked, context); });
  return {*command, std::move(asked)};
}

}  // namespace

void add_import_lists(Command& app, Context& context) {
  const auto areas = add_list(app, context, "areas");
  add_scheme_option(areas.command, context, *areas.asked);
  const auto stations = add_list(app, context, "stations");
  add_scheme_option(stations.command, context, *stations.asked);
  stations.command.add_option("--accept", stations.asked->accepts, context.help("import.accept"))
      ->repeated();
  for (const char* list : {"venues", "places", "crews"}) add_list(app, context, list);
  const auto homes = add_list(app, context, "homes");
  homes.command.add_flag("--replace", homes.asked->replace, context.help("import.homes.replace"));
  add_told(app, context, "answers");
  const auto ticks = add_told(app, context, "indicators");
  ticks.command.add_option("--set", ticks.asked->set, context.help("import.indicators.set"));
  ticks.command.add_option("--source", ticks.asked->source,
                           context.help("import.indicators.source"));
}

}  // namespace adem::cli
