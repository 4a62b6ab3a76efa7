#include "desk/decisions.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "desk/competence.h"
#include "desk/dossier_seat.h"
#include "desk/proposals.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

std::string verdict_meant(const std::string& text) {
  const std::string verdict = tidy(text);
  if (verdict == "approved" || verdict == "refused" || verdict == "returned") return verdict;
  throw Error(ErrorKind::bad_input, "desk.unknown-verdict",
              {{"verdict", verdict}, {"known", "approved, refused, returned"}});
}

// The proposals decided together, the one named first, each once.
std::vector<Json> dossiers_meant(const Seat& seat, const Args& args) {
  std::vector<Json> found = {meant_dossier(seat, args.text("proposal"))};
  for (const auto& text : args.list("with")) {
    Json one = meant_dossier(seat, text);
    const bool known =
        std::ranges::any_of(found, [&one](const Json& other) { return other["id"] == one["id"]; });
    if (!known) found.push_back(std::move(one));
  }
  return found;
}

// What is decided about all of them alike.
Json common_body(const Seat& seat, const Args& args, const std::vector<Json>& dossiers) {
  const std::string verdict = verdict_meant(args.text("verdict"));
  const bool approved = verdict == "approved";
  bool voting = false, dated = false;
  Json reach = Json::array(), together = Json::array();
  for (const Json& dossier : dossiers) {
    const Json& proposal = dossier["proposal"];
    if (!proposal.contains("about")) {
      throw Error(ErrorKind::conflict, "desk.no-content", {{"id", shown(seat, dossier["id"])}});
    }
    const auto topic = topic_of(seat.rules(), proposal["about"].get<std::string>());
    voting = voting || (topic && topic->voting);
    dated = dated || (topic && topic->path != nullptr);
    for (const Json& area : proposal["areas"]) {
      if (std::ranges::find(reach, area) == reach.end()) reach.push_back(area);
    }
    if (dossiers.size() > 1) together.push_back(dossier["id"]);
  }
  // A new day of voting is named; a station that moves, moves at once unless it is said.
  const std::string from = tidy(args.text("valid-from"));
  if (from.empty() && approved && dated) {
    throw Error(ErrorKind::bad_input, "desk.empty", {{"field", "valid-from"}});
  }
  Json body{{"verdict", verdict},
            {"reach", std::move(reach)},
            {"together", std::move(together)},
            {"legal", voting ? legal_basis(seat, args.text("legal"))
                             : seat.words(args.text("legal"), "legal")},
            {"number", seat.words(args.text("number"), "number", false)},
            {"valid_from", approved || !from.empty() ? seat.moment(from) : ""},
            {"note", seat.words(args.text("note"), "note", !approved)}};
  if (seat.around().exercise) body["exercise"] = true;
  return body;
}

void decide_one(Seat& seat, const Json& dossier, Json body) {
  const std::string id = dossier["id"], status = dossier["status"];
  const Json& proposal = dossier["proposal"];
  body["proposal"] = id;
  for (const char* name :
       {"election", "about", "stations", "areas", "from_venue", "to_venue", "fact"}) {
    body[name] = proposal[name];
  }
  seat.act("decision.made", next_item(seat, dossier, "decisions", 'k'),
           dossier["area"].get<std::string>(), std::move(body));
  const Json made = last_entry(seat, dossier, "decisions");
  const auto topic = topic_of(seat.rules(), proposal["about"].get<std::string>());
  must_stand(seat, made, topic && topic->voting ? Right::decide_voting : Right::decide_own);
  if (status != "pending") {
    throw Error(ErrorKind::conflict, "desk.already-decided",
                {{"id", shown(seat, id)}, {"status", status}});
  }
}

Json make(Seat& seat, const Args& args) {
  const auto dossiers = dossiers_meant(seat, args);
  const Json body = common_body(seat, args, dossiers);
  for (const Json& dossier : dossiers) decide_one(seat, dossier, body);
  const Json first = last_entry(seat, dossiers.front(), "decisions");
  const std::string id = first["id"];
  return Json{{"id", shown(seat, id)},
              {"full", id},
              {"proposal", shown(seat, std::string(root_of(id)))},
              {"about", first["about"]},
              {"stations", first["stations"]},
              {"verdict", first["verdict"]},
              {"number", first["number"]},
              {"decided", static_cast<std::int64_t>(dossiers.size())}};
}

void must_not_be_withdrawn(const Seat& seat, const Json& entry) {
  if (entry["withdrawn"].is_null()) return;
  throw Error(ErrorKind::conflict, "desk.is-withdrawn",
              {{"id", shown(seat, entry["id"].get<std::string>())}});
}

Json withdraw(Seat& seat, const Args& args, const char* list, const char* arg, const char* kind,
              Right right) {
  const Item item = meant_item(seat, list, args.text(arg));
  const std::string id = item.entry["id"];
  seat.act(kind, id, item.dossier["area"].get<std::string>(),
           Json{{"why", seat.words(args.text("why"), "why")}});
  must_stand(seat, last_entry(seat, item.dossier, "withdrawals"), right);
  must_not_be_withdrawn(seat, item.entry);
  return Json{{"id", shown(seat, id)}, {"full", id}};
}

Json withdraw_decision(Seat& seat, const Args& args) {
  return withdraw(seat, args, "decisions", "decision", "decision.withdrawn", Right::decide_voting);
}

Json withdraw_notice(Seat& seat, const Args& args) {
  return withdraw(seat, args, "notices", "notice", "notice.withdrawn", Right::decide_voting);
}

Json publish(Seat& seat, const Args& args) {
  const Item item = meant_item(seat, "decisions", args.text("decision"));
  const std::string decision = item.entry["id"];
  const std::string id = next_item(seat, item.dossier, "notices", 'n');
  Json body{{"decision", decision}};
  if (seat.around().exercise) body["exercise"] = true;
  seat.act("notice.published", id, item.dossier["area"].get<std::string>(), std::move(body));
  const Json made = last_entry(seat, item.dossier, "notices");
  must_stand(seat, made, Right::decide_voting);
  must_not_be_withdrawn(seat, item.entry);
  if (made["state"] != "published") {
    throw Error(ErrorKind::conflict, "desk.not-approved",
                {{"office", seat.who().office}, {"id", shown(seat, decision)}});
  }
  for (const Json& other : item.dossier["notices"]) {
    if (other["state"] == "published") {
      throw Error(ErrorKind::conflict, "desk.already-published",
                  {{"id", shown(seat, other["id"].get<std::string>())}});
    }
  }
  return Json{{"id", shown(seat, id)}, {"full", id}, {"decision", shown(seat, decision)}};
}

constexpr std::array kMake = {Arg{"proposal", ArgKind::text, true, true},
                              Arg{"verdict", ArgKind::text, true},
                              Arg{"legal", ArgKind::text, true},
                              Arg{"number"},
                              Arg{"valid-from"},
                              Arg{"note"},
                              Arg{"with", ArgKind::list}};
constexpr std::array kDecisionWithdraw = {Arg{"decision", ArgKind::text, true, true},
                                          Arg{"why", ArgKind::text, true}};
constexpr std::array kPublish = {Arg{"decision", ArgKind::text, true, true}};
constexpr std::array kTakeBack = {Arg{"notice", ArgKind::text, true, true},
                                  Arg{"why", ArgKind::text, true}};
constexpr std::array kDecisionsActs = {
    Act{"decision.make", kMake, make, "decide"},
    Act{"decision.withdraw", kDecisionWithdraw, withdraw_decision},
    Act{"notice.publish", kPublish, publish}, Act{"notice.withdraw", kTakeBack, withdraw_notice}};

}  // namespace

std::span<const Act> decision_acts() { return kDecisionsActs; }

}  // namespace adem::desk
