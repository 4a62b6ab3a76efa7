// The parts of the page as data for its template, one function a section.
#pragma once

#include "base/json.h"
#include "brief/brief_view.h"
#include "brief/map_frame.h"

namespace adem::brief {

// How much one page shows before it refers to the CSV.
inline constexpr std::size_t kPromisesShown = 12;
inline constexpr std::size_t kWorryShown = 10;
inline constexpr std::size_t kStripsShown = 24;
inline constexpr std::size_t kVillagesShown = 60;
inline constexpr std::size_t kListedShown = 40;
inline constexpr std::size_t kCausesShown = 8;
// Above this many villages their counts stand beside symbols alone; the words are in the tally.
inline constexpr std::size_t kSpelledOut = 12;

struct PageParts {
  const Input& input;
  const View& view;
  const words::Speech& speech;
};

Json page_head(const PageParts& parts);      // title, day, lead sentences
Json page_promises(const PageParts& parts);  // rows, more
Json page_worry(const PageParts& parts);     // rows: computed and told side by side
Json page_counts(const PageParts& parts);    // by status, by village
// Stations that the map does not show.
Json page_unplaced(const PageParts& parts, const MapFrame& frame);
Json page_hours(const PageParts& parts);      // time strips
Json page_causes(const PageParts& parts);     // roads that cut stations off together
Json page_talk(const PageParts& parts);       // obstacles and open questions
Json page_unknown(const PageParts& parts);    // what is not known and whom to ask
Json page_made_from(const PageParts& parts);  // sources, ages, resolution, spread, caveats

}  // namespace adem::brief
