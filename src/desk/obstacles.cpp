#include "desk/obstacles.h"

#include <array>

#include "base/error.h"
#include "desk/stages.h"
#include "desk/statements.h"

namespace adem::desk {

namespace {

constexpr std::array kObstaclesKinds = {Kind{"stage.obstructed", true},
                                        Kind{"stage.obstacle-cleared"}};

void apply_obstacle(Json& state, const ledger::Event& event) {
  if (event.kind == "stage.obstacle-cleared") {
    if (!begun(state)) throw Unreadable{};
    Json cleared{{"result", text_of(event.body, "result")}, {"at", written_at(event)}};
    if (event.redacted) cleared["redacted"] = true;
    state["cleared"][event.office] = std::move(cleared);
    return;
  }
  if (begun(state)) return keep_conflict(state, event, "id-used-twice");
  Json obstacle{{"id", event.subject},
                {"area", event.area},
                {"office", event.office},
                {"written", written_at(event)}};
  for (const char* key : {"stage", "station", "place", "effect", "step", "owner", "due"}) {
    obstacle[key] = text_of(event.body, key);
  }
  if (event.redacted) obstacle["redacted"] = true;
  obstacle["cleared"] = Json::object();
  state = std::move(obstacle);
}

Json run_record(Seat& seat, const Args& args) {
  const auto [station, area] = act_place(seat, args);
  seat.require(Right::report, area);
  const std::string stage = stage_code(seat, args.text("stage"));
  const std::string owner =
      args.has("owner") ? office_id(seat, args.text("owner")) : seat.who().office;
  const std::string id = seat.mint("obstacle", 'd');
  seat.act("stage.obstructed", id, area,
           Json{{"stage", stage},
                {"station", station},
                {"place", seat.words(args.text("place"), "place")},
                {"effect", seat.words(args.text("effect"), "effect")},
                {"step", seat.words(args.text("step"), "step", false)},
                {"owner", owner},
                {"due", seat.day(args.text("due"), "due", false)}});
  return Json{{"id", id}, {"stage", stage}, {"owner", owner}};
}

Json run_clear(Seat& seat, const Args& args) {
  const std::string id = seat.meant("obstacle", args.text("obstacle"));
  const Json obstacle = *seat.state(id);
  const std::string area = obstacle.at("area").get<std::string>();
  seat.require(Right::report, area);
  const std::string owner = obstacle.at("owner").get<std::string>();
  const std::string recorded_by = obstacle.at("office").get<std::string>();
  if (seat.who().office != owner && seat.who().office != recorded_by) {
    throw Error(
        ErrorKind::forbidden, "desk.not-concerned",
        {{"id", id},
         {"concerned",
          owner == recorded_by || owner.empty() ? recorded_by : recorded_by + ", " + owner}});
  }
  if (!obstacle.at("cleared").empty()) {
    throw Error(ErrorKind::conflict, "desk.already-cleared", {{"id", id}});
  }
  seat.act("stage.obstacle-cleared", id, area,
           Json{{"result", seat.words(args.text("result"), "result")}});
  return Json{{"id", id}, {"office", seat.who().office}};
}

constexpr std::array kRecord = {Arg{"stage", ArgKind::text, true, true},
                                Arg{"place", ArgKind::text, true, true},
                                Arg{"effect", ArgKind::text, true, true},
                                Arg{"step"},
                                Arg{"owner"},
                                Arg{"due"},
                                Arg{"station"},
                                Arg{"area"}};
constexpr std::array kClear = {Arg{"obstacle", ArgKind::text, true, true},
                               Arg{"result", ArgKind::text, true, true}};
constexpr std::array kObstaclesActs = {Act{"obstacle.record", kRecord, run_record},
                                       Act{"obstacle.clear", kClear, run_clear}};

}  // namespace

std::span<const Act> obstacle_acts() { return kObstaclesActs; }

const Part& obstacle_part() {
  static constexpr Part part{"obstacle", kObstaclesKinds, apply_obstacle};
  return part;
}

}  // namespace adem::desk
