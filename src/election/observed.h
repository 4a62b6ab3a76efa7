// What was seen of a station on the day: from when to when it worked, or did not.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "election/clock.h"

namespace adem::election {

struct Observation {
  std::string station;  // key
  Instant from, to;     // to is the first moment that is not meant
  bool worked = false;
  std::optional<Link> reason;  // why it did not, where that was said
};

}  // namespace adem::election
