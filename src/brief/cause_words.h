// Sentences about common causes, the same on the terminal and on the page.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "election/clock.h"
#include "outlook/causes.h"
#include "words/speech.h"

namespace adem::brief {

// How a station is called, by its row: "TPS 001 Guntung".
using StationLabels = std::function<std::string(std::size_t row)>;
// The table must outlive it.
StationLabels station_labels(const election::StationTable& stations,
                             const std::vector<election::Area>& areas);

// "Jalan Pantai between Jalan Hulu and Jalan Melati (0.6 km)"
std::string road_words(const outlook::CauseRoad& road, const StationLabels& labels,
                       const words::Speech& speech);
// Several of them in one sentence: "A, B and C".
std::string road_list(const std::vector<outlook::CauseRoad>& roads, const StationLabels& labels,
                      const words::Speech& speech);

// "Between 05:15 and 09:30, in 14 of 20 computed floods"
std::string when_words(const outlook::CauseWhen& when, std::int64_t members,
                       const election::Window& window, const words::Speech& speech);

// A group as sentences: what cuts it off; which stations, how many voters, when; what else would
// do; from whom it is cut off besides.
struct GroupWords {
  std::string cause, who, when, instead;
  std::vector<std::string> services;
};
GroupWords group_words(const outlook::CauseGroup& group, const outlook::CommonCauses& causes,
                       const StationLabels& labels, const election::Window& window,
                       const words::Speech& speech);

// What was looked at: by what, between which hours, in how many futures.
std::string looked_at_words(const outlook::CommonCauses& causes, const election::Window& window,
                            const words::Speech& speech);
// Stations that nothing can be said of: those near no road, those without a warehouse.
std::string untied_words(const outlook::CommonCauses& causes, const StationLabels& labels,
                         const words::Speech& speech);
std::string without_warehouse_words(const outlook::CommonCauses& causes,
                                    const StationLabels& labels, const words::Speech& speech);

std::string warehouse_words(const outlook::Causes& causes, const words::Speech& speech);
// What keeping one road open would give; and several together.
std::string worth_words(const outlook::CauseWorth& worth, const StationLabels& labels,
                        const words::Speech& speech);
std::string set_words(const outlook::CauseSet& set, const StationLabels& labels,
                      const words::Speech& speech);

// "TPS 001 Guntung, TPS 002 Guntung and 3 more"
std::string station_list(const std::vector<std::size_t>& rows, const StationLabels& labels,
                         const words::Speech& speech);

}  // namespace adem::brief
