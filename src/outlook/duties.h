// The duties of the station's day as steps of the window.
#pragma once

#include <cstddef>
#include <optional>

#include "election/clock.h"
#include "election/rules.h"

namespace adem::outlook {

// Half-open ranges of steps, cut to the window.
struct Steps {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
};

struct Duties {
  Steps night;   // supplies wait at the station: until set-up
  Steps set_up;  // set-up to opening
  Steps voting;  // opening to the end of voting
  // The first step at which the supplies must be there: the end of their duty, else set-up.
  std::size_t supplies_due = 0;
  Steps counting;  // queue, count: to the end of the window, or the rule book's end
};

// Error election.no-rule where the book lacks set-up, opening or voting-ends.
Duties duties(const election::RuleBook& rules, const election::Window& window);

}  // namespace adem::outlook
