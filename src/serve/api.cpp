#include "serve/api.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <exception>

#include "base/password.h"
#include "brief/agenda.h"
#include "serve/node_proof.h"
#include "serve/picture.h"

namespace adem::serve {

namespace {

constexpr std::pair<std::string_view, std::string_view> kAlways[] = {
    {"Content-Security-Policy",
     // Pictures that a page draws itself: the map's buttons, a photo before it is sent.
     "default-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'self'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"}};

bool fits(const std::vector<std::string_view>& pattern, const std::vector<std::string>& path) {
  return pattern.size() == path.size() &&
         std::equal(pattern.begin(), pattern.end(), path.begin(),
                    [](std::string_view word, const std::string& given) {
                      return word.starts_with('{') || word == given;
                    });
}

[[noreturn]] void bad_param(const Param& param) {
  static constexpr std::string_view kinds[] = {"text", "number", "flag", "list"};
  throw Problem{400,
                "serve.bad-param",
                {{"name", std::string(param.name)},
                 {"kind", std::string(kinds[static_cast<std::size_t>(param.value)])}}};
}

// A text of a query as what it stands for.
Json read_value(const Param& param, const std::string& text) {
  if (param.value == Value::text) return text;
  if (param.value == Value::flag) {
    if (text != "true" && text != "false") bad_param(param);
    return text == "true";
  }
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size() ||
      number < 0) {
    bad_param(param);
  }
  return number;
}

const Param& param_of(std::span<const Param> params, std::string_view name) {
  const auto found = std::ranges::find(params, name, &Param::name);
  if (found == params.end()) {
    throw Problem{400, "serve.unknown-param", {{"name", std::string(name)}}};
  }
  return *found;
}

void must_have(std::span<const Param> params, const auto& has) {
  for (const Param& param : params) {
    if (param.required && !has(param.name)) {
      throw Problem{400, "serve.missing-param", {{"name", std::string(param.name)}}};
    }
  }
}

void read_query(const http::Target& target, Call& call) {
  for (const auto& [name, text] : target.query) {
    if (name == "lang") continue;
    call.given[name] = read_value(param_of(call.route.query, name), text);
  }
  must_have(call.route.query, [&](std::string_view name) { return call.given.contains(name); });
}

bool fits(Value value, const Json& json) {
  switch (value) {
    case Value::text:
      return json.is_string();
    case Value::number:
      return json.is_number_unsigned();
    case Value::flag:
      return json.is_boolean();
    case Value::list:
      return json.is_array() &&
             std::ranges::all_of(json, [](const Json& one) { return one.is_string(); });
  }
  return false;
}

void read_body(Call& call) {
  const auto type = call.request.header("content-type");
  if (call.route.body == Body::none || call.route.body == Body::lines) return;
  if (call.route.body == Body::picture) {
    if (std::ranges::find(kPictureTypes, type) == std::end(kPictureTypes)) {
      throw Problem{400, "serve.no-picture"};
    }
    return;
  }
  // Only a program of this origin, or none of a browser, can send these types.
  if (call.route.body == Body::file) {
    if (type != "application/octet-stream") throw Problem{400, "serve.not-a-file"};
    return;
  }
  if (!type.starts_with("application/json")) {
    throw Problem{400, "serve.bad-json"};
  }
  auto json = read_json(call.request.body);
  if (!json || !json->is_object()) throw Problem{400, "serve.bad-json"};
  call.body = std::move(*json);
  if (call.route.body == Body::acts) return;
  for (const auto& [name, value] : call.body.items()) {
    const Param& field = param_of(call.route.fields, name);
    if (!fits(field.value, value)) bad_param(field);
  }
  must_have(call.route.fields, [&](std::string_view name) { return call.body.contains(name); });
}

std::string_view cookie_of(const http::Request& request) {
  auto cookies = request.header("cookie");
  while (!cookies.empty()) {
    const auto end = cookies.find(';');
    auto one = cookies.substr(0, end);
    cookies.remove_prefix(end == std::string_view::npos ? cookies.size() : end + 1);
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with("adem_login=")) return one.substr(11);
  }
  return {};
}

// What a route says itself, it knows better.
void add_always(http::Response& response, bool secure) {
  for (const auto& [name, value] : kAlways) {
    const bool said = std::ranges::any_of(
        response.headers, [&name](const auto& header) { return header.first == name; });
    if (!said) response.headers.emplace_back(name, value);
  }
  if (secure) response.headers.emplace_back("Strict-Transport-Security", "max-age=604800");
}

constexpr std::string_view kBearer = "Bearer ";
bool has_bearer(const http::Request& request) {
  return request.header("authorization").starts_with(kBearer);
}

std::string token_of(const http::Request& request) {
  if (!has_bearer(request)) return std::string(cookie_of(request));
  return std::string(request.header("authorization").substr(kBearer.size()));
}

bool changes(std::string_view method) { return method != "GET" && method != "HEAD"; }

}  // namespace

Matched match(std::string_view method, const std::vector<std::string>& path) {
  if (method == "HEAD") method = "GET";
  static const auto patterns = [] {
    std::vector<std::vector<std::string_view>> all;
    for (const Route& route : all_routes()) all.push_back(words_of(route.pattern));
    return all;
  }();
  std::string allowed;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    const Route& route = all_routes()[i];
    if (!fits(patterns[i], path)) continue;
    if (route.method != method) {
      allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
      continue;
    }
    Matched matched{.route = &route, .words = {}};
    for (std::size_t w = 0; w < path.size(); ++w) {
      if (patterns[i][w].starts_with('{')) matched.words.push_back(path[w]);
    }
    return matched;
  }
  if (allowed.empty()) throw Problem{404, "serve.no-route"};
  throw Problem{405, "serve.bad-method", {{"allowed", allowed}}, {{"Allow", allowed}}};
}

Api::Api(House& house, const Voices& voices, std::function<void(const std::string&)> log)
    : house_(house), voices_(voices), log_(std::move(log)) {}

const words::Speech& Api::speech_of(const http::Request& request,
                                    const http::Target* target) const {
  std::string_view asked;
  if (target != nullptr) {
    for (const auto& [name, value] : target->query) {
      if (name == "lang") asked = value;
    }
  }
  return language_of(asked, request.header("accept-language")) == "en" ? voices_.english
                                                                       : voices_.indonesian;
}

std::size_t Api::body_limit(const http::Request& head) const {
  try {
    const auto read = http::read_target(head.target);
    if (!read) return kBodyLimit;
    const Route& route = *match(head.method, read->path).route;
    // A file is large: nobody sends one before he has shown who he is.
    const bool file = route.body == Body::file;
    if (file && !house_.logins().find(token_of(head), house_.clock().now())) return kBodyLimit;
    return body_limit_of(route);
  } catch (const Problem&) {
    // It will be refused for that; so long it is like any other.
  }
  return kBodyLimit;
}

// Where there is TLS, plain HTTP tells the way to it and what a phone needs first; no password and
// no answer to a login goes over it.
void Api::must_be_secure(const http::Request& request, const Route& route) const {
  const auto port = house_.secure_port();
  if (port == 0 || request.secure || route.plain) return;
  const auto host = http::host_of(request);
  if (changes(request.method) || host.empty()) throw Problem{400, "serve.use-https"};
  throw Problem{
      308,
      "serve.use-https",
      {},
      {{"Location", "https://" + std::string(host) + ":" + std::to_string(port) + request.target}}};
}

void Api::not_too_often(Rates& rates, std::string_view key, std::int64_t cost) const {
  const auto wait = rates.wait(key, cost, house_.clock().ticks());
  if (wait == 0) return;
  throw Problem{429, "serve.too-often", {}, {{"Retry-After", std::to_string(wait)}}};
}

// Who calls, where the route needs to know; and that nobody calls in another's name.
void Api::know(Call& call) const {
  const auto& address = call.request.address;
  if (call.route.need != Need::login) {
    not_too_often(house_.by_caller, address, call.route.cost);
    if (call.route.need == Need::nothing) return;
    if (!is_of_enrolled_node(call.request, house_.ledger(), house_.clock().now())) {
      throw Problem{401, "serve.no-node"};
    }
    return;
  }
  call.token = token_of(call.request);
  const auto login = house_.logins().find(call.token, house_.clock().now());
  if (!login) {
    not_too_often(house_.by_caller, address, call.route.cost);
    throw Problem{401, "serve.no-login", {}, {{"WWW-Authenticate", "Bearer"}}};
  }
  not_too_often(house_.by_login, login->id, call.route.cost);
  call.login = *login;
  if (has_bearer(call.request) || !changes(call.request.method)) return;
  if (!same_secret(call.request.header("x-adem-csrf"), csrf_of(call.token))) {
    throw Problem{403, "serve.no-csrf"};
  }
}

// Who tries addresses that are not there is counted too.
Matched Api::matched_or_counted(const http::Request& request, const http::Target& target) const {
  try {
    return match(request.method, target.path);
  } catch (const Problem&) {
    not_too_often(house_.by_caller, request.address, 1);
    throw;
  }
}

http::Response Api::routed(const http::Request& request, const http::Target& target,
                           const words::Speech& speech, const Route*& found) {
  auto matched = matched_or_counted(request, target);
  found = matched.route;
  auto lists = house_.lists();
  auto around = house_.around(lists);
  around.usual_agenda = [&speech] { return brief::usual_agenda(speech); };
  must_be_secure(request, *matched.route);
  Call call{.house = house_,
            .route = *matched.route,
            .request = request,
            .speech = speech,
            .lists = std::move(lists),
            .around = std::move(around),
            .words = std::move(matched.words)};
  know(call);
  read_query(target, call);
  read_body(call);
  return call.route.run(call);
}

http::Response Api::answer(const http::Request& request) {
  const auto began = std::chrono::steady_clock::now();
  const auto target = http::read_target(request.target);
  const auto& speech = speech_of(request, target ? &*target : nullptr);
  const Route* route = nullptr;
  http::Response response;
  try {
    if (!target) throw Problem{400, "serve.bad-target"};
    response = routed(request, *target, speech, route);
  } catch (const Problem& problem) {
    response = refusal(problem, speech);
  } catch (const Error& error) {
    response = refusal(error, speech);
  } catch (const std::exception&) {
    // What nobody foresaw is no reason to go down; its words may hold anything and stay here.
    response = refusal(Problem{500, "serve.broken"}, speech);
  }
  add_always(response, request.secure);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  const std::string name(route == nullptr ? "none" : route->name);
  house_.meter().request(name, response.status, seconds);
  if (log_) {
    log_(Json{{"at", iso_utc(house_.clock().now())},
              {"route", name},
              {"status", response.status},
              {"ms", static_cast<std::int64_t>(seconds * 1000)},
              {"bytes", response.bytes().size()}}
             .dump());
  }
  return response;
}

http::Response Api::refuse(int status, const http::Request& request) {
  const auto& speech = speech_of(request, nullptr);
  std::string code = "serve.bad-request";
  if (status == 408) code = "serve.too-slow";
  if (status == 413) code = "serve.body-too-large";
  if (status == 431) code = "serve.header-too-large";
  if (status == 503) code = "serve.busy";
  auto response = refusal(Problem{status, code}, speech);
  add_always(response, request.secure);
  house_.meter().request("none", status, 0);
  return response;
}

}  // namespace adem::serve
