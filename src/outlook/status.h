// From the chances of a day to a status and its reason.
#pragma once

#include <span>
#include <string>

#include "election/clock.h"
#include "election/hazard.h"
#include "outlook/duties.h"

namespace adem::outlook {

// What made the floor fail, for the sentence.
struct Cause {
  std::string hazard;  // layer
  election::HazardKind kind = election::HazardKind::flood;
  float depth_m = -1;  // < 0: not stated
  bool recession_unknown = false;
  int members = 0;  // computed futures behind a chance; 0: one answer
};

struct Verdict {
  election::Status status = election::Status::unknown;
  // "all-voting", "interrupted", "late", "late-until-unknown", "counting", "set-up", "supplies",
  // "hours-missing" (steps.begin: the first unknown), "dry" (steps.end: until when it is known).
  const char* code = "";
  Steps steps;       // the hours it speaks of
  double least = 1;  // the lowest known chance behind it
};

// `chance` per step, negative unknown. A known failure outranks an unknown hour; without one, an
// unknown hour between set-up and the end of voting makes the status unknown.
Verdict judge(std::span<const float> chance, double demanded, const Duties& duties);

// Sentences about the floor: outlook.reason.<code>.
Message floor_reason(const Verdict& verdict, const election::Window& window, const Cause& cause);

// About a link that fails: outlook.reason.<link> {when: the verdict's code with '_', …}. `place` is
// where the box leaves; `members` are the computed futures.
Message link_reason(election::Link link, const Verdict& verdict, const election::Window& window,
                    const std::string& place, std::size_t members);

}  // namespace adem::outlook
