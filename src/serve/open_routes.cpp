// What needs no account: published notices, the document of the routes, the pages, and the server's
// own state. And the news, for those who have one.
#include <charconv>

#include "desk/dossier_view.h"
#include "serve/openapi.h"
#include "serve/route.h"
#include "serve/web.h"

namespace adem::serve {

namespace {

// Decisions as they were published; the same until something is recorded.
http::Response published(Call& call) {
  const auto body = call.house.published([&] {
    return desk::notice_list(call.house.ledger(), desk::Actor{}, *call.around.rules, false).dump();
  });
  return tagged(call, content_hash(*body).substr(0, 32), "application/json", "public, max-age=60",
                *body);
}

http::Response document(Call& call) {
  const std::string body = openapi(call.speech).dump(2);
  return tagged(call, content_hash(body).substr(0, 32), "application/json", "public, no-cache",
                body);
}

http::Response health(Call& call) {
  call.house.ledger().size();  // throws where the store is away
  return json_response(200, Json{{"state", "ok"}});
}

http::Response metrics(Call& call) {
  http::Response response;
  response.headers = {{"Content-Type", "text/plain; version=0.0.4"}, {"Cache-Control", "no-store"}};
  response.body = call.house.meter().text();
  return response;
}

http::Response page(Call& call) {
  const auto file = web_file("index.html");
  if (!file) throw Problem{404, "serve.no-page"};
  std::string body = said_page(file->bytes, call.speech);
  auto response = tagged(call, content_hash(body).substr(0, 32), file->type, "no-cache", body);
  response.headers.emplace_back("Vary", "Accept-Language");
  return response;
}

http::Response asset(Call& call) {
  const auto file = web_file("assets/" + call.words[0]);
  if (!file) throw Problem{404, "serve.no-page"};
  auto response =
      tagged(call, file->tag, file->type,
             file->forever ? "public, max-age=31536000, immutable" : "public, no-cache", "");
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (response.status == 304) return response;
  const bool packs = call.request.header("accept-encoding").find("gzip") != std::string_view::npos;
  if (packs && !file->packed.empty()) response.headers.emplace_back("Content-Encoding", "gzip");
  response.fixed = packs && !file->packed.empty() ? file->packed : file->bytes;
  return response;
}

// The number of the last event that was seen: the header of a browser that comes back.
std::optional<std::uint64_t> last_seen(const http::Request& request) {
  const auto text = request.header("last-event-id");
  if (text.empty()) return std::nullopt;
  std::uint64_t n = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), n);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
    throw Problem{400,
                  "serve.bad-param",
                  {{"name", std::string("Last-Event-ID")}, {"kind", std::string("number")}}};
  }
  return n;
}

http::Response events(Call& call) {
  desk::require_view(call.actor());
  http::Response response;
  response.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}};
  House& house = call.house;
  response.stream =
      house.news().listen(call.text("area"), last_seen(call.request), [&house, token = call.token] {
        return house.logins().find(token, house.clock().now()).has_value();
      });
  return response;
}

constexpr Param kEvents[] = {{"area"}};

}  // namespace

std::span<const Route> open_routes() {
  static const Route routes[] = {
      {"GET",
       "/public/v1/notices",
       "published",
       Need::nothing,
       published,
       {},
       Body::none,
       {},
       "application/json",
       {200, 304}},
      {"GET",
       "/api/v1/openapi.json",
       "document",
       Need::nothing,
       document,
       {},
       Body::none,
       {},
       "application/json",
       {200, 304}},
      {"GET", "/healthz", "health", Need::nothing, health},
      {"GET", "/metrics", "metrics", Need::nothing, metrics, {}, Body::none, {}, "text/plain"},
      {"GET", "/", "page", Need::nothing, page, {}, Body::none, {}, "text/html", {200, 304}},
      {"GET",
       "/assets/{file}",
       "asset",
       Need::nothing,
       asset,
       {},
       Body::none,
       {},
       "*/*",
       {200, 304}},
      {"GET",
       "/api/v1/events",
       "events",
       Need::login,
       events,
       kEvents,
       Body::none,
       {},
       "text/event-stream"},
  };
  return routes;
}

}  // namespace adem::serve
