// Situations of tests/data/matrix/field.txt. Everything is about TPS 001 Guntung or its village.
#include "desk/field_fixture.h"
#include "desk/matrix.h"

namespace adem::desk::testing {
namespace {

Json water() { return Json{{"kind", "flood"}, {"text", "air di halaman"}, {"station", kGuntung}}; }

// An incident "g1" that `office` reported.
void reported_by(Table& table, const char* office) { table.as(office, "incident.report", water()); }

Prepare incident(const char* office, Json more) {
  return [office, more = std::move(more)](Table& table, const std::string&) {
    reported_by(table, office);
    Json args{{"incident", "g1"}};
    args.update(more);
    return args;
  };
}

// What may stand beside the words of a report.
Json with_evidence(Json args) {
  args["photo"] = Json::array({content_hash("foto")});
  args["position"] = "1.6421,101.4902";
  return args;
}

const Situation kReport{"station.report", just(with_evidence(report("set-up")))};
const Situation kCheck{"station.check",
                       just({{"station", kGuntung}, {"item", "floor-dry"}, {"done", "yes"}})};
const Situation kAnswer{"station.answer", just({{"station", kGuntung}, {"flooded", "yes"}})};
const Situation kFact{"station.fact",
                      just({{"station", kGuntung}, {"what", "moved"}, {"to", "balai"}})};
const Situation kFactWithdraw{"station.fact-withdraw", [](Table& table, const std::string&) {
                                table.as("kpps", "station.fact",
                                         Json{{"station", kGuntung}, {"what", "interrupted"}});
                                return Json{{"fact", "f1"}, {"why", "keliru"}};
                              }};

const Situation kIncident{"incident.report", just(with_evidence(water()))};
const Situation kVerify{"incident.verify/lurah", incident("lurah", {{"result", "confirmed"}})};
const Situation kAssignOwn{"incident.assign/own", [](Table& table, const std::string& kind) {
                             reported_by(table, "lurah");
                             return Json{{"incident", "g1"}, {"to", office_id(kind)}};
                           }};
const Situation kAssignPtps{"incident.assign/ptps",
                            incident("lurah", {{"to", "ptps:14.72.05.1003"}})};
const Situation kAssignLinmas{"incident.assign/linmas",
                              incident("lurah", {{"to", "linmas:14.72.05.1003"}})};
const Situation kEscalate{"incident.escalate",
                          incident("lurah", {{"to", "bpbd:14.72"}, {"why", "perahu"}})};
const Situation kAdvise{"incident.advise", incident("lurah", {{"text", "siapkan pengganti"}})};
const Situation kCloseCalled{
    "incident.close/called", [](Table& table, const std::string& kind) {
      reported_by(table, "lurah");
      table.as("lurah", "incident.escalate",
               Json{{"incident", "g1"}, {"to", office_id(kind)}, {"why", "tolong dilihat"}});
      return Json{{"incident", "g1"}, {"result", "surut"}};
    }};
const Situation kClosePolsek{"incident.close/polsek", incident("polsek", {{"result", "surut"}})};
const Situation kReopen{"incident.reopen", [](Table& table, const std::string&) {
                          reported_by(table, "lurah");
                          table.as("lurah", "incident.close",
                                   Json{{"incident", "g1"}, {"result", "surut"}});
                          return Json{{"incident", "g1"}, {"why", "naik lagi"}};
                        }};

const Situation kSchedule{"stage.schedule",
                          just({{"stage", "vote"}, {"from", "2024-12-01"}, {"legal", "SK 1"}})};
Json lamps() {
  return Json{{"stage", "vote"}, {"item", "lampu"}, {"ready", "no"}, {"station", kGuntung}};
}
const Situation kReadiness{"stage.readiness", just(lamps())};
const Situation kReady{"stage.ready", [](Table& table, const std::string&) {
                         table.as("lurah", "stage.readiness", lamps());
                         return Json{{"id", "r1"}, {"ready", "yes"}};
                       }};

Json road(const std::string& owner) {
  return Json{{"stage", "vote"},
              {"place", "Jalan Parit"},
              {"effect", "terlambat"},
              {"owner", owner},
              {"station", kGuntung}};
}
const Situation kObstacle{"obstacle.record", just(road("bpbd:14.72"))};
Prepare clears(const char* owner) {
  return [owner](Table& table, const std::string& kind) {
    table.as("ppk", "obstacle.record", road(*owner == '\0' ? office_id(kind) : owner));
    return Json{{"obstacle", "d1"}, {"result", "kering"}};
  };
}
const Situation kClearOwner{"obstacle.clear/owner", clears("")};
const Situation kClearPpk{"obstacle.clear/ppk", clears("pps:14.72.05.1003")};

const Situation kForecast{"forecast.publish", [](Table&, const std::string&) { return publish(); }};

}  // namespace
}  // namespace adem::desk::testing
