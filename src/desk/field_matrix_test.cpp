// Situations of tests/data/matrix/field.txt.
#include "desk/matrix.h"
#include "election/clock.h"

namespace adem::desk::testing {
namespace {

const char* const kStation = "TPS 001 Guntung";

Prepare just(Json args) {
  return [args](Table&, const std::string&) { return args; };
}

// What PTPS recorded first, and then what is done about it.
Prepare about(const char* act, const Json& first, const char* name, const Json& then) {
  return [=](Table& table, const std::string&) {
    Json args = then;
    args[name] = table.as("ptps", act, first).at("id");
    return args;
  };
}

Json moved() {
  return Json{
      {"station", kStation}, {"what", "moved"}, {"to", "SDN 01 Guntung"}, {"note", "Air naik"}};
}

Json incident() {
  return Json{{"kind", "road"}, {"text", "Jalan tergenang"}, {"station", kStation}};
}
Prepare about_incident(const Json& then) {
  return about("incident.report", incident(), "incident", then);
}

Json assigned_to_itself(Table& table, const std::string& kind) {
  return about_incident(Json{{"to", office_id(kind)}})(table, kind);
}

Json reopened(Table& table, const std::string&) {
  const Json id = table.as("ptps", "incident.report", incident()).at("id");
  table.as("ptps", "incident.close", Json{{"incident", id}, {"result", "Surut"}});
  return Json{{"incident", id}, {"why", "Air naik lagi"}};
}

Json readiness() {
  return Json{{"stage", "vote"}, {"item", "Tenda"}, {"ready", "no"}, {"station", kStation}};
}

Json obstacle() {
  return Json{{"stage", "vote"},
              {"place", "Jalan Guntung"},
              {"effect", "Logistik terlambat"},
              {"owner", "ppk:14.72.05"},
              {"station", kStation}};
}

Json published(Table& table, const std::string&) {
  election::Outlook outlook;
  outlook.window.from = table.around.now;
  outlook.window.step_s = 900;
  outlook.window.steps = 4;
  outlook.made_at = table.around.now;
  election::StationOutlook station;
  station.key = "1472051003001";
  station.area = "14.72.05.1003";
  station.floor.chance = {0.5F};
  outlook.stations.push_back(std::move(station));
  return Json{{"outlook", to_json(outlook).dump()}};
}

const Situation kSituations[] = {
    {"station.report", just(Json{{"station", kStation}, {"status", "set-up"}})},
    {"station.check", just(Json{{"station", kStation}, {"item", "floor-dry"}, {"done", "yes"}})},
    {"station.fact", just(moved())},
    {"station.fact-withdraw", about("station.fact", moved(), "fact", Json{{"why", "Keliru"}})},
    {"incident.report", just(incident())},
    {"incident.verify", about_incident(Json{{"result", "confirmed"}})},
    {"incident.assign/own", assigned_to_itself},
    {"incident.assign/ppk", about_incident(Json{{"to", "ppk:14.72.05"}})},
    {"incident.escalate", about_incident(Json{{"to", "kpu:14.72"}, {"why", "Perlu keputusan"}})},
    {"incident.advise", about_incident(Json{{"text", "Siapkan jalur lain"}})},
    {"incident.close", about_incident(Json{{"result", "Surut"}})},
    {"incident.reopen", reopened},
    {"stage.schedule", just(Json{{"stage", "vote"},
                                 {"from", "2024-12-01"},
                                 {"legal", "susulan"},
                                 {"note", "Sesuai keputusan"}})},
    {"stage.readiness", just(readiness())},
    {"stage.ready", about("stage.readiness", readiness(), "id", Json{{"ready", "yes"}})},
    {"obstacle.record", just(obstacle())},
    {"obstacle.clear",
     about("obstacle.record", obstacle(), "obstacle", Json{{"result", "Jalan lain dipakai"}})},
    {"forecast.publish", published},
    {"register.bring",
     just(Json{{"what", "stations"}, {"content", std::string(64, 'a')}, {"rows", 525}})},
};

}  // namespace
}  // namespace adem::desk::testing
