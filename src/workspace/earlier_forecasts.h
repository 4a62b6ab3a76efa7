// Every forecast that this workspace knows of: its own runs, and what offices published.
#pragma once

#include <vector>

#include "desk/forecast_series.h"
#include "election/forecast.h"
#include "workspace/workspace.h"

namespace adem::workspace {

// Runs in the order of their names, then what was published. A run that was published from here
// stands once, as the run. Error election.bad-outlook (file) for a damaged outlook.json.
std::vector<election::Forecast> earlier_forecasts(Workspace& workspace, const ledger::Reader& book,
                                                  const desk::Actor& who);

}  // namespace adem::workspace
