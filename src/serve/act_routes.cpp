// Acts: one, or a batch of a device that was offline. Each has an id of its own (UUIDv7), and is
// recorded once whatever how often it comes; each is judged and answered for itself.
#include "base/error.h"
#include "desk/record.h"
#include "serve/route.h"

namespace adem::serve {

namespace {

constexpr std::size_t kMostActs = 1000;

[[noreturn]] void bad_act() { throw Problem{400, "serve.bad-act"}; }

// {"id": UUIDv7, "act": name, "args": {…}}
void check(const Json& act) {
  if (!act.is_object() || act.size() != 3) bad_act();
  for (const char* key : {"id", "act"}) {
    if (!act.contains(key) || !act.at(key).is_string()) bad_act();
  }
  if (!is_act_id(act.at("id").get<std::string>())) bad_act();
  if (!act.contains("args") || !act.at("args").is_object()) bad_act();
}

Json perform(Call& call, const Json& act) {
  check(act);
  const auto id = ledger::uuid_from_text(act.at("id").get<std::string>());
  const auto recorded = desk::record(
      call.house.ledger(), call.around,
      [&](const ledger::Reader& book) {
        return desk::actor_of(book, call.around, call.login.handle);
      },
      act.at("act").get<std::string>(), act.at("args"), desk::once_of(call.login.handle, *id));
  if (act.at("args").contains("photo")) call.house.photos().settle(act.at("args").at("photo"));
  Json answer{{"id", act.at("id")}, {"status", 200}, {"repeated", recorded.repeated}};
  if (recorded.repeated) return answer;
  answer["result"] = recorded.result;
  ++call.house.meter().commits;
  // A meeting that is over has no room.
  const auto& name = act.at("act");
  if (name == "meeting.close" || name == "meeting.withdraw") call.house.close_rooms();
  if (act.at("act") == "station.answer") call.house.hear_witness();
  return answer;
}

Json said_id(const Json& act) {
  return act.is_object() && act.contains("id") && act.at("id").is_string() ? act.at("id") : Json();
}

// What is refused is answered in its place; the others stand.
Json perform_or_refuse(Call& call, const Json& act) {
  try {
    return perform(call, act);
  } catch (const Error& error) {
    return Json{{"id", said_id(act)},
                {"status", error.http_status()},
                {"error", error_json(error.message(), call.speech)}};
  } catch (const Problem& problem) {
    return Json{{"id", said_id(act)},
                {"status", problem.status},
                {"error", error_json({problem.code, problem.args}, call.speech)}};
  }
}

http::Response acts(Call& call) {
  if (!call.body.contains("acts")) {
    const Json answer = perform(call, call.body);
    call.house.news().poke();
    return json_response(200, answer);
  }
  const Json& list = call.body.at("acts");
  if (call.body.size() != 1 || !list.is_array()) bad_act();
  if (list.size() > kMostActs) {
    throw Problem{413, "serve.too-many-acts", {{"most", static_cast<std::int64_t>(kMostActs)}}};
  }
  Json answers = Json::array();
  for (const Json& act : list) answers.push_back(perform_or_refuse(call, act));
  call.house.news().poke();
  return json_response(207, Json{{"answers", std::move(answers)}});
}

}  // namespace

std::span<const Route> act_routes() {
  static const Route routes[] = {
      {.method = "POST",
       .pattern = "/api/v1/acts",
       .name = "acts",
       .run = acts,
       .body = Body::acts,
       .good = {200, 207}},
  };
  return routes;
}

}  // namespace adem::serve
