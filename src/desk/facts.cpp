#include "desk/facts.h"

#include <algorithm>

#include "base/error.h"
#include "desk/statements.h"
#include "desk/station_words.h"

namespace adem::desk {

namespace {

constexpr std::array kFactsKinds = {Kind{"fact.recorded", true}, Kind{"fact.withdrawn"}};
constexpr std::int64_t kMostWitnesses = 1000;

void apply_fact(Json& state, const ledger::Event& event) {
  if (event.kind == "fact.withdrawn") {
    if (!begun(state)) throw Unreadable{};
    if (event.office != state.at("office").get<std::string>()) {
      return keep_conflict(state, event, "not-yours");
    }
    state["withdrawn"] = Json{{"at", written_at(event)}, {"why", text_of(event.body, "why")}};
    return;
  }
  if (begun(state)) return keep_conflict(state, event, "id-used-twice");
  Json fact{{"id", event.subject},
            {"area", event.area},
            {"office", event.office},
            {"written", written_at(event)}};
  for (const char* key : {"station", "what", "to_venue", "at", "source", "note"}) {
    fact[key] = text_of(event.body, key);
  }
  fact["witnesses"] = Json::array();
  fact["witness_count"] = nullptr;
  fact["withdrawn"] = nullptr;
  if (event.redacted) {
    fact["redacted"] = true;
  } else {
    for (const Json& office : event.body.at("witnesses")) {
      fact["witnesses"].push_back(office.get<std::string>());
    }
    const Json& count = event.body.at("witness_count");
    if (!count.is_null()) fact["witness_count"] = count.get<std::int64_t>();
  }
  state = std::move(fact);
}

Json witnesses(const Seat& seat, const Args& args) {
  Json offices = Json::array();
  for (const auto& one : args.list("witness")) offices.push_back(office_id(seat, one));
  return offices;
}

Json run_record(Seat& seat, const Args& args) {
  const std::string key = seat.station(args.text("station"));
  const std::string area = seat.area_of_station(key);
  seat.require(Right::report, area);
  std::vector<std::string_view> known;
  for (const auto& kind : kFactKinds) known.push_back(kind.what);
  const std::string what = choice(args.text("what"), "what", known);
  const std::string at = past_moment(seat, args.text("at"));
  Json body{
      {"station", key},
      {"what", what},
      {"to_venue", seat.words(args.text("to"), "place", what == "moved")},
      {"at", at},
      {"source", args.has("source") ? choice(args.text("source"), "source", kSources) : "seen"},
      {"witnesses", witnesses(seat, args)},
      {"witness_count", nullptr},
      {"note", seat.words(args.text("note"), "notes", false)}};
  if (args.has("witness-count")) {
    const std::int64_t count = args.number("witness-count", 0);
    if (count < 0 || count > kMostWitnesses) {
      throw Error(ErrorKind::bad_input, "desk.out-of-range",
                  {{"field", std::string("witness-count")},
                   {"low", std::int64_t{0}},
                   {"high", kMostWitnesses}});
    }
    body["witness_count"] = count;
  }
  const std::string id = seat.mint("fact", 'f');
  seat.act("fact.recorded", id, area, std::move(body));
  return Json{{"id", id},
              {"station", key},
              {"what", what},
              {"at", at},
              {"pending", decided_about(what).empty() ? "no" : "yes"}};
}

Json run_withdraw(Seat& seat, const Args& args) {
  const std::string id = seat.meant("fact", args.text("fact"));
  const Json fact = *seat.state(id);
  seat.require(Right::report, fact.at("area").get<std::string>());
  if (fact.at("office") != seat.who().office) {
    throw Error(ErrorKind::forbidden, "desk.not-yours",
                {{"id", id}, {"office", fact.at("office").get<std::string>()}});
  }
  if (!fact.at("withdrawn").is_null()) {
    throw Error(ErrorKind::conflict, "desk.already-withdrawn", {{"id", id}});
  }
  seat.act("fact.withdrawn", id, fact.at("area").get<std::string>(),
           Json{{"why", seat.words(args.text("why"), "why")}});
  return Json{{"id", id}};
}

constexpr std::array kRecord = {Arg{"station", ArgKind::text, true, true},
                                Arg{"what", ArgKind::text, true, true},
                                Arg{"at"},
                                Arg{"to"},
                                Arg{"source"},
                                Arg{"witness", ArgKind::list},
                                Arg{"witness-count", ArgKind::number},
                                Arg{"note"}};
constexpr std::array kWithdraw = {Arg{"fact", ArgKind::text, true, true},
                                  Arg{"why", ArgKind::text, true}};
constexpr std::array kFactsActs = {Act{"station.fact", kRecord, run_record},
                                   Act{"station.fact-withdraw", kWithdraw, run_withdraw}};

}  // namespace

std::string_view decided_about(std::string_view what) {
  const auto it = std::ranges::find(kFactKinds, what, &FactKind::what);
  return it == kFactKinds.end() ? std::string_view() : it->about;
}

std::span<const Act> fact_acts() { return kFactsActs; }

const Part& fact_part() {
  static constexpr Part part{"fact", kFactsKinds, apply_fact};
  return part;
}

}  // namespace adem::desk
