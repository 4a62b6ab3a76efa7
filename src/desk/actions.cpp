#include "desk/actions.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "desk/dossier_seat.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

// An office that the rule book knows; empty: the actor's own.
std::string owner_meant(const Seat& seat, const std::string& text) {
  const std::string owner = seat.words(text, "owner", false);
  if (owner.empty()) return seat.who().office;
  const auto [kind, area] = office_parts(owner);
  if (seat.rules().office(kind) != nullptr) return owner;
  std::string known;
  for (const auto& one : seat.rules().offices) known += (known.empty() ? "" : ", ") + one.code;
  throw Error(ErrorKind::bad_input, "desk.unknown-kind", {{"kind", kind}, {"known", known}});
}

Json add(Seat& seat, const Args& args) {
  const Item item = meant_item(seat, "decisions", args.text("decision"));
  std::vector<std::string> stations;
  for (const auto& text : args.list("stations")) {
    const std::string key = seat.station(text);
    if (std::ranges::find(stations, key) == stations.end()) stations.push_back(key);
  }
  const std::string id = next_item(seat, item.dossier, "actions", 'a');
  Json body{{"decision", item.entry["id"]},
            {"owner", owner_meant(seat, args.text("owner"))},
            {"text", seat.words(args.text("text"), "text")},
            {"due", seat.day(args.text("due"), "due")},
            {"stations", stations}};
  if (seat.around().exercise) body["exercise"] = true;
  seat.act("action.added", id, item.dossier["area"].get<std::string>(), std::move(body));
  const Json made = last_entry(seat, item.dossier, "actions");
  must_stand(seat, made, Right::decide_own);
  if (made["state"] != "open") {
    throw Error(
        ErrorKind::conflict, "desk.not-approved",
        {{"office", seat.who().office}, {"id", shown(seat, item.entry["id"].get<std::string>())}});
  }
  return Json{{"id", shown(seat, id)},
              {"full", id},
              {"owner", made["owner"]},
              {"due", made["due"]},
              {"text", made["text"]}};
}

void must_be_open(const Seat& seat, const Json& action) {
  const adem::Args args = {{"id", shown(seat, action["id"].get<std::string>())}};
  const std::string state = action["state"];
  if (state == "done") throw Error(ErrorKind::conflict, "desk.already-done", args);
  if (state != "open") throw Error(ErrorKind::conflict, "desk.is-withdrawn", args);
}

Json done(Seat& seat, const Args& args) {
  const Item item = meant_item(seat, "actions", args.text("action"));
  const std::string id = item.entry["id"];
  const std::string on = args.has("on") ? seat.day(args.text("on"), "on") : seat.today();
  if (on > seat.today()) {
    throw Error(ErrorKind::bad_input, "desk.done-in-future", {{"date", on}});
  }
  seat.act("action.done", id, item.dossier["area"].get<std::string>(),
           Json{{"evidence", seat.words(args.text("evidence"), "evidence")}, {"on", on}});
  must_stand(seat, last_entry(seat, item.dossier, "done"), Right::decide_own);
  must_be_open(seat, item.entry);
  return Json{{"id", shown(seat, id)}, {"full", id}, {"on", on}};
}

Json withdraw(Seat& seat, const Args& args) {
  const Item item = meant_item(seat, "actions", args.text("action"));
  const std::string id = item.entry["id"];
  seat.act("action.withdrawn", id, item.dossier["area"].get<std::string>(),
           Json{{"why", seat.words(args.text("why"), "why")}});
  must_stand(seat, last_entry(seat, item.dossier, "withdrawals"), Right::decide_own);
  must_be_open(seat, item.entry);
  return Json{{"id", shown(seat, id)}, {"full", id}};
}

constexpr std::array kAdd = {Arg{"decision", ArgKind::text, true, true}, Arg{"owner"},
                             Arg{"text", ArgKind::text, true}, Arg{"due", ArgKind::text, true},
                             Arg{"stations", ArgKind::list}};
constexpr std::array kDone = {Arg{"action", ArgKind::text, true, true},
                              Arg{"evidence", ArgKind::text, true}, Arg{"on"}};
constexpr std::array kWithdraw = {Arg{"action", ArgKind::text, true, true},
                                  Arg{"why", ArgKind::text, true}};
constexpr std::array kActionsActs = {Act{"action.add", kAdd, add}, Act{"action.done", kDone, done},
                                     Act{"action.withdraw", kWithdraw, withdraw}};

}  // namespace

std::span<const Act> action_acts() { return kActionsActs; }

}  // namespace adem::desk
