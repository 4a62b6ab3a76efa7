// Which claims are one: what people said, and what looks alike (a proposal). And which of them
// grow.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "desk/issue.h"

namespace adem::desk {

// A claim as the views handle it.
struct IssueEntry {
  std::string id;
  Json state;
  IssueStanding standing;
};

struct IssueGroup {
  std::vector<std::size_t> members;  // places in the entries; the first was raised first
  bool confirmed = false;            // people said so of each
  unsigned least = 1000;             // thousandths in common of the first and the least like it
};

// `entries` by id. Open claims with a text that are alike are proposed; what people set apart is
// not proposed again; what they joined stays together, also when it is closed. A member that people
// both joined and set apart stays joined: the rows show both.
std::vector<IssueGroup> issue_groups(const std::vector<IssueEntry>& entries);

struct IssueGrowth {
  std::int64_t count = 0, before = 0;  // heard in the last hours, and in as many hours before
  std::int64_t places = 0, places_before = 0;
  bool alarming = false;
};

// Of claims that are one, in the hours up to `now`, after the rule book's issue-growth lines. No
// growth where the book has none.
IssueGrowth growth_of(const std::vector<const Json*>& states, const election::RuleBook& rules,
                      Instant now);

// A threshold of the rule book in whole numbers; `otherwise` where it has none.
std::int64_t issue_limit(const election::RuleBook& rules, std::string_view code,
                         std::int64_t otherwise);

}  // namespace adem::desk
