#include "desk/stages.h"

#include <array>

#include "base/error.h"
#include "desk/statements.h"
#include "desk/station_words.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

constexpr std::array kStageKinds = {Kind{"stage.scheduled"}};
constexpr std::array kReadinessKinds = {Kind{"readiness.recorded", true}, Kind{"readiness.said"}};
constexpr std::string_view kPrefix = "stage:";

void apply_stage(Json& state, const ledger::Event& event) {
  if (!event.subject.starts_with(kPrefix)) throw Unreadable{};
  if (!begun(state)) {
    if (!state.is_object()) state = Json::object();
    state["id"] = event.subject;
    state["stage"] = event.subject.substr(kPrefix.size());
    state["area"] = "";
    state["changes"] = Json::object();
  }
  // Whoever wrote it: only KPU sets the calendar, and never without the law.
  if (!written_by_right(event, Right::calendar)) return keep_conflict(state, event, "right");
  if (!event.redacted && text_of(event.body, "legal").empty()) {
    return keep_conflict(state, event, "no-legal-basis");
  }
  Json change{{"office", event.office}, {"at", written_at(event)}};
  for (const char* key : {"from", "to", "legal", "note"}) change[key] = text_of(event.body, key);
  if (event.redacted) change["redacted"] = true;
  state["changes"][event.area] = std::move(change);
}

void apply_readiness(Json& state, const ledger::Event& event) {
  if (event.kind == "readiness.recorded") {
    if (begun(state)) return keep_conflict(state, event, "id-used-twice");
    Json item{{"id", event.subject},
              {"area", event.area},
              {"office", event.office},
              {"written", written_at(event)}};
    for (const char* key : {"stage", "station", "item", "owner", "due"}) {
      item[key] = text_of(event.body, key);
    }
    if (event.redacted) item["redacted"] = true;
    item["said"] = Json::object();
    state = std::move(item);
  }
  if (!begun(state)) throw Unreadable{};
  Json said{{"ready", nullptr}, {"note", text_of(event.body, "note")}, {"at", written_at(event)}};
  if (event.redacted) {
    said["redacted"] = true;
  } else {
    said["ready"] = event.body.at("ready").get<std::string>();
  }
  state["said"][event.office] = std::move(said);
}

Json run_schedule(Seat& seat, const Args& args) {
  const std::string& area = seat.who().area;
  seat.require(Right::calendar, area);
  const std::string stage = stage_code(seat, args.text("stage"));
  const std::string from = seat.day(args.text("from"), "from");
  const std::string to = args.has("to") ? seat.day(args.text("to"), "to") : from;
  if (to < from) {
    throw Error(ErrorKind::bad_input, "desk.to-before-from", {{"from", from}, {"to", to}});
  }
  seat.act("stage.scheduled", std::string(kPrefix) + stage, area,
           Json{{"election", seat.rules().election},
                {"from", from},
                {"to", to},
                {"legal", seat.words(args.text("legal"), "legal")},
                {"note", seat.words(args.text("note"), "notes", false)}});
  return Json{{"stage", stage}, {"from", from}, {"to", to}, {"area", area}};
}

Json run_readiness(Seat& seat, const Args& args) {
  const auto [station, area] = act_place(seat, args);
  seat.require(Right::report, area);
  const std::string stage = stage_code(seat, args.text("stage"));
  const std::string ready = choice(args.text("ready"), "ready", kAnswers);
  const std::string owner =
      args.has("owner") ? office_id(seat, args.text("owner")) : seat.who().office;
  const std::string id = seat.mint("readiness", 'r');
  seat.act("readiness.recorded", id, area,
           Json{{"stage", stage},
                {"station", station},
                {"item", seat.words(args.text("item"), "item")},
                {"owner", owner},
                {"due", seat.day(args.text("due"), "due", false)},
                {"ready", ready},
                {"note", seat.words(args.text("note"), "notes", false)}});
  return Json{{"id", id}, {"stage", stage}, {"ready", ready}, {"owner", owner}};
}

Json run_ready(Seat& seat, const Args& args) {
  const std::string id = seat.meant("readiness", args.text("id"));
  const std::string area = seat.state(id)->at("area").get<std::string>();
  seat.require(Right::report, area);
  const std::string ready = choice(args.text("ready"), "ready", kAnswers);
  seat.act("readiness.said", id, area,
           Json{{"ready", ready}, {"note", seat.words(args.text("note"), "notes", false)}});
  return Json{{"id", id}, {"ready", ready}, {"office", seat.who().office}};
}

constexpr Arg kStage{"stage", ArgKind::text, true, true};
constexpr Arg kReady{"ready", ArgKind::text, true, true};
constexpr std::array kSchedule = {kStage, Arg{"from", ArgKind::text, true}, Arg{"to"},
                                  Arg{"legal", ArgKind::text, true}, Arg{"note"}};
constexpr std::array kReadiness = {kStage,      Arg{"item", ArgKind::text, true, true},
                                   kReady,      Arg{"station"},
                                   Arg{"area"}, Arg{"owner"},
                                   Arg{"due"},  Arg{"note"}};
constexpr std::array kSay = {Arg{"id", ArgKind::text, true, true}, kReady, Arg{"note"}};
constexpr std::array kStagesActs = {Act{"stage.schedule", kSchedule, run_schedule},
                                    Act{"stage.readiness", kReadiness, run_readiness},
                                    Act{"stage.ready", kSay, run_ready}};

}  // namespace

ActPlace act_place(const Seat& seat, const Args& args) {
  ActPlace place{"", tidy(args.text("area"))};
  if (args.has("station")) {
    place.station = seat.station(args.text("station"));
    place.area = seat.area_of_station(place.station);
  }
  if (place.area.empty()) place.area = seat.who().area;
  return place;
}

std::string stage_code(const Seat& seat, const std::string& text) {
  std::vector<std::string_view> known;
  for (const auto& stage : seat.rules().stages) known.push_back(stage.code);
  return choice(text, "stage", known);
}

std::span<const Act> stage_acts() { return kStagesActs; }

const Part& stage_part() {
  static constexpr Part part{"stage", kStageKinds, apply_stage};
  return part;
}

const Part& readiness_part() {
  static constexpr Part part{"readiness", kReadinessKinds, apply_readiness};
  return part;
}

}  // namespace adem::desk
