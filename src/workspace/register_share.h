// The register as content that events name by hash, so that a bundle carries the lists its events
// refer to and another laptop can take them over. Stations are their list file as it is; areas are
// a JSON file of rows with outlines.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "election/import_report.h"
#include "workspace/workspace.h"

namespace adem::workspace {

struct SharedList {
  std::string what;     // "areas", "stations"
  std::string content;  // hash of the bytes
  std::size_t rows = 0;
};

// The lists that this workspace has, each written under layers/ by its hash.
std::vector<SharedList> share_register(Workspace& workspace);

// The bytes of a shared list; nothing where this workspace has none of that hash.
std::optional<std::string> shared_content(const Workspace& workspace, const std::string& hash);

// Takes a list over as an import does: adds and replaces by key, deletes nothing. Errors
// election.bad-station-file, workspace.bad-areas, workspace.unknown-list {what}.
election::ImportReport adopt_list(Workspace& workspace, std::string_view what,
                                  const std::string& bytes);

}  // namespace adem::workspace
