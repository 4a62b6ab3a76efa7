// The station's day as a strip: 12:00 the day before to 06:00 after, with the duties that the rule
// book sets, flooded hours filled and unknown hours hatched.
#pragma once

#include <string>
#include <vector>

#include "brief/brief.h"

namespace adem::brief {

// A stretch of steps that look the same.
struct StripRun {
  std::size_t from = 0, to = 0;  // steps, one past the last
  float chance = -1;             // that the floor works; < 0 unknown
};

std::vector<StripRun> strip_runs(const election::LinkSeries& series, std::size_t steps);

bool floor_alone(const election::Outlook& outlook);

// Where the floor alone was computed, one strip; else what the links give together as a strip, and
// under it each link as a bar beside its name. A link that was not computed is hatched like
// everything unknown; hours in which it is not asked for are blank.
std::string clock_strips(const election::StationOutlook& station, const Input& input,
                         const words::Speech& speech);

// As wide as it is given; its words keep their size (positions are in per cent).
std::string time_strip(const election::StationOutlook& station, const Input& input,
                       const words::Speech& speech);

// The same in words: which hours are below the demanded chance and which are unknown.
std::string strip_words(const election::StationOutlook& station, const Input& input,
                        const words::Speech& speech);

}  // namespace adem::brief
