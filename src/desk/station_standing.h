// Where a station stands, judged from what offices said of it: the newest word, whether sources
// disagree, and whether a report is missing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "election/rules.h"

namespace adem::desk {

// A duty of the day whose report is late.
struct Missing {
  std::string duty;
  Instant since;  // when the duty was due
};

struct Standing {
  std::string status = "unknown";  // kStatuses
  // The newest report that there is, whether or not it is the status: nothing before the first.
  std::optional<Instant> as_of;
  std::string office, reported;  // by whom, and what; empty where it was taken out
  bool disagree = false;
  std::optional<Missing> missing;
};

// Voting day as the station clock counts it.
struct Day {
  Instant midnight;  // local, of voting day
  Instant now;
};

// `reports` as in the state of a station (stations.h); null where there is none.
//
// - The status is the newest report's, by when it was so.
// - Sources disagree where of two offices' latest reports the newer does not simply go further
// along
//   the usual course of the day than the older. Both stay on the wall until one of them says anew.
//   "missing", "unreachable" and "unknown" contradict nobody.
// - A report is missing when a duty of the rule book was due, the rule book's "report-within" has
//   passed since, and no report says that the duty is done or tells of the station after it was
//   due. A station whose vote is put off (`put_off`) owes none.
Standing standing_of(const Json& reports, const election::RuleBook& rules, const Day& day,
                     bool put_off);

}  // namespace adem::desk
