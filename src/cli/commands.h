// Each command lives in a file of its own and adds itself to the program here.
#pragma once

#include "cli/context.h"

namespace adem::cli {

// The parent of commands like "adem import areas": found, or made with help.<name>.about.
CLI::App& group(CLI::App& app, const std::string& name, Context& context);

void add_new(CLI::App& app, Context& context);
void add_import_areas(CLI::App& app, Context& context);
void add_import_stations(CLI::App& app, Context& context);
void add_import_venues(CLI::App& app, Context& context);
void add_import_places(CLI::App& app, Context& context);
void add_import_crews(CLI::App& app, Context& context);
void add_import_homes(CLI::App& app, Context& context);
void add_import_answers(CLI::App& app, Context& context);
void add_import_indicators(CLI::App& app, Context& context);
void add_import_hazard(CLI::App& app, Context& context);
void add_import_roads(CLI::App& app, Context& context);
void add_roads_check(CLI::App& app, Context& context);
void add_export_register(CLI::App& app, Context& context);
void add_export_questionnaire(CLI::App& app, Context& context);
void add_ask(CLI::App& app, Context& context);
void add_water_still(CLI::App& app, Context& context);
void add_water_pond(CLI::App& app, Context& context);
void add_water_prepare(CLI::App& app, Context& context);
void add_water_run(CLI::App& app, Context& context);
void add_outlook(CLI::App& app, Context& context);
// After add_outlook.
void add_outlook_causes(CLI::App& app, Context& context);
void add_outlook_score(CLI::App& app, Context& context);
void add_outlook_why(CLI::App& app, Context& context);
void add_meeting_call(CLI::App& app, Context& context);
void add_meeting_form(CLI::App& app, Context& context);
void add_meeting_record(CLI::App& app, Context& context);
void add_meeting_promise(CLI::App& app, Context& context);
void add_meeting_view(CLI::App& app, Context& context);
void add_meeting_papers(CLI::App& app, Context& context);
void add_register(CLI::App& app, Context& context);
void add_acts(CLI::App& app, Context& context);
void add_issue(CLI::App& app, Context& context);
void add_dossier_view(CLI::App& app, Context& context);
void add_notice_view(CLI::App& app, Context& context);
void add_followup(CLI::App& app, Context& context);
void add_ledger_nodes(CLI::App& app, Context& context);
void add_ledger_bundle(CLI::App& app, Context& context);
void add_ledger_check(CLI::App& app, Context& context);
void add_station_view(CLI::App& app, Context& context);
void add_incident_view(CLI::App& app, Context& context);
void add_stage_view(CLI::App& app, Context& context);
void add_forecast_view(CLI::App& app, Context& context);
void add_brief(CLI::App& app, Context& context);
void add_rules(CLI::App& app, Context& context);
void add_demo(CLI::App& app, Context& context);

}  // namespace adem::cli
