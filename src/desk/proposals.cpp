#include "desk/proposals.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "desk/competence.h"
#include "desk/dossier_seat.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

Topic topic_meant(const Seat& seat, const std::string& text) {
  const std::string about = tidy(text);
  auto topic = topic_of(seat.rules(), about);
  if (topic) return *topic;
  throw Error(ErrorKind::bad_input, "desk.unknown-topic",
              {{"about", about}, {"known", joined(topic_codes(seat.rules()))}});
}

std::string hash_meant(const std::string& text) {
  const std::string hash = tidy(text);
  const bool hex = std::ranges::all_of(
      hash, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  if (hash.empty() || (hex && hash.size() >= 32 && hash.size() <= 64)) return hash;
  throw Error(ErrorKind::bad_input, "desk.bad-hash", {{"text", hash}});
}

// A recorded fact ("f1") at one of these stations.
std::string fact_meant(const Seat& seat, const std::string& text,
                       const std::vector<std::string>& stations) {
  if (tidy(text).empty()) return {};
  std::string fact = seat.meant("fact", text);
  const std::string station = seat.state(fact)->value("station", "");
  if (std::ranges::find(stations, station) != stations.end()) return fact;
  throw Error(ErrorKind::bad_input, "desk.other-station", {{"fact", tidy(text)}});
}

struct Where {
  std::vector<std::string> stations, areas;
};

Where where_meant(const Seat& seat, const Args& args) {
  Where where;
  for (const auto& text : args.list("stations")) {
    const std::string key = seat.station(text);
    if (std::ranges::find(where.stations, key) != where.stations.end()) continue;
    where.stations.push_back(key);
    const std::string area = seat.area_of_station(key);
    if (std::ranges::find(where.areas, area) == where.areas.end()) where.areas.push_back(area);
  }
  const std::string area = seat.words(args.text("area"), "area", false);
  if (!area.empty()) where.areas.push_back(area);
  if (where.areas.empty()) throw Error(ErrorKind::bad_input, "desk.no-place");
  return where;
}

Json make(Seat& seat, const Args& args) {
  const Topic topic = topic_meant(seat, args.text("about"));
  const Where where = where_meant(seat, args);
  Json body{{"election", seat.rules().election},
            {"about", topic.code},
            {"stations", where.stations},
            {"areas", where.areas},
            {"from_venue", seat.words(args.text("from-venue"), "from-venue", false)},
            {"to_venue", seat.words(args.text("to-venue"), "to-venue", topic.code == "relocation")},
            {"reason", seat.words(args.text("reason"), "reason")},
            {"legal", topic.voting ? legal_basis(seat, args.text("legal"))
                                   : seat.words(args.text("legal"), "legal", false)},
            {"made_from", hash_meant(args.text("made-from"))},
            {"fact", fact_meant(seat, args.text("fact"), where.stations)}};
  if (seat.around().exercise) body["exercise"] = true;
  const std::string id = seat.mint("proposal", 'p');
  seat.act("proposal.made", id, common_area(where.areas), std::move(body));
  const Json state = *seat.state(id);
  must_stand(seat, state["proposal"], topic.voting ? Right::propose : Right::decide_own);
  return Json{{"id", shown(seat, id)},
              {"full", id},
              {"about", topic.code},
              {"stations", where.stations},
              {"status", state["status"]}};
}

void must_be_open(const Seat& seat, const Json& dossier) {
  const std::string status = dossier["status"];
  if (status == "pending" || status == "to-forward") return;
  throw Error(ErrorKind::conflict, "desk.already-decided",
              {{"id", shown(seat, dossier["id"].get<std::string>())}, {"status", status}});
}

Json forward(Seat& seat, const Args& args) {
  const Json dossier = meant_dossier(seat, args.text("proposal"));
  const std::string id = dossier["id"];
  seat.act("proposal.forwarded", id, dossier["area"].get<std::string>(),
           Json{{"note", seat.words(args.text("note"), "note", false)}});
  must_stand(seat, last_entry(seat, dossier, "forwards"), Right::propose);
  must_be_open(seat, dossier);
  return Json{{"id", shown(seat, id)}, {"full", id}, {"status", (*seat.state(id))["status"]}};
}

Json withdraw(Seat& seat, const Args& args) {
  const Json dossier = meant_dossier(seat, args.text("proposal"));
  const std::string id = dossier["id"];
  seat.act("proposal.withdrawn", id, dossier["area"].get<std::string>(),
           Json{{"why", seat.words(args.text("why"), "why")}});
  must_stand(seat, last_entry(seat, dossier, "withdrawals"), Right::propose);
  must_be_open(seat, dossier);
  return Json{{"id", shown(seat, id)}, {"full", id}, {"status", (*seat.state(id))["status"]}};
}

constexpr std::array kMake = {Arg{"about", ArgKind::text, true, true},
                              Arg{"stations", ArgKind::list},
                              Arg{"area"},
                              Arg{"to-venue"},
                              Arg{"from-venue"},
                              Arg{"reason", ArgKind::text, true},
                              Arg{"legal"},
                              Arg{"made-from"},
                              Arg{"fact"}};
constexpr std::array kForward = {Arg{"proposal", ArgKind::text, true, true}, Arg{"note"}};
constexpr std::array kWithdraw = {Arg{"proposal", ArgKind::text, true, true},
                                  Arg{"why", ArgKind::text, true}};
constexpr std::array kProposalsActs = {Act{"proposal.make", kMake, make, "propose"},
                                       Act{"proposal.forward", kForward, forward},
                                       Act{"proposal.withdraw", kWithdraw, withdraw}};

}  // namespace

std::string legal_basis(const Seat& seat, const std::string& text) {
  const std::string legal = tidy(text);
  if (legal.empty() || is_legal_basis(seat.rules(), legal)) return legal;
  throw Error(ErrorKind::bad_input, "desk.unknown-legal",
              {{"legal", legal}, {"known", joined(legal_codes(seat.rules()))}});
}

std::span<const Act> proposal_acts() { return kProposalsActs; }

}  // namespace adem::desk
