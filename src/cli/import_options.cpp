#include "cli/import_options.h"

#include "base/error.h"

namespace adem::cli {

void add_import_options(Command& command, Context& context, ImportAsked& asked) {
  command.add_option("file", asked.file, context.help("import.file"))->required();
  command.add_option("--map", asked.maps, context.help("import.map"))->repeated();
  command.add_option("--crs", asked.crs, context.help("import.crs"));
  command.add_option("--layer", asked.layer, context.help("import.layer"));
  command.add_flag("--dry-run", asked.dry_run, context.help("import.dry-run"));
}

void add_scheme_option(Command& command, Context& context, ImportAsked& asked) {
  command.add_option("--scheme", asked.scheme, context.help("import.scheme"));
}

intake::Options import_options(const ImportAsked& asked, const workspace::Workspace& workspace) {
  intake::Options options;
  for (const auto& map : asked.maps) {
    const auto equals = map.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == map.size()) {
      throw Error(ErrorKind::misuse, "cli.bad-map", {{"text", map}});
    }
    options.columns[map.substr(0, equals)] = map.substr(equals + 1);
  }
  for (const auto& accept : asked.accepts) {
    if (accept == "mis-scaled") {
      options.accept.insert(election::Flag::mis_scaled);
    } else if (accept == "swapped") {
      options.accept.insert(election::Flag::swapped);
    } else {
      throw Error(ErrorKind::misuse, "cli.bad-accept", {{"text", accept}});
    }
  }
  options.table.crs = asked.crs;
  options.table.layer = asked.layer;
  options.scheme = asked.scheme;
  options.election = workspace.settings().election;
  options.max_voters = workspace.rules().max_voters;
  return options;
}

}  // namespace adem::cli
