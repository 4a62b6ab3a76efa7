#include "serve/route.h"

#include <algorithm>
#include <set>

#include "desk/desk_fold.h"

namespace adem::serve {

namespace {

std::vector<Route> gathered() {
  std::vector<Route> routes;
  for (const auto part : {act_routes(), desk_routes(), hazard_routes(), import_routes(),
                          ledger_routes(), login_routes(), map_routes(), open_routes(),
                          paper_routes(), photo_routes(), question_routes(), room_routes(),
                          station_routes(), table_routes(), trust_routes(), why_routes()}) {
    routes.insert(routes.end(), part.begin(), part.end());
  }
  std::ranges::sort(routes, [](const Route& a, const Route& b) {
    return std::tie(a.pattern, a.method) < std::tie(b.pattern, b.method);
  });
  return routes;
}

}  // namespace

std::string_view name_of(Need need) {
  static constexpr std::string_view names[] = {"nothing", "login", "node"};
  return names[static_cast<std::size_t>(need)];
}

desk::Seat Call::seat() const { return {house.ledger(), desk::desk_fold(), around, actor()}; }

std::string Call::text(std::string_view name) const {
  const Json* value = nullptr;
  if (const auto found = given.find(name); found != given.end()) value = &found->second;
  if (value == nullptr && body.is_object() && body.contains(name)) value = &body.at(name);
  return value == nullptr ? std::string() : value->get<std::string>();
}

std::int64_t Call::number(std::string_view name, std::int64_t otherwise) const {
  const auto found = given.find(name);
  return found == given.end() ? otherwise : found->second.get<std::int64_t>();
}

bool Call::flag(std::string_view name) const {
  const auto found = given.find(name);
  if (found != given.end()) return found->second.get<bool>();
  return body.is_object() && body.contains(name) && body.at(name).get<bool>();
}

const std::vector<Route>& all_routes() {
  static const std::vector<Route> routes = gathered();
  return routes;
}

std::vector<int> statuses_of(const Route& route) {
  // Of any route: the form of the request, too many failures, what is not there, what went wrong
  // here or is not read yet, a server that is full, and plain HTTP where there is TLS.
  std::set<int> statuses{308, 400, 404, 408, 409, 413, 422, 429, 431, 500, 501, 503};
  statuses.insert(route.good.begin(), route.good.end());
  if (route.need != Need::nothing || route.body != Body::none) {
    statuses.insert({401, 403});
  }
  return {statuses.begin(), statuses.end()};
}

std::vector<std::string_view> words_of(std::string_view pattern) {
  std::vector<std::string_view> words;
  pattern.remove_prefix(1);
  while (!pattern.empty()) {
    const auto slash = pattern.find('/');
    words.push_back(pattern.substr(0, slash));
    pattern.remove_prefix(slash == std::string_view::npos ? pattern.size() : slash + 1);
  }
  return words;
}

bool is_act_id(std::string_view text) {
  const auto id = ledger::uuid_from_text(text);
  return id && id->bytes[6] >> 4 == 7;
}

std::size_t body_limit_of(const Route& route) {
  switch (route.body) {
    case Body::acts:
    case Body::lines:
      return kBatchLimit;
    case Body::file:
      return kFileLimit;
    case Body::fields:
    case Body::picture:
    case Body::none:
      break;
  }
  return kBodyLimit;
}

http::Response tagged(const Call& call, const std::string& tag, std::string_view type,
                      std::string_view cache, std::string body) {
  const std::string quoted = '"' + tag + '"';
  http::Response response;
  response.headers = {{"ETag", quoted}, {"Cache-Control", std::string(cache)}};
  if (call.request.header("if-none-match").find(quoted) != std::string_view::npos) {
    response.status = 304;
    return response;
  }
  response.headers.emplace_back("Content-Type", type);
  response.body = std::move(body);
  return response;
}

Page page_of(const Call& call) {
  return {
      .offset = static_cast<std::size_t>(call.number("offset", 0)),
      .limit = static_cast<std::size_t>(std::min<std::int64_t>(1000, call.number("limit", 100)))};
}

}  // namespace adem::serve
