// One list of the register read and kept: what `adem import` and the server both do with a file.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/progress.h"
#include "election/import_report.h"
#include "intake/intake.h"
#include "workspace/workspace.h"

namespace adem::workspace {

inline constexpr std::array<std::string_view, 8> kLists = {
    "areas", "stations", "venues", "places", "crews", "homes", "answers", "indicators"};

struct ListAsked {
  std::string list;  // of kLists
  std::string file;
  // Election, limits and, where `table.scheme` is empty, the scheme used before are the
  // workspace's.
  intake::Options options;
  std::string set,
      source;             // of indicators: which set (empty: the rule book's), where they come from
  bool replace = false;   // homes: forget those known before
  bool dry_run = false;   // count and keep nothing
  std::size_t shown = 0;  // how many records to show as they were understood
};

struct ListImport {
  election::ImportReport report;
  Json records = Json::array();  // the first `shown`, a field of the record a key; null: not known
};

// All or nothing, and the same file again changes nothing. Errors: those of the readers of intake
// and of the stores; workspace.unknown-list {what}; workspace.no-stations (crews).
ListImport import_list(Workspace& workspace, const ListAsked& asked, const Progress& progress = {});

}  // namespace adem::workspace
