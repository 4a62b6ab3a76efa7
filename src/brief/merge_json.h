// A merge as JSON, what was refused also in words.
#pragma once

#include "base/json.h"
#include "ledger/ledger.h"
#include "words/speech.h"

namespace adem::brief {

// {"read","added","known","quarantined","future","refused","truncated",
//  "refusals":[{"what","text"}]}
Json merge_json(const ledger::MergeReport& report, const words::Speech& speech);

}  // namespace adem::brief
