// Each command lives in a file of its own and adds itself to the program here.
#pragma once

#include "cli/context.h"

namespace adem::cli {

// The parent of commands like "adem import areas": found, or made with help.<name>.about.
Command& group(Command& app, const std::string& name, Context& context);

void add_new(Command& app, Context& context);
void add_import_lists(Command& app, Context& context);
void add_import_hazard(Command& app, Context& context);
void add_hazards(Command& app, Context& context);
void add_import_roads(Command& app, Context& context);
void add_roads_check(Command& app, Context& context);
void add_export_register(Command& app, Context& context);
void add_export_questionnaire(Command& app, Context& context);
void add_ask(Command& app, Context& context);
void add_water_still(Command& app, Context& context);
void add_water_pond(Command& app, Context& context);
void add_water_prepare(Command& app, Context& context);
void add_water_run(Command& app, Context& context);
void add_outlook(Command& app, Context& context);
// After add_outlook.
void add_outlook_causes(Command& app, Context& context);
void add_outlook_score(Command& app, Context& context);
void add_outlook_why(Command& app, Context& context);
void add_meeting_form(Command& app, Context& context);
void add_meeting_view(Command& app, Context& context);
void add_meeting_papers(Command& app, Context& context);
void add_register(Command& app, Context& context);
void add_acts(Command& app, Context& context);
void add_issue(Command& app, Context& context);
void add_dossier_view(Command& app, Context& context);
void add_notice_view(Command& app, Context& context);
void add_followup(Command& app, Context& context);
void add_ledger_nodes(Command& app, Context& context);
void add_ledger_bundle(Command& app, Context& context);
void add_ledger_check(Command& app, Context& context);
void add_station_view(Command& app, Context& context);
void add_incident_view(Command& app, Context& context);
void add_stage_view(Command& app, Context& context);
void add_forecast_view(Command& app, Context& context);
void add_brief(Command& app, Context& context);
void add_backup(Command& app, Context& context);
void add_serve(Command& app, Context& context);
void add_cert(Command& app, Context& context);
void add_rules(Command& app, Context& context);
void add_demo(Command& app, Context& context);

}  // namespace adem::cli
