// The links of one station over the day, as a table that fits 80 columns.
#pragma once

#include <string>
#include <vector>

#include "election/clock.h"
#include "words/speech.h"

namespace adem::cli {

// One line for each span of hours in which all chances stay the same, in per cent: a column a link
// that was computed, and one for all together. "-" where it is unknown or not asked for.
std::vector<std::string> link_table(const election::Outlook& outlook,
                                    const election::StationOutlook& station,
                                    const words::Speech& speech);

}  // namespace adem::cli
