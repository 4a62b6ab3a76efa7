// Common causes as JSON with their sentences: what `adem outlook common-causes --json` prints.
#pragma once

#include "base/json.h"
#include "words/speech.h"
#include "workspace/causes_run.h"

namespace adem::brief {

// outlook::to_json with "text" beside each warehouse, worth, pair and best set, "said" beside each
// group {"cause","who","when","instead","services"}, and "said" for the whole: what was looked at,
// what could not be, and what the figures do not say.
Json causes_json(const workspace::CausesRun& run, const election::Window& window,
                 const words::Speech& speech);

}  // namespace adem::brief
