// Witness answers (all are kept, the newest per office shows) and official indicator ticks.
#pragma once

#include <vector>

#include "election/import_report.h"
#include "election/rules.h"
#include "election/witness.h"
#include "workspace/workspace.h"

namespace adem::workspace {

// One transaction. Adds to the report's counts: an answer told before is unchanged; another answer
// of an office that spoke about this station before is changed; the rest are added. Nothing is
// ever overwritten. With dry_run set nothing is written.
void put_answers(Workspace& workspace, const std::vector<election::WitnessAnswer>& answers,
                 election::ImportReport& report);
// What shows: the newest answer of each office about each station, newest first (dated before
// undated, then the one recorded last).
std::vector<election::WitnessAnswer> answers(Workspace& workspace);
// Everything ever told, newest first.
std::vector<election::WitnessAnswer> all_answers(Workspace& workspace);

// One transaction; `rows` names the row each tick came from (empty: a row each), so that a row of
// several ticks counts once: added before changed before unchanged.
void put_ticks(Workspace& workspace, const std::vector<election::IndicatorTick>& ticks,
               election::ImportReport& report, const std::vector<std::size_t>& rows = {});
std::vector<election::IndicatorTick> ticks(Workspace& workspace);  // by station and indicator

}  // namespace adem::workspace
