// No table of a workspace, of the register or of the ledger, has a column about a person, a party,
// a candidate, religion, ethnicity or a vote (DOMAIN, section 7).
#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <unistd.h>

#include "base/format.h"
#include "desk/desk_fold.h"
#include "forbidden_fields.h"
#include "workspace/ledger_store.h"

namespace adem::workspace {
namespace {

// What a stem finds and that is not what it means: "table.column".
const std::set<std::string> kExcused = {
    "area.name",            // of a village
    "current.name",         // of a setting
    "hazard.name",          // of a layer
    "ledger_once.name",     // of a deed done once
    "node.name",            // of a laptop
    "place.name",           // of a building or a village
    "schema_version.name",  // of a list of migrations
    "venue.name",           // of a building
    "venue.address",        // of a building
};

std::map<std::string, std::set<std::string>> columns_of(db::Database& database) {
  std::map<std::string, std::set<std::string>> columns;
  auto found = database.prepare(
      "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
      "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'");
  while (found.step()) columns[found.text(0)].insert(found.text(1));
  return columns;
}

TEST(WorkspaceSchema, NoTableHasAColumnForWhatMustNotBeHeld) {
  const auto directory =
      std::filesystem::temp_directory_path() / fmt::format("adem-schema-{}", ::getpid());
  Settings settings;
  settings.election = "pilkada-2024";
  settings.zone = "Asia/Jakarta";
  {
    auto workspace = Workspace::create(directory.string(), settings);
    const auto ledger = open_ledger(workspace, desk::desk_fold());
    const auto columns = columns_of(workspace.database());
    for (const char* table :
         {"area", "venue", "place", "crew", "home", "answer", "tick", "event", "body", "state"}) {
      EXPECT_TRUE(columns.contains(table)) << table;
    }
    for (const auto& [table, names] : columns) {
      for (const auto& name : names) {
        if (kExcused.contains(table + "." + name)) continue;
        EXPECT_EQ(testing::forbidden_stem(name), "") << table << "." << name;
      }
    }
  }
  std::error_code ignored;
  std::filesystem::remove_all(directory, ignored);
}

}  // namespace
}  // namespace adem::workspace
