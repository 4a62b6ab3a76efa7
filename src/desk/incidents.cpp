#include "desk/incidents.h"

#include <algorithm>

#include "base/error.h"
#include "desk/evidence.h"
#include "desk/statements.h"
#include "desk/station_words.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

constexpr std::array<std::string_view, 3> kResults = {"confirmed", "not-so", "unknown"};
constexpr std::array<std::string_view, 2> kForms = {"imbauan", "saran-perbaikan"};

struct Meant {
  std::string id;
  Json state;
  std::string area() const { return state.at("area").get<std::string>(); }
  bool open() const { return state.at("open").get<bool>(); }
};

// The incident, which this office may do something about.
Meant meant(const Seat& seat, const Args& args, Right right) {
  Meant found;
  found.id = seat.meant("incident", args.text("incident"));
  found.state = *seat.state(found.id);
  seat.require(right, found.area());
  return found;
}

void require_open_incident(const Meant& incident, bool open) {
  if (incident.open() == open) return;
  throw Error(ErrorKind::conflict, open ? "desk.incident-closed" : "desk.incident-open",
              {{"id", incident.id}});
}

std::string gravity(const Args& args) {
  return args.has("gravity") ? choice(args.text("gravity"), "gravity", kGravities) : "unknown";
}

Json done(const Meant& incident, const Seat& seat) {
  return Json{{"id", incident.id}, {"office", seat.who().office}};
}

Json run_report(Seat& seat, const Args& args) {
  std::string station, area = tidy(args.text("area"));
  if (args.has("station")) {
    station = seat.station(args.text("station"));
    area = seat.area_of_station(station);
  }
  if (area.empty()) area = seat.who().area;
  seat.require(Right::report, area);
  const std::string kind = choice(args.text("kind"), "kind", kIncidentKinds);
  Json body{
      {"kind", kind},
      {"text", seat.words(args.text("text"), "text")},
      {"station", station},
      {"place", seat.words(args.text("place"), "place", false)},
      {"gravity", gravity(args)},
      {"at", past_moment(seat, args.text("at"))},
      {"source", args.has("source") ? choice(args.text("source"), "source", kSources) : "seen"}};
  put_evidence(body, args);
  const std::string id = seat.mint("incident", 'g');
  seat.act("incident.reported", id, area, std::move(body));
  return Json{{"id", id}, {"kind", kind}, {"area", area}, {"station", station}};
}

Json run_verify(Seat& seat, const Args& args) {
  const Meant incident = meant(seat, args, Right::report);
  if (incident.state.at("office") == seat.who().office) {
    throw Error(ErrorKind::forbidden, "desk.own-report", {{"id", incident.id}});
  }
  const std::string result = choice(args.text("result"), "result", kResults);
  seat.act("incident.verified", incident.id, incident.area(),
           Json{{"result", result},
                {"gravity", gravity(args)},
                {"note", seat.words(args.text("note"), "notes", false)}});
  Json said = done(incident, seat);
  said["result"] = result;
  return said;
}

// Whom this office may give work: itself, and its own chain below it.
void require_own(const Seat& seat, const std::string& to) {
  if (to == seat.who().office) return;
  const auto [kind, area] = office_parts(to);
  if (seat.rules().office(kind)->chain != seat.who().kind->chain) {
    throw Error(ErrorKind::forbidden, "desk.other-chain",
                {{"office", to}, {"own", seat.who().office}});
  }
  if (!covers(seat.who().area, area)) {
    throw Error(ErrorKind::forbidden, "desk.foreign-area",
                {{"office", seat.who().office}, {"area", area}});
  }
}

// The office's area must hold the incident, else it could do nothing about it.
void require_holds(const std::string& to, const Meant& incident) {
  const auto area = office_parts(to).second;
  if (covers(area, incident.area()) || covers(incident.area(), area)) return;
  throw Error(ErrorKind::bad_input, "desk.outside", {{"office", to}, {"area", incident.area()}});
}

Json run_assign(Seat& seat, const Args& args) {
  const Meant incident = meant(seat, args, Right::report);
  const std::string to = office_id(seat, args.text("to"));
  require_own(seat, to);
  require_holds(to, incident);
  require_open_incident(incident, true);
  const std::string due = args.has("due") ? seat.moment(args.text("due")) : "";
  seat.act("incident.assigned", incident.id, incident.area(), Json{{"to", to}, {"due", due}});
  Json said = done(incident, seat);
  said["to"] = to;
  return said;
}

Json run_escalate(Seat& seat, const Args& args) {
  const Meant incident = meant(seat, args, Right::report);
  const std::string to = office_id(seat, args.text("to"));
  require_holds(to, incident);
  require_open_incident(incident, true);
  seat.act("incident.escalated", incident.id, incident.area(),
           Json{{"to", to}, {"why", seat.words(args.text("why"), "why")}});
  Json said = done(incident, seat);
  said["to"] = to;
  return said;
}

Json run_advise(Seat& seat, const Args& args) {
  const Meant incident = meant(seat, args, Right::advise);
  const std::string form =
      args.has("form") ? choice(args.text("form"), "form", kForms) : std::string(kForms.front());
  const std::string to = args.has("to") ? office_id(seat, args.text("to")) : "";
  seat.act("incident.advised", incident.id, incident.area(),
           Json{{"election", seat.rules().election},
                {"form", form},
                {"to", to},
                {"text", seat.words(args.text("text"), "text")}});
  Json said = done(incident, seat);
  said["form"] = form;
  return said;
}

std::vector<std::string> concerned(const Json& incident) {
  std::vector<std::string> offices = {incident.at("office").get<std::string>()};
  for (const auto& [by, work] : incident.at("assigned").items()) {
    offices.push_back(by);
    offices.push_back(work.at("to").get<std::string>());
  }
  for (const Json& call : incident.at("escalated")) {
    offices.push_back(call.at("to").get<std::string>());
  }
  std::ranges::sort(offices);
  const auto twice = std::ranges::unique(offices);
  offices.erase(twice.begin(), twice.end());
  std::erase(offices, "");
  return offices;
}

Json run_incident_close(Seat& seat, const Args& args) {
  const Meant incident = meant(seat, args, Right::report);
  const auto offices = concerned(incident.state);
  if (std::ranges::find(offices, seat.who().office) == offices.end()) {
    std::string listed;
    for (const auto& office : offices) listed += (listed.empty() ? "" : ", ") + office;
    throw Error(ErrorKind::forbidden, "desk.not-concerned",
                {{"id", incident.id}, {"concerned", listed}});
  }
  require_open_incident(incident, true);
  seat.act("incident.closed", incident.id, incident.area(),
           Json{{"result", seat.words(args.text("result"), "result")}});
  return done(incident, seat);
}

Json run_incident_reopen(Seat& seat, const Args& args) {
  const Meant incident = meant(seat, args, Right::report);
  require_open_incident(incident, false);
  seat.act("incident.reopened", incident.id, incident.area(),
           Json{{"why", seat.words(args.text("why"), "why")}});
  return done(incident, seat);
}

constexpr Arg kIncident{"incident", ArgKind::text, true, true};
constexpr Arg kTo{"to", ArgKind::text, true, true};
constexpr std::array kReport = {Arg{"kind", ArgKind::text, true, true},
                                Arg{"text", ArgKind::text, true, true},
                                Arg{"station"},
                                Arg{"place"},
                                Arg{"area"},
                                Arg{"gravity"},
                                Arg{"at"},
                                Arg{"source"},
                                kPhoto,
                                kPosition};
constexpr std::array kVerify = {kIncident, Arg{"result", ArgKind::text, true, true}, Arg{"gravity"},
                                Arg{"note"}};
constexpr std::array kAssign = {kIncident, kTo, Arg{"due"}};
constexpr std::array kEscalate = {kIncident, kTo, Arg{"why", ArgKind::text, true}};
constexpr std::array kAdvise = {kIncident, Arg{"text", ArgKind::text, true, true}, Arg{"form"},
                                Arg{"to"}};
constexpr std::array kClose = {kIncident, Arg{"result", ArgKind::text, true, true}};
constexpr std::array kReopen = {kIncident, Arg{"why", ArgKind::text, true}};
constexpr std::array kIncidentsActs = {
    Act{"incident.report", kReport, run_report},
    Act{"incident.verify", kVerify, run_verify},
    Act{"incident.assign", kAssign, run_assign},
    Act{"incident.escalate", kEscalate, run_escalate},
    Act{"incident.advise", kAdvise, run_advise},
    Act{"incident.close", kClose, run_incident_close},
    Act{"incident.reopen", kReopen, run_incident_reopen},
};

}  // namespace

std::span<const Act> incident_acts() { return kIncidentsActs; }

}  // namespace adem::desk
