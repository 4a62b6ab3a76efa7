// Sentences of an outlook beside its codes and numbers: the same on the terminal and over the wire.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "election/clock.h"
#include "words/speech.h"

namespace adem::brief {

// "Weakest link: box." and "The box leaves at the latest: …", where there is anything to say.
std::vector<std::string> link_sentences(const election::Outlook& outlook,
                                        const election::StationOutlook& station,
                                        const words::Speech& speech);

// Adds to a station of an outlook's JSON: "text" beside its reason, its notes and its witness
// answers ("by" too), and "said": its link sentences.
void say_station(Json& json, const election::Outlook& outlook,
                 const election::StationOutlook& station, const words::Speech& speech);

// Adds "text" beside what stands for the whole outlook: caveats, and those of its sources.
void say_whole(Json& json, const election::Outlook& outlook, const words::Speech& speech);

}  // namespace adem::brief
