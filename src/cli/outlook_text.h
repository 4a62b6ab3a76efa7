// The outlook as lines that fit 80 columns.
#pragma once

#include <string>
#include <vector>

#include "election/clock.h"
#include "words/speech.h"
#include "workspace/workspace.h"

namespace adem::cli {

// Worst first: one line and its reasons a station; then how many of each, thresholds, caveats.
// Without `all`, the stations that worry, at most 20; the others are counted by reason.
std::vector<std::string> outlook_lines(const election::Outlook& outlook,
                                       workspace::Workspace& workspace, const words::Speech& speech,
                                       bool all, bool colour);

// One station with its links hour by hour.
std::vector<std::string> station_lines(const election::Outlook& outlook,
                                       const election::StationOutlook& station,
                                       workspace::Workspace& workspace, const words::Speech& speech,
                                       bool colour);

}  // namespace adem::cli
