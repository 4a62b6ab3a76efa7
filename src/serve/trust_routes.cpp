#include "base/resources.h"
#include "serve/qr.h"
#include "serve/route.h"
#include "serve/trust.h"
#include "serve/web.h"

namespace adem::serve {

namespace {

void put(std::string& page, std::string_view mark, const std::string& text) {
  const auto at = page.find(mark);
  if (at != std::string::npos) page.replace(at, mark.size(), text);
}

Authority authority(Call& call) {
  auto found = authority_of(call.house.workspace().directory());
  if (!found) throw Problem{404, "serve.no-authority"};
  return std::move(*found);
}

// Where this page is reached by those who do not trust the server yet: as it was asked, and over
// plain HTTP where that is spoken.
std::string own_url(const Call& call) {
  const std::string host(http::host_of(call.request)), asked(call.request.header("host"));
  if (host.empty()) return {};
  if (!call.request.secure) return "http://" + asked + "/percaya";
  const auto plain = call.house.plain_port();
  return plain == 0 ? "https://" + asked + "/percaya"
                    : "http://" + host + ":" + std::to_string(plain) + "/percaya";
}

http::Response guide(Call& call) {
  http::Response response;
  response.headers = {
      {"Content-Type", "text/html; charset=utf-8"},
      {"Cache-Control", "no-store"},
      {"Content-Security-Policy",
       "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"}};
  response.body = trust_page(authority(call), own_url(call),
                             call.house.workspace().settings().exercise, call.speech);
  return response;
}

http::Response certificate(Call& call) {
  auto found = authority(call);
  auto response = tagged(call, content_hash(found.der).substr(0, 32), "application/x-x509-ca-cert",
                         "public, no-cache", found.der);
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"adem-ca.crt\"");
  return response;
}

}  // namespace

std::string trust_page(const Authority& authority, const std::string& url, bool exercise,
                       const words::Speech& speech) {
  std::string page = said_page(resource("templates/serve/percaya.html"), speech);
  const auto beside = url.substr(0, url.rfind('/')) + "/adem-ca.crt";
  put(page, "[[stamp]]",
      exercise ? "<p class=\"stamp\">" + in_html(speech.say("exercise")) + "</p>\n" : "");
  put(page, "[[qr]]", url.empty() ? "" : qr_svg(url));
  put(page, "[[url]]", in_html(url));
  put(page, "[[authority]]", url.empty() ? "/adem-ca.crt" : in_html(beside));
  put(page, "[[fingerprint]]", in_html(authority.fingerprint));
  return page;
}

std::span<const Route> trust_routes() {
  static const Route routes[] = {
      {.method = "GET",
       .pattern = "/percaya",
       .name = "trust",
       .need = Need::nothing,
       .run = guide,
       .type = "text/html",
       .plain = true},
      {.method = "GET",
       .pattern = "/adem-ca.crt",
       .name = "authority",
       .need = Need::nothing,
       .run = certificate,
       .type = "application/x-x509-ca-cert",
       .good = {200, 304},
       .plain = true},
  };
  return routes;
}

}  // namespace adem::serve
