// What the commands that import a list of the register have in common.
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "intake/intake.h"

namespace adem::cli {

struct ImportAsked {
  std::string file, crs, layer, scheme;
  std::vector<std::string> maps, accepts;
  bool dry_run = false;
};

// FILE, --map, --crs, --layer, --dry-run.
void add_import_options(Command& command, Context& context, ImportAsked& asked);
// --scheme, where the rows have a coding scheme.
void add_scheme_option(Command& command, Context& context, ImportAsked& asked);
// Error cli.bad-map where a --map is not field=COLUMN; cli.bad-accept.
intake::Options import_options(const ImportAsked& asked, const workspace::Workspace& workspace);

}  // namespace adem::cli
