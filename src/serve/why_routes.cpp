// Why a station stands as it does, and which roads cut stations off together, in sentences.
#include "brief/cause_json.h"
#include "brief/why_words.h"
#include "serve/route.h"

namespace adem::serve {

namespace {

constexpr std::chrono::milliseconds kGlance{300}, kPatience{5000};

// The causes, where they are known by now. A station is explained without them while they are
// computed, and where they cannot be.
struct Causes {
  std::shared_ptr<const workspace::CausesRun> run;
  bool computing = false;
};
Causes causes_now(Call& call) {
  Causes causes;
  if (!call.lists->outlook()->has(election::Link::box)) return causes;
  try {
    causes.run = call.house.study().causes(call.lists->lists_stamp(), kGlance);
  } catch (const Problem&) {
    causes.computing = true;
  } catch (const Error&) {
    // Its roads or layers are gone since: nothing is said of them.
  }
  return causes;
}

http::Response why(Call& call) {
  desk::require_view(call.actor());
  const auto& names = call.lists->names();
  const std::string key = names.key(call.words[0]);
  if (!call.lists->outlook()) throw Problem{404, "serve.no-outlook"};
  const auto& outlook = *call.lists->outlook();
  const auto* station = call.lists->outlook_of(key);
  if (station == nullptr) {
    throw Error(ErrorKind::conflict, "workspace.not-in-outlook", {{"station", key}});
  }
  const auto causes = causes_now(call);
  const brief::Explained explained{
      .outlook = outlook,
      .station = *station,
      .why = outlook::why(outlook, *station, outlook::duties(*call.around.rules, outlook.window)),
      .causes = causes.run.get()};
  Json json = brief::why_json(explained, call.speech);
  json["label"] = names.name(key);
  json["computing"] = causes.computing;
  if (!causes.run) json["cut_by"] = nullptr;
  return json_response(200, json);
}

http::Response common_causes(Call& call) {
  desk::require_view(call.actor());
  if (!call.lists->outlook()) throw Problem{404, "serve.no-outlook"};
  const auto run = call.house.study().causes(call.lists->lists_stamp(), kPatience);
  return json_response(200, brief::causes_json(*run, call.lists->outlook()->window, call.speech));
}

}  // namespace

std::span<const Route> why_routes() {
  static const Route routes[] = {
      {"GET", "/api/v1/stations/{station}/why", "why", Need::login, why},
      {"GET", "/api/v1/common-causes", "common-causes", Need::login, common_causes},
  };
  return routes;
}

}  // namespace adem::serve
