// Incidents: what goes wrong at a station or in an area, from the first word of it to its end.
//
//   {"id","area","station","place","kind","gravity","text","at","source","office","written",
//    "verified":  {office: {"result","gravity","note","at"}},
//    "assigned":  {by office: {"to","due","at"}},
//    "escalated": [{"to","why","by","at"}], "advice": [{"office","form","to","text","at"}],
//    "closed":    {office: {"result","at"}}, "reopened": [{"office","why","at"}],
//    "open", "conflicts"}
//
// Offices that say different things stand side by side. What no longer fits when laptops meet (work
// given out after it was closed elsewhere) is kept under "conflicts" and changes nothing.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "desk/act.h"
#include "desk/desk_fold.h"

namespace adem::desk {

inline constexpr std::array<std::string_view, 15> kIncidentKinds = {
    "flood",       "road", "power", "network", "supplies",  "crew",       "voters", "health",
    "disturbance", "fire", "smoke", "wind",    "landslide", "earthquake", "other"};
// Worst first. Nobody said how grave: it may be grave, so it stands right behind.
inline constexpr std::array<std::string_view, 4> kGravities = {"grave", "unknown", "hampering",
                                                               "light"};
// 3 for "grave" … 0 for "light".
int gravity_rank(std::string_view gravity);
// The gravest that anybody says of it; who looked counts before who only heard.
std::string gravity_of(const Json& incident);

// incident.report {kind, text, station, place, area, gravity, at, source}; incident.verify
// {incident, result, gravity, note}: by another office than the one that reported; incident.assign
// {incident, to, due}: to oneself or within one's own chain and area, as every office decides its
// own duties; incident.escalate {incident, to, why}: to any office whose area holds it;
// incident.advise {incident, text, form, to}: the right to advise; incident.close {incident,
// result}: by who is concerned (reported it, gave or got the work, was called); incident.reopen
// {incident, why}. All but advice need the right to report, over the incident's area. Errors
// desk.bad-choice, desk.own-report {id}, desk.other-chain, desk.outside {office, area},
// desk.not-concerned {id, concerned}, desk.incident-closed {id}, desk.incident-open {id}.
std::span<const Act> incident_acts();
const Part& incident_part();

}  // namespace adem::desk
