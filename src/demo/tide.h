// The tide reported for Dumai on 19 October 2024 (0.3 m at 00:00, 3.3 m at 06:58, 0.6 m at midday,
// 3.6 m in the evening; datum not stated), laid over the voting day as an exercise.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"

namespace adem::demo {

struct TideRow {
  Instant at;
  double level_m = 0;
};

// A row every quarter-hour and at each reported extreme, from the midnight before the eve to the
// midnight that ends the day after `vote_midnight`. The reported cycle is repeated at the same
// clock times each day (a real tide comes some 50 minutes later each day). Midday is taken as 12:00
// and the evening as 19:00. Between extremes the level follows half a cosine, as tide tables are
// read.
std::vector<TideRow> exercise_tide(Instant vote_midnight);

// time,level_m with local times of the zone.
std::string tide_csv(const std::vector<TideRow>& rows, const Zone& zone);

}  // namespace adem::demo
