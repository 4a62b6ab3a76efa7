// The layers that the outlook lays on stations and roads: which there are, and one taken out again.
#include "brief/import_words.h"
#include "desk/accounts.h"
#include "serve/route.h"
#include "workspace/hazard_store.h"

namespace adem::serve {

namespace {

http::Response hazards(Call& call) {
  desk::require_view(call.actor());
  auto workspace = call.house.own_connection();
  Json list = Json::array();
  for (const auto& layer : workspace::hazards(workspace)) {
    list.push_back(workspace::to_json(layer));
    list.back()["text"] = brief::hazard_lines(layer, call.speech);
  }
  return json_response(200, Json{{"hazards", std::move(list)}});
}

http::Response remove(Call& call) {
  desk::require_keeps(call.seat());
  const auto turn = call.house.turn_to_import();
  auto workspace = call.house.own_connection();
  const auto layer = workspace::remove_hazard(workspace, call.words[0]);
  call.house.brought_in("hazard");
  return json_response(200, workspace::to_json(layer));
}

}  // namespace

std::span<const Route> hazard_routes() {
  static const Route routes[] = {
      {"GET", "/api/v1/hazards", "hazards", Need::login, hazards},
      {"DELETE", "/api/v1/hazards/{hazard}", "remove-hazard", Need::login, remove},
  };
  return routes;
}

}  // namespace adem::serve
