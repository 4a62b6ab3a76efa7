// Witness answers (all are kept, the newest per office shows) and official indicator ticks.
#pragma once

#include <vector>

#include "election/import_report.h"
#include "election/rules.h"
#include "election/witness.h"
#include "workspace/workspace.h"

namespace adem::workspace {

void put_answers(Workspace& workspace, const std::vector<election::WitnessAnswer>& answers,
                 election::ImportReport& report);
std::vector<election::WitnessAnswer> answers(Workspace& workspace);  // newest first

void put_ticks(Workspace& workspace, const std::vector<election::IndicatorTick>& ticks,
               election::ImportReport& report);
std::vector<election::IndicatorTick> ticks(Workspace& workspace);

}  // namespace adem::workspace
