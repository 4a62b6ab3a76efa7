// The table that a server is set up for: who sits at it, which offices there are, what it has and
// what it lacks, and the outlook computed anew.
#include <functional>

#include "brief/notice.h"
#include "desk/accounts.h"
#include "desk/book.h"
#include "desk/dates.h"
#include "serve/route.h"
#include "serve/service.h"
#include "workspace/holdings.h"

namespace adem::serve {

namespace {

std::string name_in(const Call& call, const std::string& id, const std::string& en) {
  return call.speech.language() == "en" ? en : id;
}

// "PKD Guntung" of "pkd:14.72.05.1003".
std::string office_name(const Call& call, const std::string& office) {
  const auto area_name = [&names = call.lists->names()](const std::string& code) {
    return names.area_name(code);
  };
  const auto called =
      brief::office_called(office, *call.around.rules, call.speech.language(), area_name);
  if (called) return *called;
  const auto [kind, area] = desk::office_parts(office);
  return kind + " " + area_name(area);
}

Json rights_of(const election::OfficeKind& kind) {
  Json rights = Json::array();
  for (const auto right : kind.rights) rights.push_back(name_of(right));
  return rights;
}

// Whether the desk lets it be.
bool is_let(const std::function<void()>& required) {
  try {
    required();
    return true;
  } catch (const Error&) {
    return false;
  }
}

// A drill's clock never goes back, so who sits over all of its stations moves it.
void require_clock(const Call& call) {
  call.seat().require(desk::Right::report, call.lists->whole());
}

http::Response me(Call& call) {
  const auto actor = call.actor();
  const auto& settings = call.house.workspace().settings();
  const auto& rules = *call.around.rules;
  const auto account = call.house.ledger().state(actor.account);
  return json_response(
      200, Json{{"handle", actor.account},
                {"office", actor.office},
                {"office_name", office_name(call, actor.office)},
                {"area", actor.area},
                {"area_name", call.lists->names().area_name(actor.area)},
                {"rights", actor.kind == nullptr ? Json::array() : rights_of(*actor.kind)},
                {"owns", actor.kind == nullptr ? Json::array() : Json(actor.kind->owns)},
                {"first", account && account->value("first", false)},
                {"title", settings.name},
                {"election", settings.election},
                {"election_name", name_in(call, rules.name_id, rules.name_en)},
                {"vote_date", rules.vote_date},
                {"zone", settings.zone},
                {"now", iso_utc(call.around.now)},
                {"today", desk::date_of(call.around.now, call.around.zone)},
                {"language", call.speech.language()},
                {"exercise", call.around.exercise},
                {"moves_clock", call.around.exercise && is_let([&] { require_clock(call); })}});
}

http::Response offices(Call& call) {
  Json all = Json::array();
  for (const auto& kind : call.around.rules->offices) {
    all.push_back({{"code", kind.code},
                   {"chain", kind.chain},
                   {"name", name_in(call, kind.name_id, kind.name_en)},
                   {"name_id", kind.name_id},
                   {"name_en", kind.name_en},
                   {"rights", rights_of(kind)},
                   {"owns", kind.owns}});
  }
  return json_response(200, Json{{"offices", std::move(all)}});
}

// Who has a password is for those to know who can invite who has none.
http::Response accounts(Call& call) {
  const auto seat = call.seat();
  Json list = desk::account_list(call.house.ledger(), call.around, seat.who());
  const auto known = call.house.logins().with_password();
  for (Json& one : list.at("accounts")) {
    const auto office = one.at("office").get<std::string>();
    // Whether who calls appoints accounts of that office.
    const bool may = is_let([&] { desk::require_appoints(seat, office); });
    one["office_name"] = office_name(call, office);
    one["area_name"] = call.lists->names().area_name(one.at("area").get<std::string>());
    one["may_invite"] = may;
    one["has_password"] = may ? Json(known.contains(one.at("handle").get<std::string>())) : Json();
  }
  return json_response(200, list);
}

http::Response invite(Call& call) {
  const std::string& handle = call.words[0];
  must_be_account(call.house.ledger(), handle);
  const auto account = *call.house.ledger().state(handle);
  desk::require_appoints(call.seat(), account.at("office").get<std::string>());
  const auto to = account.value("to", "");
  if (!to.empty() && to < desk::date_of(call.around.now, call.around.zone)) {
    throw Error(ErrorKind::conflict, "desk.not-appointed",
                {{"handle", handle}, {"from", account.value("from", "")}, {"to", to}});
  }
  const auto code = call.house.logins().invite(handle, call.house.clock().now());
  return json_response(200, Json{{"handle", handle},
                                 {"code", code},
                                 {"path", "/#/masuk?akun=" + handle + "&kode=" + code},
                                 {"until", iso_utc(call.house.clock().now() + kInviteLasts)}});
}

Json outlook_state(Call& call, workspace::Workspace& workspace) {
  const auto job = call.house.outlook_job().state();
  Json json{{"made_at", nullptr},
            {"changed", Json::array()},
            {"running", job.running},
            {"since", job.since ? Json(iso_utc(*job.since)) : Json()},
            {"done", job.done},
            {"total", job.total},
            {"failed", job.failed ? error_json(*job.failed, call.speech) : Json()}};
  if (const auto& outlook = call.lists->outlook()) {
    json["made_at"] = outlook->made_at ? Json(iso_utc(*outlook->made_at)) : Json();
    json["changed"] = workspace::changed_since(workspace, *outlook);
  }
  return json;
}

Json register_state(const Call& call, workspace::Workspace& workspace) {
  const auto held = workspace::holdings(workspace);
  const auto& stations = call.lists->names().stations();
  std::int64_t points = 0, told = 0;
  for (std::size_t row = 0; row < stations.size(); ++row) points += stations.has_point(row) ? 1 : 0;
  for (const auto& [key, answers] : call.lists->told()) {
    told += static_cast<std::int64_t>(answers.size());
  }
  return Json{{"areas", {{"count", held.areas}, {"outlines", held.outlines}}},
              {"stations", {{"count", stations.size()}, {"points", points}}},
              {"venues", held.venues},
              {"places", held.places},
              {"crews", held.crews},
              {"homes", held.homes},
              {"answers", told},
              {"indicators", held.ticks},
              {"roads", held.roads},
              {"hazards", held.hazards}};
}

http::Response setup(Call& call) {
  desk::require_view(call.actor());
  // A connection of its own: others read meanwhile.
  auto workspace = call.house.own_connection();
  const auto& settings = workspace.settings();
  const auto known = call.house.logins().with_password();
  std::int64_t accounts = 0, with_password = 0;
  call.house.ledger().states("account", "", [&](const std::string& handle, const Json&) {
    ++accounts;
    with_password += known.contains(handle) ? 1 : 0;
  });
  const desk::Book book(call.house.ledger());
  Json json = register_state(call, workspace);
  json["accounts"] = {{"count", accounts}, {"with_password", with_password}};
  json["meetings"] = book.meetings().size();
  json["outlook"] = outlook_state(call, workspace);
  json["title"] = settings.name;
  json["letterhead"] = !settings.letterhead.empty();
  json["exercise"] = settings.exercise;
  return json_response(200, json);
}

http::Response compute(Call& call) {
  const auto seat = call.seat();
  seat.require(desk::Right::report, "");
  if (call.lists->names().stations().size() == 0) {
    throw Error(ErrorKind::conflict, "workspace.no-stations");
  }
  const bool started = call.house.outlook_job().start(call.around.now);
  return json_response(202, Json{{"started", started}});
}

// A drill goes on: from the meeting to voting day without waiting a week.
http::Response move_clock(Call& call) {
  if (call.around.exercise) require_clock(call);
  const auto to = desk::read_moment(call.text("now"), call.around.zone);
  if (!to) throw Error(ErrorKind::misuse, "desk.bad-moment", {{"text", call.text("now")}});
  call.house.move_on(*to);
  return json_response(200, Json{{"now", iso_utc(call.house.now())}});
}

constexpr Param kClock[] = {{"now", Value::text, true}};

}  // namespace

std::span<const Route> table_routes() {
  static const Route routes[] = {
      {"GET", "/api/v1/me", "me", Need::login, me},
      {"GET", "/api/v1/offices", "offices", Need::login, offices},
      {"GET", "/api/v1/accounts", "accounts", Need::login, accounts},
      {"POST", "/api/v1/accounts/{handle}/invite", "invite-account", Need::login, invite},
      {"GET", "/api/v1/setup", "setup", Need::login, setup},
      {.method = "POST",
       .pattern = "/api/v1/clock",
       .name = "clock",
       .run = move_clock,
       .body = Body::fields,
       .fields = kClock},
      {.method = "POST",
       .pattern = "/api/v1/outlook",
       .name = "compute-outlook",
       .run = compute,
       .good = {202}},
  };
  return routes;
}

}  // namespace adem::serve
