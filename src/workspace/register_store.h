// Where the register is kept. Areas, venues and small lists are rows of adem.db; a station list is
// content: one immutable file layers/stations-<hash>.adem, named by its hash, with the current hash
// in adem.db (docs/decisions/0002). Each put is one transaction: all of it or none.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "election/import_report.h"
#include "election/register.h"
#include "workspace/workspace.h"

namespace adem::workspace {

// Adds what is new, replaces what changed, leaves the rest; fills added/changed/unchanged of the
// report. With dry_run set in the report nothing is written. Nothing is ever deleted by an import.
void put_areas(Workspace& workspace, const std::vector<election::Area>& areas,
               election::ImportReport& report);
void put_stations(Workspace& workspace, election::StationTable stations,
                  election::ImportReport& report);
void put_venues(Workspace& workspace, const std::vector<election::Venue>& venues,
                election::ImportReport& report);

std::vector<election::Area> areas(Workspace& workspace);  // by code
// Changes with every import that changed an area; empty where none was imported.
std::string areas_stamp(Workspace& workspace);
// Order of first import. An empty table where none was imported.
election::StationTable stations(Workspace& workspace);
std::vector<election::Venue> venues(Workspace& workspace);  // by key
// Content hash of the current station list; empty where none was imported.
std::string stations_hash(Workspace& workspace);

// The coding scheme that --scheme gave the station list, so that the next import of it makes the
// same ids; empty where none was given.
std::string stations_scheme(Workspace& workspace);
void set_stations_scheme(Workspace& workspace, const std::string& scheme);

}  // namespace adem::workspace
