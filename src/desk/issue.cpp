// The fold of issues, and what a state means under the rules of an election.
#include "desk/issue.h"

#include <algorithm>
#include <array>

#include "desk/statements.h"

namespace adem::desk {

namespace {

constexpr std::array kIssueKinds = {Kind{"issue.raised", true}, Kind{"issue.heard"},
                                    Kind{"issue.checked"},      Kind{"issue.forwarded"},
                                    Kind{"issue.answered"},     Kind{"issue.read"},
                                    Kind{"issue.closed"},       Kind{"issue.reopened"},
                                    Kind{"issue.grouped"},      Kind{"issue.handed-over"}};

// Those whose bodies hold words that people wrote, except the reason of a hand-over.
constexpr std::array<std::string_view, 6> kWithTexts = {"issue.raised",   "issue.checked",
                                                        "issue.answered", "issue.read",
                                                        "issue.closed",   "issue.reopened"};

Json signature(const ledger::Event& event) {
  return Json{{"by", event.office}, {"at", written_at(event)}};
}

void add_to(Json& counts, const std::string& key, std::int64_t n) {
  if (counts.is_null()) counts = Json::object();
  counts[key] = counts.value(key, std::int64_t{0}) + n;
}

// "2024-11-27T05:30:00Z"
bool is_moment(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00Z";
  return text.size() == shape.size() && std::ranges::equal(text, shape, [](char c, char s) {
           return s == '0' ? c >= '0' && c <= '9' : c == s;
         });
}

// One hearing: how often, where, when, through what.
void hear(Json& state, const ledger::Event& event) {
  const auto count = event.body.at("count").get<std::int64_t>();
  const auto at = event.body.at("at").get<std::string>();
  const auto channel = event.body.at("channel").get<std::string>();
  if (count < 1 || count > kIssueMostHeard || !is_moment(at)) throw Unreadable{};
  state["heard"] = state.value("heard", std::int64_t{0}) + count;
  if (state.value("first", at) >= at) state["first"] = at;
  if (state.value("last", at) <= at) state["last"] = at;
  add_to(state["places"], event.area, count);
  add_to(state["channels"], channel, count);
  Json& hours = state["hours"];
  add_to(hours[at.substr(0, 13)], event.area, count);
  while (hours.size() > kIssueHours) {
    auto oldest = hours.begin();
    for (auto it = hours.begin(); it != hours.end(); ++it) {
      if (it.key() < oldest.key()) oldest = it;
    }
    hours.erase(oldest);
  }
}

void raise(Json& state, const ledger::Event& event) {
  if (state.is_object() && state.contains("text")) return;  // a copy of one id: the first stands
  Json made{{"id", event.subject},
            {"area", event.area},
            {"text", nullptr},
            {"topic", nullptr},
            {"at", written_at(event)},
            {"raised", written_at(event)},
            {"by", event.office},
            {"heard", 0},
            {"places", Json::object()},
            {"channels", Json::object()},
            {"hours", Json::object()},
            {"checks", Json::object()},
            {"forwards", Json::object()},
            {"answers", Json::array()},
            {"links", Json::object()},
            {"invalid", Json::array()}};
  if (event.body.is_null()) {
    made["redacted"] = 1;
  } else {
    const Json& body = event.body;
    made["text"] = body.at("text").get<std::string>();
    made["topic"] = body.at("topic").get<std::string>();
    made["at"] = body.at("at").get<std::string>();
    if (body.contains("station")) made["station"] = body.at("station").get<std::string>();
    if (body.contains("masked")) made["masked"] = body.at("masked");
    hear(made, event);
  }
  state = std::move(made);
}

void check(Json& state, const ledger::Event& event) {
  Json line = signature(event);
  for (const char* key : {"verdict", "source", "note"}) {
    line[key] = event.body.at(key).get<std::string>();
  }
  state["checks"][event.office] = std::move(line);
}

void forward(Json& state, const ledger::Event& event) {
  const auto to = event.body.at("to").get<std::string>();
  if (event.body.contains("topic")) state["topic"] = event.body.at("topic").get<std::string>();
  state["forwards"][to] = signature(event);
}

Json* answer_in(Json& state, const std::string& id) {
  for (auto& answer : state["answers"]) {
    if (answer.at("id") == id) return &answer;
  }
  return nullptr;
}

void answer(Json& state, const ledger::Event& event) {
  if (answer_in(state, event.subject) != nullptr) return keep_conflict(state, event, "repeated-id");
  Json line{{"id", event.subject}};
  for (const char* key : {"text", "source", "verdict"}) {
    line[key] = event.body.at(key).get<std::string>();
  }
  line["by"] = event.author;
  line["office"] = event.office;
  line["at"] = written_at(event);
  state["answers"].push_back(std::move(line));
}

void read(Json& state, const ledger::Event& event) {
  Json* line = answer_in(state, event.subject);
  if (line == nullptr) return keep_conflict(state, event, "no-such-answer");
  if (line->at("by") == event.author || line->at("office") == event.office) {
    return keep_conflict(state, event, "own-answer");
  }
  (*line)["read"] = Json{{"release", event.body.at("release").get<bool>()},
                         {"note", event.body.at("note").get<std::string>()},
                         {"by", event.author},
                         {"office", event.office},
                         {"at", written_at(event)}};
}

void end_or_reopen(Json& state, const ledger::Event& event, const char* to, const char* from) {
  Json line = signature(event);
  line["why"] = event.body.at("why").get<std::string>();
  state[to] = std::move(line);
  state.erase(from);
}

void link(Json& state, const ledger::Event& event) {
  Json line = signature(event);
  line["same"] = event.body.at("same").get<bool>();
  state["links"][event.body.at("with").get<std::string>()] = std::move(line);
}

// The issue leaves: id, place, hour, to whom and why stay.
void hand_over(Json& state, const ledger::Event& event) {
  const Json& body = event.body;
  Json line = signature(event);
  line["to"] = body.at("to").get<std::string>();
  line["why"] = body.at("why").get<std::string>();
  state["at"] = body.at("at").get<std::string>();
  if (body.contains("station")) state["station"] = body.at("station").get<std::string>();
  state["text"] = nullptr;
  state["checks"] = Json::object();
  state["answers"] = Json::array();
  for (const char* key : {"closed", "reopened", "masked"}) state.erase(key);
  state["handed"] = std::move(line);
}

void apply_body(Json& state, const ledger::Event& event) {
  if (event.kind == "issue.heard") return hear(state, event);
  if (state.contains("handed")) return keep_conflict(state, event, "handed-over");
  if (event.kind == "issue.checked") return check(state, event);
  if (event.kind == "issue.forwarded") return forward(state, event);
  if (event.kind == "issue.answered") return answer(state, event);
  if (event.kind == "issue.read") return read(state, event);
  if (event.kind == "issue.closed") return end_or_reopen(state, event, "closed", "reopened");
  if (event.kind == "issue.reopened") return end_or_reopen(state, event, "reopened", "closed");
  if (event.kind == "issue.grouped") return link(state, event);
  hand_over(state, event);
}

void apply(Json& state, const ledger::Event& event) {
  if (event.kind == "issue.raised") return raise(state, event);
  if (!begun(state)) throw Unreadable{};
  if (event.body.is_null()) {
    state["redacted"] = state.value("redacted", std::int64_t{0}) + 1;
    return;
  }
  apply_body(state, event);
}

// The kind of an office that has the right and whose area holds the issue; else nothing.
const election::OfficeKind* entitled(const election::RuleBook& rules, const std::string& office,
                                     Right right, const Json& state) {
  const auto colon = office.find(':');
  if (colon == std::string::npos) return nullptr;
  const auto* kind = rules.office(office.substr(0, colon));
  const bool may = kind != nullptr && kind->may(right) &&
                   covers(office.substr(colon + 1), state.value("area", ""));
  return may ? kind : nullptr;
}

void judge_checks(const Json& state, const election::RuleBook& rules, IssueStanding& standing) {
  if (!state.at("topic").is_string()) return;
  const auto topic = state.at("topic").get<std::string>();
  for (const auto& [office, line] : state.at("checks").items()) {
    const auto* kind = entitled(rules, office, Right::check, state);
    if (kind == nullptr || std::ranges::find(kind->owns, topic) == kind->owns.end()) continue;
    const auto verdict = line.at("verdict").get<std::string>();
    const auto at = line.at("at").get<std::string>();
    if (standing.verdict.empty()) standing.verdict = verdict;
    if (standing.verdict != verdict) standing.verdict = "disputed";
    if (standing.checked_at.empty() || at < standing.checked_at) standing.checked_at = at;
  }
}

void judge_answers(const Json& state, const election::RuleBook& rules, IssueStanding& standing) {
  for (const auto& answer : state.at("answers")) {
    const auto id = answer.at("id").get<std::string>();
    const auto reading = answer.find("read");
    if (reading == answer.end()) {
      standing.waiting.push_back(id);
      continue;
    }
    const auto reader = reading->at("office").get<std::string>();
    const bool counts = entitled(rules, reader, Right::second_read, state) != nullptr;
    // An answer to what was found then is none to what is found now.
    const bool current = standing.is_checked() && answer.at("verdict") == standing.verdict;
    if (counts && current && reading->at("release").get<bool>()) standing.released.push_back(id);
  }
}

}  // namespace

const Part& issue_part() {
  static constexpr Part part{"issue", kIssueKinds, apply};
  return part;
}

IssueStanding standing_of(const Json& state, const election::RuleBook& rules) {
  IssueStanding standing;
  judge_checks(state, rules, standing);
  judge_answers(state, rules, standing);
  if (state.contains("handed")) {
    standing.status = "handed-over";
  } else if (state.contains("closed")) {
    standing.status = "closed";
  } else if (!standing.released.empty()) {
    standing.status = "answered";
  } else if (standing.verdict.empty()) {
    standing.status = "unverified";
  } else if (standing.verdict == "disputed") {
    standing.status = "disputed";
  } else {
    standing.status = standing.waiting.empty() ? "checked" : "drafted";
  }
  return standing;
}

std::vector<std::string> owners_of(const election::RuleBook& rules, std::string_view topic,
                                   bool who_check) {
  std::vector<std::string> owners;
  for (const auto& kind : rules.offices) {
    if (who_check && !kind.may(Right::check)) continue;
    if (std::ranges::find(kind.owns, topic) != kind.owns.end()) owners.push_back(kind.code);
  }
  return owners;
}

std::vector<std::string> topics_of(const election::RuleBook& rules) {
  std::vector<std::string> topics;
  for (const auto& kind : rules.offices) {
    for (const auto& topic : kind.owns) {
      if (std::ranges::find(topics, topic) == topics.end()) topics.push_back(topic);
    }
  }
  return topics;
}

std::vector<Id> texts_of_handed_over(const ledger::Reader& book, const std::string& issue) {
  const auto state = book.state(issue);
  if (!state || state->value("type", "") != "issue" || !state->contains("handed")) return {};
  std::vector<Id> found;
  book.history(issue, [&found](const ledger::Event& event) {
    const bool text = std::ranges::find(kWithTexts, event.kind) != kWithTexts.end();
    if (text && !event.body.is_null()) found.push_back(event.id);
  });
  return found;
}

}  // namespace adem::desk
