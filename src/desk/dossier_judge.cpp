// What follows from the entries of a dossier: which break a rule, and what therefore holds.
#include <algorithm>

#include "desk/competence.h"
#include "desk/dossier.h"
#include "desk/ids.h"
#include "desk/seat.h"

namespace adem::desk {

namespace {

using election::Right;
using election::RuleBook;
using Texts = std::vector<std::string>;

// An entry that is not there (null) says nothing.
std::string text(const Json& entry, const char* name) {
  return entry.is_object() ? entry.value(name, "") : "";
}
Texts texts(const Json& entry, const char* name) { return entry.value(name, Texts{}); }
bool is_broken(const Json& entry) { return !text(entry, "broken").empty(); }
bool is_redacted(const Json& entry) { return entry.is_object() && entry.value("redacted", false); }
bool is_withdrawn(const Json& entry) { return !entry["withdrawn"].is_null(); }

Party writer(const RuleBook& book, const Json& entry) {
  return party_of(book, text(entry, "account"), text(entry, "by"));
}

// What an entry is judged by: its election's rule book and its topic.
struct Ground {
  const RuleBook* book = nullptr;
  std::optional<Topic> topic;
};
Ground ground_of(const Json& entry) {
  Ground ground{book_of(text(entry, "election")), std::nullopt};
  if (ground.book != nullptr) ground.topic = topic_of(*ground.book, text(entry, "about"));
  return ground;
}

std::string_view basis_breaks(const Ground& ground, const std::string& legal) {
  const bool stands = ground.topic->voting ? is_legal_basis(*ground.book, legal) : !legal.empty();
  return stands ? "" : "no-basis";
}

std::string_view proposal_breaks(const Json& proposal) {
  const Ground ground = ground_of(proposal);
  if (!ground.topic) return "unknown-topic";
  const auto areas = texts(proposal, "areas");
  const auto broken = proposing_breaks(*ground.topic, writer(*ground.book, proposal), areas);
  if (!broken.empty() || !ground.topic->voting) return broken;
  // The path that repeats a vote is never suggested by a calculation.
  if (text(proposal, "about") == "ulang" && !text(proposal, "made_from").empty()) {
    return "made-by-adem";
  }
  return basis_breaks(ground, text(proposal, "legal"));
}

void judge_forwards(Json& state, const Json& content) {
  const Ground ground = ground_of(content);
  std::size_t step = 0;
  for (Json& one : state["forwards"]) {
    std::string_view broken = "unknown-topic";
    if (ground.topic) {
      broken = forwarding_breaks(*ground.topic, writer(*ground.book, one), texts(content, "areas"),
                                 step);
    }
    if (broken.empty()) ++step;
    one["broken"] = broken;
  }
}

// The proposer, and everybody whose forwarding counts.
std::vector<Party> before_decision(const RuleBook& book, const Json& state) {
  std::vector<Party> before = {writer(book, state["proposal"])};
  for (const Json& one : state["forwards"]) {
    if (!is_broken(one)) before.push_back(writer(book, one));
  }
  return before;
}

// A decision says what the proposal says, and nothing else.
bool differs(const Json& proposal, const Json& decision) {
  for (const char* name :
       {"election", "about", "stations", "areas", "from_venue", "to_venue", "fact"}) {
    if (proposal[name] != decision[name]) return true;
  }
  return false;
}

std::string_view decision_breaks(const Json& state, const Json& decision) {
  if (is_redacted(decision)) return "";
  const Ground ground = ground_of(decision);
  const Json& proposal = state["proposal"];
  if (!ground.topic) return "unknown-topic";
  if (proposal.is_null()) return "no-proposal";
  const auto areas = texts(decision, "areas"), reach = texts(decision, "reach");
  if (is_redacted(proposal)) {
    const auto broken = proposing_breaks(*ground.topic, writer(*ground.book, proposal), areas);
    if (!broken.empty()) return broken;
  } else if (differs(proposal, decision)) {
    return "differs";
  } else if (is_broken(proposal)) {
    return "broken-proposal";
  }
  for (const auto& area : areas) {
    if (std::ranges::find(reach, area) == reach.end()) return "differs";
  }
  const auto verdict = text(decision, "verdict");
  if (verdict != "approved" && verdict != "refused" && verdict != "returned") {
    return "unknown-verdict";
  }
  const auto broken = deciding_breaks(*ground.topic, before_decision(*ground.book, state),
                                      writer(*ground.book, decision), reach);
  return broken.empty() ? basis_breaks(ground, text(decision, "legal")) : broken;
}

// Who may take an entry back: the office that wrote it.
void judge_withdrawals(Json& state) {
  const auto mark = [&state](Json& entry) {
    entry["withdrawn"] = nullptr;
    for (Json& one : state["withdrawals"]) {
      if (one["id"] != entry["id"]) continue;
      one["broken"] = one["by"] == entry["by"] ? "" : "not-yours";
      if (!is_broken(one)) entry["withdrawn"] = text(one, "why");
    }
  };
  for (Json& one : state["withdrawals"]) one["broken"] = "unknown-entry";
  if (!state["proposal"].is_null()) mark(state["proposal"]);
  for (const char* list : {"decisions", "actions", "notices"}) {
    for (Json& one : state[list]) mark(one);
  }
}

bool stands(const Json& decision) {
  return !is_broken(decision) && !is_redacted(decision) && !is_withdrawn(decision);
}

std::string status_of(const Json& state) {
  const Json& proposal = state["proposal"];
  if (proposal.is_null()) return "incomplete";
  if (is_broken(proposal)) return "invalid";
  const Json* standing = nullptr;
  for (const Json& one : state["decisions"]) {
    if (!stands(one)) continue;
    for (const char* name : {"verdict", "legal", "number", "valid_from"}) {
      if (standing != nullptr && (*standing)[name] != one[name]) return "conflict";
    }
    if (standing == nullptr) standing = &one;
  }
  if (standing != nullptr) return is_withdrawn(proposal) ? "conflict" : text(*standing, "verdict");
  if (is_withdrawn(proposal)) return "withdrawn";
  const auto forwarded =
      std::ranges::count_if(state["forwards"], [](const Json& one) { return !is_broken(one); });
  const Ground ground = ground_of(proposal);
  const std::size_t needed = ground.topic ? forwards_needed(*ground.topic) : 0;
  return static_cast<std::size_t>(forwarded) < needed ? "to-forward" : "pending";
}

// What an action or a notice needs of its decision.
std::string_view following_breaks(const Json& decision) {
  if (decision.is_null()) return "no-decision";
  if (is_broken(decision)) return "broken-decision";
  return is_redacted(decision) || decision["verdict"] == "approved" ? "" : "not-approved";
}

bool touches(const Party& by, const Texts& areas) {
  return std::ranges::any_of(areas, [&by](const std::string& area) {
    return covers(by.area, area) || covers(area, by.area);
  });
}

std::string_view action_breaks(const Json& decision, const Json& action) {
  if (const auto broken = following_breaks(decision); !broken.empty()) return broken;
  const auto* book = book_of(text(decision, "election"));
  if (book == nullptr) return "";  // the decision's text was taken out
  const Party by = writer(*book, action), owner = party_of(*book, "", text(action, "owner"));
  if (by.account.empty()) return "no-account";
  if (by.kind == nullptr || owner.kind == nullptr) return "unknown-office";
  if (!by.kind->may(Right::decide_own)) return "right";
  if (!touches(by, texts(decision, "areas"))) return "foreign-area";
  if (by.office == owner.office) return "";
  const bool own_chain = by.kind->chain == owner.kind->chain && covers(by.area, owner.area);
  return own_chain && action["by"] == decision["by"] ? "" : "not-own-duty";
}

std::string_view notice_breaks(const Json& decision, const Json& notice) {
  if (const auto broken = following_breaks(decision); !broken.empty()) return broken;
  if (notice["by"] != decision["by"]) return "not-yours";
  const Ground ground = ground_of(decision);
  return !ground.topic || ground.topic->voting ? "" : "not-voting";
}

bool holds(const Json& state, const Json& decision) {
  return state["status"] == "approved" && decision.is_object() && stands(decision);
}

void judge_actions(Json& state) {
  for (Json& one : state["done"]) one["broken"] = "unknown-entry";
  for (Json& action : state["actions"]) {
    const bool gone = is_redacted(action);
    const Json& decision = entry_of(state["decisions"], text(action, "decision"));
    action["broken"] = gone ? "" : action_breaks(decision, action);
    bool done = false;
    for (Json& one : state["done"]) {
      if (one["id"] != action["id"]) continue;
      one["broken"] = gone || one["by"] == action["owner"] ? "" : "not-yours";
      done = done || !is_broken(one);
    }
    const char* open =
        gone || is_redacted(decision) || holds(state, decision) ? "open" : "cancelled";
    action["state"] = is_broken(action)              ? "invalid"
                      : done && is_withdrawn(action) ? "conflict"
                      : is_withdrawn(action)         ? "withdrawn"
                      : done                         ? "done"
                                                     : open;
  }
}

void judge_notices(Json& state) {
  for (Json& notice : state["notices"]) {
    const Json& decision = entry_of(state["decisions"], text(notice, "decision"));
    notice["broken"] = is_redacted(notice) ? "" : notice_breaks(decision, notice);
    const bool shown = !is_redacted(notice) && holds(state, decision);
    notice["state"] = is_broken(notice)      ? "invalid"
                      : is_withdrawn(notice) ? "withdrawn"
                      : shown                ? "published"
                                             : "held";
  }
}

// What the dossier is about, where the proposal's own text was taken out: as decided.
const Json& content_of(const Json& state) {
  const Json& proposal = state["proposal"];
  if (!proposal.is_null() && !is_redacted(proposal)) return proposal;
  for (const Json& one : state["decisions"]) {
    if (!is_redacted(one)) return one;
  }
  return proposal;
}

}  // namespace

void judge_dossier(Json& state) {
  Json& proposal = state["proposal"];
  if (!proposal.is_null()) {
    proposal["broken"] = is_redacted(proposal) ? "" : proposal_breaks(proposal);
  }
  const Json content = content_of(state);
  if (content.is_object()) judge_forwards(state, content);
  for (Json& one : state["decisions"]) one["broken"] = decision_breaks(state, one);
  judge_withdrawals(state);
  state["status"] = status_of(state);
  judge_actions(state);
  judge_notices(state);
}

}  // namespace adem::desk
