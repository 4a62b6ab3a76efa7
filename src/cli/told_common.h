// What the commands about told things share.
#pragma once

#include <string>

#include "cli/context.h"
#include "election/witness.h"

namespace adem::cli {

// "Menurut PKD, 18 Nov 2024: pernah tergenang (pasang Oktober 2024), setinggi lutut. …"
std::string told_sentence(const words::Speech& speech, const election::WitnessAnswer& answer);
Json told_json(const election::WitnessAnswer& answer);

}  // namespace adem::cli
