// Photos of reports: sent first, as bytes; a report names them by the hash that is answered.
#include <algorithm>

#include "base/hash.h"
#include "serve/picture.h"
#include "serve/route.h"

namespace adem::serve {

namespace {

http::Response keep(Call& call) {
  const auto who = call.actor();
  desk::require(who, *call.around.rules, desk::Right::report);
  auto picture = bare_picture(call.request.body);
  if (!picture) throw Problem{400, "serve.no-picture"};
  const auto hash = call.house.photos().keep(*picture);
  return json_response(
      200, Json{{"hash", hash}, {"type", picture_type(*picture)}, {"bytes", picture->size()}});
}

http::Response photo(Call& call) {
  desk::require_view(call.actor());
  auto bytes = call.house.photos().find(call.words[0]);
  if (!bytes) throw Problem{404, "serve.no-content"};
  const auto type = picture_type(*bytes);
  const auto tag = content_hash(*bytes);
  // Asked for again each time: one that was taken out is not shown any more.
  auto response = tagged(call, tag, type, "private, no-cache", std::move(*bytes));
  response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; sandbox");
  return response;
}

}  // namespace

std::span<const Route> photo_routes() {
  static const Route routes[] = {
      {.method = "POST",
       .pattern = "/api/v1/content",
       .name = "keep-photo",
       .run = keep,
       .body = Body::picture,
       .cost = 20},
      {.method = "GET",
       .pattern = "/api/v1/photos/{hash}",
       .name = "photo",
       .run = photo,
       .type = "image/*",
       .good = {200, 304}},
  };
  return routes;
}

}  // namespace adem::serve
