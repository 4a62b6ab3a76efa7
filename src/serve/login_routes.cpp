// Logging in and out. Who fails too often waits: counted by account and by address.
#include <algorithm>

#include "serve/route.h"

namespace adem::serve {

namespace {

// The time that an account or an address must wait, as a refusal.
void must_not_wait(Call& call, const std::string& handle) {
  const auto now = call.house.clock().ticks();
  const auto wait = std::max(call.house.by_account.wait(handle, now),
                             call.house.by_address.wait(call.request.address, now));
  if (wait == 0) return;
  throw Problem{429,
                "serve.too-many-failures",
                {{"minutes", (wait + 59) / 60}},
                {{"Retry-After", std::to_string(wait)}}};
}

void has_failed(Call& call, const std::string& handle) {
  const auto now = call.house.clock().ticks();
  call.house.by_account.failed(handle, now);
  call.house.by_address.failed(call.request.address, now);
}

Json who_json(const Call& call, const Login& login) {
  const auto actor = desk::actor_of(call.house.ledger(), call.around, login.handle);
  return Json{{"handle", login.handle},
              {"office", actor.office},
              {"area", actor.area},
              {"device", login.device},
              {"until", iso_utc(login.until)}};
}

std::string cookie_of(const Call& call, const std::string& token, std::int64_t seconds) {
  return "adem_login=" + token + "; Path=/; HttpOnly; SameSite=Strict" +
         (call.request.secure ? "; Secure" : "") + "; Max-Age=" + std::to_string(seconds);
}

http::Response log_in(Call& call) {
  const std::string handle = call.text("handle");
  const bool device = call.flag("device");
  must_not_wait(call, handle);
  const auto token =
      call.house.logins().open(handle, call.text("password"), device, call.house.clock().now());
  if (!token) {
    has_failed(call, handle);
    throw Problem{401, "serve.wrong-password"};
  }
  call.house.by_account.forget(handle);
  const auto login = call.house.logins().find(*token, call.house.clock().now());
  if (!login) throw Problem{503, "serve.busy"};
  Json answer = who_json(call, *login);
  if (device) {
    answer["token"] = *token;
    return json_response(200, answer);
  }
  answer["csrf"] = csrf_of(*token);
  auto response = json_response(200, answer);
  const auto seconds = std::chrono::duration_cast<Seconds>(kLoginLasts).count();
  response.headers.emplace_back("Set-Cookie", cookie_of(call, *token, seconds));
  return response;
}

http::Response who(Call& call) {
  Json answer = who_json(call, call.login);
  answer["csrf"] = csrf_of(call.token);
  return json_response(200, answer);
}

http::Response gone() {
  http::Response response;
  response.status = 204;
  response.headers = {{"Cache-Control", "no-store"}};
  return response;
}

http::Response log_out(Call& call) {
  call.house.logins().end(call.login.handle, call.login.id);
  auto response = gone();
  response.headers.emplace_back("Set-Cookie", cookie_of(call, "", 0));
  return response;
}

http::Response accept_invite(Call& call) {
  const std::string handle = call.text("handle");
  must_not_wait(call, handle);
  try {
    call.house.logins().accept(handle, call.text("code"), call.text("password"),
                               call.house.clock().now());
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::forbidden) has_failed(call, handle);
    throw;
  }
  return gone();
}

http::Response list(Call& call) {
  Json logins = Json::array();
  for (const auto& one : call.house.logins().of(call.login.handle, call.house.clock().now())) {
    logins.push_back({{"id", one.id},
                      {"device", one.device},
                      {"since", iso_utc(one.since)},
                      {"until", iso_utc(one.until)},
                      {"this", one.id == call.login.id}});
  }
  return json_response(200, Json{{"logins", std::move(logins)}});
}

http::Response end(Call& call) {
  if (!call.house.logins().end(call.login.handle, call.words[0])) {
    throw Problem{404, "serve.no-such-login"};
  }
  return gone();
}

constexpr Param kLogIn[] = {
    {"handle", Value::text, true}, {"password", Value::text, true}, {"device", Value::flag}};
constexpr Param kInvite[] = {
    {"handle", Value::text, true}, {"code", Value::text, true}, {"password", Value::text, true}};

}  // namespace

std::span<const Route> login_routes() {
  static const Route routes[] = {
      {.method = "POST",
       .pattern = "/api/v1/login",
       .name = "log-in",
       .need = Need::nothing,
       .run = log_in,
       .body = Body::fields,
       .fields = kLogIn},
      {"GET", "/api/v1/login", "login", Need::login, who},
      {.method = "DELETE",
       .pattern = "/api/v1/login",
       .name = "log-out",
       .run = log_out,
       .good = {204}},
      {"GET", "/api/v1/logins", "logins", Need::login, list},
      {.method = "DELETE",
       .pattern = "/api/v1/logins/{login}",
       .name = "end-login",
       .run = end,
       .good = {204}},
      {.method = "POST",
       .pattern = "/api/v1/invite",
       .name = "invite",
       .need = Need::nothing,
       .run = accept_invite,
       .body = Body::fields,
       .fields = kInvite,
       .good = {204}},
  };
  return routes;
}

}  // namespace adem::serve
