#include "desk/witness.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "desk/ids.h"
#include "desk/statements.h"
#include "desk/station_words.h"

namespace adem::desk {

namespace {

using election::Answered;
using election::Mark;
using election::WitnessAnswer;

constexpr std::array kWitnessKinds = {Kind{"station.answered"}};
constexpr std::string_view kAnswerPrefix = "witness:";
constexpr std::array<std::string_view, 5> kHeights = {"ankle", "calf", "knee", "waist", "unknown"};
// What an answer says, as it stands in a body and in the state.
constexpr std::array<const char*, 6> kSaid = {"flooded",  "when",        "height",
                                              "road_cut", "alternative", "owner_agrees"};

// "witness:1472051003001" of a station's own subject, whose key it spells alike.
std::string_view key_of(std::string_view subject) {
  return subject.starts_with(kAnswerPrefix) ? subject.substr(kAnswerPrefix.size())
                                            : std::string_view();
}

// When an answer speaks of; one that was taken out, of the time it was written.
std::string station_of_answer(const Json& entry) {
  const auto& told_at = entry.at("told_at");
  return (told_at.is_string() ? told_at : entry.at("at")).get<std::string>();
}

// Whether both are one witness of one office. Of an answer that was taken out the number alone is
// left.
bool same_witness(const Json& a, const Json& b) {
  if (a.at("office") != b.at("office")) return false;
  const bool taken_out = a.contains("redacted") || b.contains("redacted");
  return taken_out ? a.at("item") == b.at("item") : a.at("told_by") == b.at("told_by");
}

Json answer_entry(const ledger::Event& event, const std::string& item) {
  Json entry{{"item", item}, {"office", event.office}, {"at", written_at(event)}};
  if (event.redacted) {
    entry["told_by"] = "";
    entry["told_at"] = nullptr;
    entry["redacted"] = true;
    return entry;
  }
  for (const char* key : kSaid) entry[key] = event.body.at(key).get<std::string>();
  for (const char* key : {"told_by", "told_at"}) entry[key] = text_of(event.body, key);
  return entry;
}

void apply_answer(Json& state, const ledger::Event& event) {
  const auto root = root_of(event.subject);
  const std::string key = station_key("station:" + std::string(key_of(root)));
  if (key.empty() || root.size() == event.subject.size()) throw Unreadable{};
  Json entry = answer_entry(event, event.subject.substr(root.size() + 1));
  if (!begun(state)) {
    state = Json{{"id", root}, {"station", key}, {"area", event.area}, {"told", Json::array()}};
  }
  Json& told = state["told"];
  const auto old =
      std::ranges::find_if(told, [&](const Json& one) { return same_witness(one, entry); });
  if (old == told.end()) {
    told.push_back(std::move(entry));
  } else if (station_of_answer(*old) <= station_of_answer(entry)) {
    *old = std::move(entry);  // what was told earlier does not replace what is newer
  }
}

template <std::size_t N>
std::string choice_or_unknown(const Args& args, const char* name,
                              const std::array<std::string_view, N>& known) {
  return args.has(name) ? choice(args.text(name), name, known) : std::string("unknown");
}

// "No road is cut" is an answer, but not the name of a road.
std::string road(const Seat& seat, const Args& args) {
  std::string said = seat.words(args.text("road"), "road", false);
  const auto answered = election::read_answered(said);
  return answered && *answered != Answered::yes ? std::string() : said;
}

// The number under which this witness of this office is kept: its own, or the next.
std::string item_of(const Seat& seat, const std::string& subject, const std::string& told_by) {
  const auto state = seat.state(subject);
  int most = 0;
  for (const Json& one : state&& begun(*state) ? state->at("told") : Json::array()) {
    const auto item = one.at("item").get<std::string>();
    const bool own = one.at("office") == seat.who().office && !one.contains("redacted");
    if (own && one.at("told_by") == told_by) return item;
    most = std::max(most, number_of(item));
  }
  return "t" + std::to_string(most + 1);
}

Json run_witness_answer(Seat& seat, const Args& args) {
  const std::string key = seat.station(args.text("station"));
  const std::string area = seat.area_of_station(key);
  seat.require(Right::report, area);
  const std::string told_by = seat.words(args.text("office"), "office", false);
  const std::string told_at = past_moment(seat, args.text("told-at"));
  Json body{{"flooded", choice_or_unknown(args, "flooded", kAnswers)},
            {"when", seat.words(args.text("when"), "when", false)},
            {"height", choice_or_unknown(args, "height", kHeights)},
            {"road_cut", road(seat, args)},
            {"alternative", seat.words(args.text("alternative"), "alternative", false)},
            {"owner_agrees", choice_or_unknown(args, "owner-agrees", kAnswers)}};
  const bool nothing =
      std::ranges::all_of(body, [](const Json& said) { return said == "" || said == "unknown"; });
  if (nothing) throw Error(ErrorKind::bad_input, "desk.nothing-told");
  body["told_by"] = told_by;
  body["told_at"] = told_at;
  const std::string subject = witness_subject(key);
  seat.act("station.answered", subject + "." + item_of(seat, subject, told_by), area,
           std::move(body));
  return Json{{"station", key},
              {"office", seat.who().office},
              {"told_by", told_by.empty() ? seat.who().office : told_by},
              {"told_at", told_at}};
}

constexpr std::array kAnswer = {Arg{"station", ArgKind::text, true, true},
                                Arg{"flooded"},
                                Arg{"when"},
                                Arg{"height"},
                                Arg{"road"},
                                Arg{"alternative"},
                                Arg{"owner-agrees"},
                                Arg{"office"},
                                Arg{"told-at"}};
constexpr std::array kWitnessActs = {Act{"station.answer", kAnswer, run_witness_answer}};

// An entry that was written by a newer program may say what is not known here.
template <typename Value>
Value named(const Json& text, std::initializer_list<Value> values) {
  for (const Value value : values) {
    if (text == name_of(value)) return value;
  }
  return Value::unknown;
}

WitnessAnswer answer_of(const std::string& station, const Json& entry) {
  WitnessAnswer answer;
  answer.station = station;
  answer.flooded = named(entry.at("flooded"), {Answered::yes, Answered::no});
  answer.when = entry.at("when").get<std::string>();
  answer.height = named(entry.at("height"), {Mark::ankle, Mark::calf, Mark::knee, Mark::waist});
  answer.road_cut = entry.at("road_cut").get<std::string>();
  answer.alternative = entry.at("alternative").get<std::string>();
  answer.owner_agrees = named(entry.at("owner_agrees"), {Answered::yes, Answered::no});
  answer.office = entry.at("told_by").get<std::string>();
  if (answer.office.empty()) answer.office = entry.at("office").get<std::string>();
  answer.told_at = parse_instant(entry.at("told_at").get<std::string>(), Zone("UTC"));
  return answer;
}

}  // namespace

std::string witness_subject(std::string_view key) {
  const std::string station = station_subject(key);
  return std::string(kAnswerPrefix) + station.substr(station.find(':') + 1);
}

std::span<const Act> witness_acts() { return kWitnessActs; }

const Part& witness_part() {
  static constexpr Part part{"witness", kWitnessKinds, apply_answer};
  return part;
}

void each_told(const ledger::Reader& book,
               const std::function<void(election::WitnessAnswer)>& visit) {
  book.states("witness", "", [&visit](const std::string&, const Json& state) {
    if (!begun(state)) return;
    for (const Json& entry : state.at("told")) {
      if (!entry.contains("redacted")) {
        visit(answer_of(state.at("station").get<std::string>(), entry));
      }
    }
  });
}

}  // namespace adem::desk
