// From the floor's chances to a status and its reason.
#pragma once

#include <span>

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
  Message reason;
};

// `chance` per step, negative unknown. A known failure outranks an unknown hour; without one, an
// unknown hour between set-up and the end of voting makes the status unknown.
Verdict judge(std::span<const float> chance, double demanded, const Duties& duties,
              const election::Window& window, const Cause& cause);

}  // namespace adem::outlook
