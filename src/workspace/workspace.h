// A workspace is a directory that can be copied, zipped and mailed: adem.toml, adem.db, layers/,
// runs/; a server's also uploads/ and tls/. It reads what the towers take, keeps what they give.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "db/database.h"
#include "election/clock.h"
#include "election/hazard.h"
#include "election/import_report.h"
#include "election/register.h"
#include "election/rules.h"
#include "election/witness.h"

namespace adem::workspace {

struct Settings {
  std::string election;  // "pilkada-2024": names the rule book
  std::string zone;      // "Asia/Jakarta"
  std::string name;      // for headings: "Kecamatan Medang Kampai"; may be empty
  std::string scheme = "kemendagri";
  std::string letterhead;  // file with the kop surat, relative; may be empty
  bool exercise = false;   // everything made here is stamped
  std::string store;       // "postgresql://…": where the ledger is; empty: adem.db
};

// adem.toml with these settings.
std::string settings_text(const Settings& settings);

class Workspace {
 public:
  // Errors: workspace.exists, base.cannot-write, election.no-rule-book, time.unknown-zone.
  static Workspace create(const std::string& directory, const Settings& settings);
  // Errors: workspace.not-one (no adem.toml), workspace.newer (made by a newer adem),
  // base.bad-toml.
  static Workspace open(const std::string& directory);

  const std::string& directory() const { return directory_; }
  std::string path(const std::string& relative) const { return directory_ + "/" + relative; }
  const Settings& settings() const { return settings_; }
  const Zone& zone() const { return zone_; }
  const election::RuleBook& rules() const { return rules_; }
  // The rule book's window for this election's voting day.
  election::Window window() const;
  db::Database& database() { return *database_; }

 private:
  Workspace(std::string directory, Settings settings);
  std::string directory_;
  Settings settings_;
  Zone zone_;
  election::RuleBook rules_;
  std::unique_ptr<db::Database> database_;
};

}  // namespace adem::workspace
