#include "desk/dossier.h"

#include <algorithm>
#include <array>

#include "desk/ids.h"

namespace adem::desk {

namespace {

constexpr std::array kDossierKinds = {Kind{"proposal.made", true}, Kind{"proposal.forwarded"},
                                      Kind{"proposal.withdrawn"},  Kind{"decision.made"},
                                      Kind{"decision.withdrawn"},  Kind{"action.added"},
                                      Kind{"action.done"},         Kind{"action.withdrawn"},
                                      Kind{"notice.published"},    Kind{"notice.withdrawn"}};

Json empty_dossier(const ledger::Event& event) {
  Json state{
      {"id", root_of(event.subject)}, {"area", event.area}, {"status", ""}, {"proposal", nullptr}};
  for (const char* list : {"forwards", "decisions", "actions", "done", "notices", "withdrawals"}) {
    state[list] = Json::array();
  }
  return state;
}

// Takes the named values of a body as they are meant: a text, or a list of texts.
struct Taken {
  const char* name;
  bool list = false;
};
constexpr std::array kProposal = {
    Taken{"election"},   Taken{"about"},    Taken{"stations", true}, Taken{"areas", true},
    Taken{"from_venue"}, Taken{"to_venue"}, Taken{"reason"},         Taken{"legal"},
    Taken{"made_from"},  Taken{"fact"}};
constexpr std::array kForward = {Taken{"note"}};
constexpr std::array kDecision = {
    Taken{"election"},    Taken{"about"},       Taken{"verdict"},        Taken{"stations", true},
    Taken{"areas", true}, Taken{"reach", true}, Taken{"together", true}, Taken{"from_venue"},
    Taken{"to_venue"},    Taken{"fact"},        Taken{"legal"},          Taken{"number"},
    Taken{"valid_from"},  Taken{"note"}};
constexpr std::array kAction = {Taken{"decision"}, Taken{"owner"}, Taken{"text"}, Taken{"due"},
                                Taken{"stations", true}};
constexpr std::array kDone = {Taken{"evidence"}, Taken{"on"}};
constexpr std::array kNotice = {Taken{"decision"}};
constexpr std::array kWithdrawal = {Taken{"why"}};

template <std::size_t N>
Json entry(const ledger::Event& event, const std::array<Taken, N>& values) {
  Json made{{"id", event.subject},     {"by", event.office},         {"account", event.author},
            {"at", iso_utc(event.at)}, {"redacted", event.redacted}, {"broken", ""}};
  if (event.redacted) return made;
  for (const auto& value : values) {
    const Json& found = event.body.at(value.name);
    if (value.list) {
      made[value.name] = found.get<std::vector<std::string>>();
    } else {
      made[value.name] = found.get<std::string>();
    }
  }
  if (event.body.contains("exercise")) made["exercise"] = event.body.at("exercise").get<bool>();
  return made;
}

void propose(Json& state, const ledger::Event& event) {
  Json made = entry(event, kProposal);
  if (!state["proposal"].is_null()) throw Unreadable{};  // an id is given once; the first stays
  state["proposal"] = std::move(made);
  state["area"] = event.area;
}

void apply(Json& state, const ledger::Event& event) {
  if (!state.is_object() || !state.contains("proposal")) state = empty_dossier(event);
  const std::string_view kind = event.kind;
  if (kind == "proposal.made") {
    propose(state, event);
  } else if (kind == "proposal.forwarded") {
    state["forwards"].push_back(entry(event, kForward));
  } else if (kind == "decision.made") {
    state["decisions"].push_back(entry(event, kDecision));
  } else if (kind == "action.added") {
    state["actions"].push_back(entry(event, kAction));
  } else if (kind == "action.done") {
    state["done"].push_back(entry(event, kDone));
  } else if (kind == "notice.published") {
    state["notices"].push_back(entry(event, kNotice));
  } else {
    state["withdrawals"].push_back(entry(event, kWithdrawal));
  }
  judge_dossier(state);
}

}  // namespace

const Json& entry_of(const Json& list, const std::string& id) {
  static const Json none;
  const auto it = std::ranges::find_if(list, [&id](const Json& one) { return one["id"] == id; });
  return it == list.end() ? none : *it;
}

const Part& dossier_part() {
  static constexpr Part part{kDossier, kDossierKinds, apply};
  return part;
}

}  // namespace adem::desk
