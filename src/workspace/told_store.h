// Witness answers that lists brought in (all are kept, the newest per office shows), those of the
// ledger beside them, and official indicator ticks.
#pragma once

#include <vector>

#include "election/import_report.h"
#include "election/rules.h"
#include "election/witness.h"
#include "ledger/ledger.h"
#include "workspace/workspace.h"

namespace adem::workspace {

// One transaction. Adds to the report's counts: an answer told before is unchanged; another answer
// of an office that spoke about this station before is changed; the rest are added. Nothing is
// ever overwritten. With dry_run set nothing is written.
void put_answers(Workspace& workspace, const std::vector<election::WitnessAnswer>& answers,
                 election::ImportReport& report);
// What shows of it: the newest answer of each office about each station, newest first (dated before
// undated, then the one recorded last).
std::vector<election::WitnessAnswer> answers(Workspace& workspace);
// Number of the answer that was brought in last: rises with every one that is kept.
std::int64_t newest_answer(Workspace& workspace);
// The same with what the ledger holds (desk/witness.h): one list, each office's newest answer. An
// office that wrote down what it knew itself is called as people call it: "PKD Guntung".
std::vector<election::WitnessAnswer> told(Workspace& workspace, const ledger::Reader& book);
// The same; opens the ledger where this workspace has one.
std::vector<election::WitnessAnswer> told(Workspace& workspace);
// Everything ever brought in by lists, newest first.
std::vector<election::WitnessAnswer> all_answers(Workspace& workspace);

// One transaction; `rows` names the row each tick came from (empty: a row each), so that a row of
// several ticks counts once: added before changed before unchanged.
void put_ticks(Workspace& workspace, const std::vector<election::IndicatorTick>& ticks,
               election::ImportReport& report, const std::vector<std::size_t>& rows = {});
std::vector<election::IndicatorTick> ticks(Workspace& workspace);  // by station and indicator
// Of one station, by indicator.
std::vector<election::IndicatorTick> ticks_of(Workspace& workspace, const std::string& station);

}  // namespace adem::workspace
