// What events of an incident make of it.
#include <algorithm>

#include "desk/evidence.h"
#include "desk/incidents.h"
#include "desk/statements.h"

namespace adem::desk {

namespace {

constexpr std::array kIncidentFoldKinds = {
    Kind{"incident.reported", true}, Kind{"incident.verified"}, Kind{"incident.assigned"},
    Kind{"incident.escalated"},      Kind{"incident.advised"},  Kind{"incident.closed"},
    Kind{"incident.reopened"}};

// The texts of a body by their keys, after who wrote it and when. A body that was taken out leaves
// them empty and says so.
Json entry(const ledger::Event& event, std::initializer_list<const char*> keys) {
  Json out{{"office", event.office}, {"at", written_at(event)}};
  for (const char* key : keys) out[key] = text_of(event.body, key);
  if (event.redacted) out["redacted"] = true;
  return out;
}

void reported(Json& state, const ledger::Event& event) {
  if (begun(state)) return keep_conflict(state, event, "id-used-twice");
  Json incident{{"id", event.subject}, {"area", event.area}, {"office", event.office}};
  incident["written"] = written_at(event);
  for (const char* key : {"station", "place", "kind", "gravity", "text", "at", "source"}) {
    incident[key] = text_of(event.body, key);
  }
  keep_evidence(incident, event.body);
  if (event.redacted) incident["redacted"] = true;
  incident["open"] = true;
  for (const char* key : {"verified", "assigned", "closed"}) incident[key] = Json::object();
  for (const char* key : {"escalated", "advice", "reopened"}) incident[key] = Json::array();
  state = std::move(incident);
}

void change(Json& state, const ledger::Event& event) {
  const bool open = state.at("open").get<bool>();
  if (event.kind == "incident.verified") {
    if (event.office == state.at("office").get<std::string>()) {
      return keep_conflict(state, event, "own-report");
    }
    state["verified"][event.office] = entry(event, {"result", "gravity", "note"});
  } else if (event.kind == "incident.advised") {
    if (!written_by_right(event, Right::advise)) return keep_conflict(state, event, "right");
    keep_newest(state["advice"], entry(event, {"form", "to", "text"}));
  } else if (event.kind == "incident.reopened") {
    if (open) return keep_conflict(state, event, "open");
    state["open"] = true;
    state["closed"] = Json::object();
    keep_newest(state["reopened"], entry(event, {"why"}));
  } else if (event.kind == "incident.closed") {
    // Two who close it apart may say different things of how it ended.
    state["open"] = false;
    state["closed"][event.office] = entry(event, {"result"});
  } else if (!open) {
    keep_conflict(state, event, "closed");
  } else if (event.kind == "incident.assigned") {
    state["assigned"][event.office] = entry(event, {"to", "due"});
  } else {
    keep_newest(state["escalated"], entry(event, {"to", "why"}));
  }
}

void apply_incident(Json& state, const ledger::Event& event) {
  if (event.kind == "incident.reported") return reported(state, event);
  if (!begun(state)) throw Unreadable{};
  change(state, event);
}

}  // namespace

int gravity_rank(std::string_view gravity) {
  const auto it = std::ranges::find(kGravities, gravity);
  return it == kGravities.end() ? gravity_rank("unknown")
                                : static_cast<int>(kGravities.end() - it) - 1;
}

std::string gravity_of(const Json& incident) {
  std::string worst;
  const auto take = [&worst](const Json& said) {
    const auto gravity = said.at("gravity").get<std::string>();
    if (gravity.empty() || gravity == "unknown") return;
    if (worst.empty() || gravity_rank(gravity) > gravity_rank(worst)) worst = gravity;
  };
  for (const Json& said : incident.at("verified")) take(said);
  if (worst.empty()) take(incident);
  return worst.empty() ? "unknown" : worst;
}

const Part& incident_part() {
  static constexpr Part part{"incident", kIncidentFoldKinds, apply_incident};
  return part;
}

}  // namespace adem::desk
