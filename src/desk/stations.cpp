#include "desk/stations.h"

#include <array>

#include "base/error.h"
#include "desk/evidence.h"
#include "desk/ids.h"
#include "desk/statements.h"
#include "desk/station_words.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

constexpr std::array kStationsKinds = {Kind{"station.reported"}, Kind{"station.checked"}};
constexpr std::int64_t kDeepestCm = 1000;

// When a report speaks of; one that was taken out speaks of the time it was written.
std::string speaks_of(const Json& report) {
  const auto& as_of = report.at("as_of");
  return (as_of.is_string() ? as_of : report.at("at")).get<std::string>();
}

// What was written later about an earlier hour does not replace what is newer.
void keep_newer(Json& by_office, const std::string& office, Json entry) {
  const auto old = by_office.find(office);
  if (old == by_office.end() || speaks_of(*old) <= speaks_of(entry)) {
    by_office[office] = std::move(entry);
  }
}

void report(Json& state, const ledger::Event& event) {
  Json entry{{"status", nullptr}, {"as_of", nullptr}, {"at", written_at(event)}};
  if (event.redacted) {
    entry["redacted"] = true;
  } else {
    entry["status"] = event.body.at("status").get<std::string>();
    entry["as_of"] = event.body.at("as_of").get<std::string>();
    for (const char* key : {"source", "from", "note"}) entry[key] = text_of(event.body, key);
    const Json& water = event.body.at("water_cm");
    entry["water_cm"] = water.is_null() ? Json() : Json(water.get<std::int64_t>());
    keep_evidence(entry, event.body);
  }
  keep_newer(state["reports"], event.office, std::move(entry));
}

void check(Json& state, const ledger::Event& event) {
  const std::string item = event.subject.substr(root_of(event.subject).size() + 1);
  Json entry{{"done", nullptr}, {"as_of", nullptr}, {"at", written_at(event)}};
  if (event.redacted) {
    entry["redacted"] = true;
  } else {
    entry["done"] = event.body.at("done").get<std::string>();
    entry["note"] = text_of(event.body, "note");
    // Of a check by an earlier adem nobody said when it was so.
    if (event.body.contains("as_of")) entry["as_of"] = text_of(event.body, "as_of");
  }
  keep_newer(state["checks"][item], event.office, std::move(entry));
}

void apply(Json& state, const ledger::Event& event) {
  const std::string key = station_key(event.subject);
  if (key.empty()) throw Unreadable{};
  if (!begun(state)) {
    if (!state.is_object()) state = Json::object();
    state["id"] = root_of(event.subject);
    state["station"] = key;
    state["area"] = event.area;
    state["reports"] = Json::object();
    state["checks"] = Json::object();
  }
  if (event.kind == "station.reported") return report(state, event);
  if (root_of(event.subject).size() == event.subject.size()) throw Unreadable{};
  check(state, event);
}

Json run_report(Seat& seat, const Args& args) {
  const std::string key = seat.station(args.text("station"));
  const std::string area = seat.area_of_station(key);
  seat.require(Right::report, area);
  const std::string status = choice(args.text("status"), "status", kStatuses);
  const std::string as_of = past_moment(seat, args.text("as-of"));
  const std::string source =
      args.has("source") ? choice(args.text("source"), "source", kSources) : "seen";
  Json body{{"status", status},
            {"as_of", as_of},
            {"source", source},
            {"from", seat.words(args.text("from"), "from", false)},
            {"note", seat.words(args.text("note"), "notes", false)},
            {"water_cm", nullptr}};
  if (args.has("water-cm")) {
    const std::int64_t water = args.number("water-cm", 0);
    if (water < 0 || water > kDeepestCm) {
      throw Error(
          ErrorKind::bad_input, "desk.out-of-range",
          {{"field", std::string("water-cm")}, {"low", std::int64_t{0}}, {"high", kDeepestCm}});
    }
    body["water_cm"] = water;
  }
  put_evidence(body, args);
  seat.act("station.reported", station_subject(key), area, std::move(body));
  return Json{
      {"station", key}, {"status", status}, {"as_of", as_of}, {"office", seat.who().office}};
}

Json run_check(Seat& seat, const Args& args) {
  const std::string key = seat.station(args.text("station"));
  const std::string area = seat.area_of_station(key);
  seat.require(Right::report, area);
  std::vector<std::string_view> known;
  for (const auto& item : seat.rules().checklist) known.push_back(item.code);
  const std::string item = choice(args.text("item"), "item", known);
  const std::string done = choice(args.text("done"), "done", kAnswers);
  seat.act("station.checked", station_subject(key) + "." + item, area,
           Json{{"done", done},
                {"as_of", past_moment(seat, args.text("as-of"))},
                {"note", seat.words(args.text("note"), "notes", false)}});
  return Json{{"station", key}, {"item", item}, {"done", done}, {"office", seat.who().office}};
}

constexpr std::array kReport = {Arg{"station", ArgKind::text, true, true},
                                Arg{"status", ArgKind::text, true, true},
                                Arg{"as-of"},
                                Arg{"source"},
                                Arg{"from"},
                                Arg{"note"},
                                Arg{"water-cm", ArgKind::number},
                                kPhoto,
                                kPosition};
constexpr std::array kCheck = {Arg{"station", ArgKind::text, true, true},
                               Arg{"item", ArgKind::text, true, true},
                               Arg{"done", ArgKind::text, true, true}, Arg{"as-of"}, Arg{"note"}};
constexpr std::array kStationsActs = {Act{"station.report", kReport, run_report},
                                      Act{"station.check", kCheck, run_check}};

}  // namespace

std::span<const Act> station_acts() { return kStationsActs; }

const Part& station_part() {
  static constexpr Part part{"station", kStationsKinds, apply};
  return part;
}

}  // namespace adem::desk
