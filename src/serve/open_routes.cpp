// What needs no account: published notices, the document of the routes, the pages, and the server's
// own state. And the news, for those who have one.
#include <charconv>

#include "base/format.h"
#include "brief/notice.h"
#include "desk/dossier_view.h"
#include "serve/openapi.h"
#include "serve/route.h"
#include "serve/web.h"

namespace adem::serve {

namespace {

// How the register and the rule book call things, in a language.
brief::Callings callings_of(const Call& call, const std::string& language) {
  const auto& names = call.lists->names();
  const auto area = [&names](const std::string& code) { return names.area_name(code); };
  return {[&names](const std::string& key) { return names.name(key); }, area,
          [area, language, rules = call.around.rules](const std::string& id) {
            return brief::office_called(id, *rules, language, area).value_or(id);
          }};
}

// Each with its stations by name and its words in both languages: whoever reads has no register.
Json with_words(const Call& call, Json published) {
  for (const std::string language : {"id", "en"}) {
    const words::Speech speech(language, call.around.zone);
    const auto callings = callings_of(call, language);
    for (Json& notice : published.at("notices")) {
      const auto lines = brief::notice_lines(notice, callings, speech);
      notice["text"][language] = fmt::format("{}", fmt::join(lines, "\n"));
    }
  }
  for (Json& notice : published.at("notices")) {
    Json& names = notice["station_names"] = Json::object();
    for (const Json& key : notice.at("stations")) {
      const auto station = key.get<std::string>();
      names[station] = call.lists->names().name(station);
    }
  }
  return published;
}

// Decisions as they were published; the same until something is recorded or the lists change.
http::Response published(Call& call) {
  const auto body = call.house.published(call.lists->lists_stamp(), [&] {
    return with_words(call, desk::notice_list(call.house.ledger(), desk::Actor{},
                                              *call.around.rules, false))
        .dump();
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

http::Response file_answer(Call& call, const std::string& path) {
  const auto file = web_file(path);
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

http::Response desk_page(Call& call) { return file_answer(call, "index.html"); }
http::Response icon(Call& call) { return file_answer(call, "icon.svg"); }
http::Response asset(Call& call) { return file_answer(call, "assets/" + call.words[0]); }

// "/lapangan/": a page of its own; what lies beside it is its own too (manifest, worker).
http::Response own_page(Call& call) {
  const auto name = words_of(call.route.pattern).front();
  const std::string file = call.words.empty() ? "index.html" : call.words[0];
  return file_answer(call, std::string(name) + "/" + file);
}

Route page_route(std::string_view pattern, std::string_view name, http::Response (*run)(Call& call),
                 std::string_view type = "text/html") {
  return {.method = "GET",
          .pattern = pattern,
          .name = name,
          .need = Need::nothing,
          .run = run,
          .type = type,
          .good = {200, 304}};
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
      page_route("/", "page", desk_page),
      page_route("/icon.svg", "icon", icon, "image/svg+xml"),
      page_route("/lapangan", "field-page", own_page),
      page_route("/lapangan/{file}", "field-file", own_page, "*/*"),
      page_route("/umum", "public-page", own_page),
      page_route("/tanya", "ask-page", own_page),
      page_route("/assets/{file}", "asset", asset, "*/*"),
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
