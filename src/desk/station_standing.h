// Where a station stands, judged from what offices said of it: the newest word, whether sources
// disagree, and whether a report is missing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
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

// An office's latest report in short. An empty status: it was taken out.
struct Heard {
  std::string_view status;
  Instant as_of;
};

// How many of the day's duties have been due for so long that their reports are late: between two
// of these moments nothing comes to be missing.
std::size_t late_duties(const election::RuleBook& rules, const Day& day);

// - The status is the newest report's, by when it was so.
// - Sources disagree where of two offices' latest reports the newer does not simply go further
//   along the usual course of the day than the older. Both stay on the wall until one of them says
//   anew. "missing", "unreachable" and "unknown" contradict nobody.
// - A report is missing when a duty of the rule book was due, the rule book's "report-within" has
//   passed since, and no report says that the duty is done or tells of the station after it was
//   due. A station whose vote is put off (`put_off`) owes none.
//
// `reports`: one of each office, oldest first. Whose the newest is they do not say.
Standing standing_of(std::span<const Heard> reports, const election::RuleBook& rules,
                     const Day& day, bool put_off);
// `reports` as in the state of a station (stations.h); null where there is none.
Standing standing_of(const Json& reports, const election::RuleBook& rules, const Day& day,
                     bool put_off);

// Those of the state of a station, oldest first; texts last as long as `reports`.
std::vector<Heard> heard_of(const Json& reports);

}  // namespace adem::desk
