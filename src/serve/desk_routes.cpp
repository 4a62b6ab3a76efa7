// What the desk shows: meetings, issues, incidents, stages, what is to be done, proposals, notices,
// forecasts. Each view judges itself who may see it.
#include "brief/agenda.h"
#include "desk/book.h"
#include "desk/dates.h"
#include "desk/dossier_view.h"
#include "desk/forecast_view.h"
#include "desk/incident_view.h"
#include "desk/issue_view.h"
#include "desk/meeting_json.h"
#include "desk/stage_view.h"
#include "serve/route.h"

namespace adem::serve {

namespace {

http::Response good(const Json& body) { return json_response(200, body); }

http::Response meetings(Call& call) {
  desk::require_view(call.actor());
  Json lines = Json::array();
  const desk::Book book(call.house.ledger());
  for (const auto& meeting : book.meetings()) lines.push_back(desk::summary_json(meeting));
  return good(Json{{"meetings", std::move(lines)}});
}

http::Response meeting(Call& call) {
  desk::require_view(call.actor());
  const desk::Book book(call.house.ledger());
  Json shown = desk::to_json(book.must_find(call.words[0]));
  brief::say_agenda(shown, call.speech);
  return good(shown);
}

http::Response issues(Call& call) {
  return good(desk::issue_list(call.house.ledger(), call.around, call.actor(),
                               {.area = call.text("area"),
                                .topic = call.text("topic"),
                                .mine = call.flag("mine"),
                                .closed = call.flag("closed")}));
}

http::Response issue(Call& call) {
  return good(desk::issue_show(call.house.ledger(), call.around, call.actor(), call.words[0]));
}

http::Response similar(Call& call) {
  return good(
      desk::issue_similar(call.house.ledger(), call.around, call.actor(), call.text("text")));
}

// Answers that are out, for every office: what may be read aloud and sent on.
http::Response answers(Call& call) {
  desk::require_view(call.actor());
  return good(desk::issue_answers(call.house.ledger(), call.around, call.text("area")));
}

http::Response incidents(Call& call) {
  std::string station = call.text("station");
  if (!station.empty()) station = call.around.station(station);
  return good(desk::incident_list(
      call.house.ledger(), call.around, call.actor(),
      {.area = call.text("area"), .station = station, .closed = call.flag("closed")}));
}

http::Response incident(Call& call) {
  return good(desk::incident_show(call.house.ledger(), call.around, call.actor(), call.words[0]));
}

// Whose calendar: the area asked for, else that of the office that looks.
std::string area_of(const Call& call, const desk::Actor& who) {
  const auto asked = call.text("area");
  return asked.empty() ? who.area : asked;
}

http::Response stages(Call& call) {
  const auto who = call.actor();
  return good(desk::stage_list(call.house.ledger(), call.around, who, area_of(call, who)));
}

http::Response stage(Call& call) {
  const auto who = call.actor();
  return good(
      desk::stage_show(call.house.ledger(), call.around, who, call.words[0], area_of(call, who)));
}

http::Response followup(Call& call) {
  const desk::Book book(call.house.ledger());
  return good(desk::followup_list(call.house.ledger(), book.meetings(), call.actor(),
                                  desk::date_of(call.around.now, call.around.zone),
                                  {.owner = call.text("owner"), .closed = call.flag("closed")}));
}

http::Response proposals(Call& call) {
  std::string station = call.text("station");
  if (!station.empty()) station = call.around.station(station);
  return good(desk::dossier_list(
      call.house.ledger(), call.actor(),
      {.station = station, .status = call.text("status"), .about = call.text("about")}));
}

http::Response proposal(Call& call) {
  return good(
      desk::dossier_show(call.house.ledger(), call.actor(), *call.around.rules, call.words[0]));
}

http::Response notices(Call& call) {
  return good(
      desk::notice_list(call.house.ledger(), call.actor(), *call.around.rules, call.flag("all")));
}

http::Response forecasts(Call& call) {
  return good(desk::forecast_list(call.house.ledger(), call.around, call.actor()));
}

http::Response forecast(Call& call) {
  return good(desk::forecast_show(call.house.ledger(), call.around, call.actor(), call.words[0]));
}

// What the law and adem's own defaults say, each line with its source and mark.
http::Response rules(Call& call) {
  desk::require_view(call.actor());
  return good(election::to_json(*call.around.rules));
}

constexpr Param kArea{"area"}, kStation{"station"}, kClosed{"closed", Value::flag};
constexpr Param kIssues[] = {kArea, {"topic"}, {"mine", Value::flag}, kClosed};
constexpr Param kSimilar[] = {{"text", Value::text, true}};
constexpr Param kIncidents[] = {kArea, kStation, kClosed};
constexpr Param kOfArea[] = {kArea};
constexpr Param kFollowup[] = {{"owner"}, kClosed};
constexpr Param kProposals[] = {kStation, {"status"}, {"about"}};
constexpr Param kNotices[] = {{"all", Value::flag}};

}  // namespace

std::span<const Route> desk_routes() {
  static const Route routes[] = {
      {"GET", "/api/v1/meetings", "meetings", Need::login, meetings},
      {"GET", "/api/v1/meetings/{meeting}", "meeting", Need::login, meeting},
      {"GET", "/api/v1/issues", "issues", Need::login, issues, kIssues},
      {"GET", "/api/v1/issues/{issue}", "issue", Need::login, issue},
      {"GET", "/api/v1/similar", "similar", Need::login, similar, kSimilar},
      {"GET", "/api/v1/answers", "answers", Need::login, answers, kOfArea},
      {"GET", "/api/v1/incidents", "incidents", Need::login, incidents, kIncidents},
      {"GET", "/api/v1/incidents/{incident}", "incident", Need::login, incident},
      {"GET", "/api/v1/stages", "stages", Need::login, stages, kOfArea},
      {"GET", "/api/v1/stages/{stage}", "stage", Need::login, stage, kOfArea},
      {"GET", "/api/v1/followup", "followup", Need::login, followup, kFollowup},
      {"GET", "/api/v1/proposals", "proposals", Need::login, proposals, kProposals},
      {"GET", "/api/v1/proposals/{proposal}", "proposal", Need::login, proposal},
      {"GET", "/api/v1/notices", "notices", Need::login, notices, kNotices},
      {"GET", "/api/v1/forecasts", "forecasts", Need::login, forecasts},
      {"GET", "/api/v1/forecasts/{forecast}", "forecast", Need::login, forecast},
      {"GET", "/api/v1/rules", "rules", Need::login, rules},
  };
  return routes;
}

}  // namespace adem::serve
