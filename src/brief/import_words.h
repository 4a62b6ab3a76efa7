// What an import says of itself, for programs and pages: its data with the sentences of each
// message beside it.
#pragma once

#include <array>
#include <string>

#include "base/json.h"
#include "election/hazard.h"
#include "election/import_report.h"
#include "roads/network/network.h"
#include "words/speech.h"

namespace adem::brief {

// MODEL's "import"; every "why", "what" and note has its "text".
Json report_json(const election::ImportReport& report, const words::Speech& speech);

// A note that travels in a network's file as its code.
Message note_of(const Json& json);
// MODEL's "roads", with the source and how its lines were joined; notes with their texts.
Json network_json(const roads::Network& network, const words::Speech& speech);

// A layer in two lines: what it is and from where, and its hours.
std::array<std::string, 2> hazard_lines(const election::HazardLayer& layer,
                                        const words::Speech& speech);

}  // namespace adem::brief
