// Places, crews and homes as rows of adem.db. Each put is one transaction; what is new is added,
// what changed replaced, the rest left, and nothing is deleted unless it is asked for.
#pragma once

#include <string>
#include <vector>

#include "election/import_report.h"
#include "election/places.h"
#include "workspace/workspace.h"

namespace adem::workspace {

// Fill added/changed/unchanged of the report; with dry_run set in it nothing is written.
void put_places(Workspace& workspace, const std::vector<election::Place>& places,
                election::ImportReport& report);
void put_crews(Workspace& workspace, const std::vector<election::Crew>& crews,
               election::ImportReport& report);
// Homes at one place (to 11 mm) are one home with their residents together. `replace` forgets the
// homes known before: those of another source would count the same people again.
void put_homes(Workspace& workspace, const std::vector<election::Home>& homes, bool replace,
               election::ImportReport& report);

std::vector<election::Place> places(Workspace& workspace);  // by key
std::vector<election::Crew> crews(Workspace& workspace);    // by station, then village
std::vector<election::Home> homes(Workspace& workspace);    // from south to north

// Hashes of what the three hold, for the manifest of a run; empty where they hold nothing.
std::string places_hash(const std::vector<election::Place>& places);
std::string crews_hash(const std::vector<election::Crew>& crews);
std::string homes_hash(const std::vector<election::Home>& homes);

}  // namespace adem::workspace
