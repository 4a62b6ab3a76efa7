// Answering, reading second, closing, grouping, and handing over what is not the desk's.
#include <algorithm>
#include <array>

#include "base/error.h"
#include "desk/issue_desk.h"
#include "desk/statements.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

// Who takes over what looks like an offence.
constexpr std::array<std::string_view, 2> kTakers = {"bawaslu", "gakkumdu"};

void require_checked(const FoundIssue& issue) {
  if (issue.standing.verdict.empty()) {
    throw Error(ErrorKind::conflict, "desk.issue-unchecked", {{"issue", issue.shown}});
  }
  if (!issue.standing.is_checked()) {
    throw Error(ErrorKind::conflict, "desk.issue-disputed", {{"issue", issue.shown}});
  }
}

std::vector<std::string> answer_ids(const Json& state) {
  std::vector<std::string> ids;
  for (const auto& answer : state.at("answers")) ids.push_back(answer.at("id"));
  return ids;
}

// The answer that a person means by "i1.j1", or by "i1" where one draft waits. Throws
// desk.issue-no-answer.
Json answer_meant(const FoundIssue& issue, const std::string& text) {
  const auto ids = answer_ids(issue.state);
  std::string id;
  if (tidy(text).find('.') != std::string::npos) {
    id = Names(ids).meant(text);
    // The issue may have been said without its tag and its answers be shown with it.
    for (const auto& one : ids) {
      if (id.empty() && without_tags(one) == without_tags(tidy(text))) id = one;
    }
  } else if (issue.standing.waiting.size() == 1) {
    id = issue.standing.waiting.front();
  }
  for (const auto& answer : issue.state.at("answers")) {
    if (!id.empty() && answer.at("id") == id) return answer;
  }
  throw Error(ErrorKind::not_found, "desk.issue-no-answer",
              {{"issue", issue.shown}, {"known", joined_words(ids)}});
}

// Issues that a person names, each once.
std::vector<FoundIssue> several(const Seat& seat, const Args& args) {
  std::vector<FoundIssue> issues;
  for (const auto& text : args.list("issues")) {
    FoundIssue issue = find_issue(seat, text);
    require_reader(seat, issue);
    const bool known = std::ranges::find(issues, issue.id, &FoundIssue::id) != issues.end();
    if (!known) issues.push_back(std::move(issue));
  }
  if (issues.size() < 2) throw Error(ErrorKind::misuse, "desk.issue-one-alone");
  return issues;
}

// A pair is always written at the later id, so that two laptops write about it in one place.
Json link_all(Seat& seat, const Args& args, bool same) {
  const auto issues = several(seat, args);
  std::vector<std::string> ids;
  for (const auto& issue : issues) ids.push_back(issue.shown);
  for (std::size_t i = 1; i < issues.size(); ++i) {
    const auto& first = issues.front().id < issues[i].id ? issues.front() : issues[i];
    const auto& second = issues.front().id < issues[i].id ? issues[i] : issues.front();
    seat.act("issue.grouped", second.id, second.area(), Json{{"with", first.id}, {"same", same}});
  }
  return Json{{"issues", ids}, {"first", ids.front()}, {"count", ids.size()}};
}

Json end_or_reopen(Seat& seat, const FoundIssue& issue, const Args& args, const char* kind) {
  seat.act(kind, issue.id, issue.area(), Json{{"why", seat.words(args.text("why"), "why")}});
  return Json{{"issue", issue.shown}};
}

}  // namespace

Json run_answer(Seat& seat, const Args& args) {
  const FoundIssue issue = find_issue(seat, args.text("issue"));
  require_reader(seat, issue);
  seat.require(Right::report, issue.area());
  require_open(issue);
  require_checked(issue);
  const std::string id = next_id(issue.id, 'j', seat.around().tag, answer_ids(issue.state));
  const std::string text = seat.words(args.text("text"), "text");
  seat.act("issue.answered", id, issue.area(),
           Json{{"text", text},
                {"source", seat.words(args.text("source"), "source")},
                {"verdict", issue.standing.verdict}});
  return Json{{"issue", issue.shown},
              {"answer", shown_issue(seat, id)},
              {"full", id},
              {"verdict", issue.standing.verdict}};
}

Json run_read(Seat& seat, const Args& args) {
  const std::string asked = tidy(args.text("answer"));
  const FoundIssue issue = find_issue(seat, std::string(root_of(asked)));
  require_reader(seat, issue);
  seat.require(Right::second_read, issue.area());
  require_open(issue);
  const Json answer = answer_meant(issue, asked);
  const std::string id = answer.at("id");
  if (answer.at("by") == seat.who().account || answer.at("office") == seat.who().office) {
    throw Error(ErrorKind::forbidden, "desk.issue-own-answer", {{"answer", shown_issue(seat, id)}});
  }
  const bool release = !args.flag("back");
  if (release) {
    require_checked(issue);
    if (answer.at("verdict") != issue.standing.verdict) {
      throw Error(ErrorKind::conflict, "desk.issue-answer-stale",
                  {{"answer", shown_issue(seat, id)}});
    }
  }
  seat.act("issue.read", id, issue.area(),
           Json{{"release", release}, {"note", seat.words(args.text("note"), "note", !release)}});
  return Json{{"issue", issue.shown},
              {"answer", shown_issue(seat, id)},
              {"full", id},
              {"release", release},
              {"outcome", release ? "released" : "back"}};
}

Json run_close(Seat& seat, const Args& args) {
  const FoundIssue issue = find_issue(seat, args.text("issue"));
  require_judge(seat, issue);
  require_open(issue);
  // Closed claims are seen by more offices, and what is unverified never leaves the desk.
  require_checked(issue);
  return end_or_reopen(seat, issue, args, "issue.closed");
}

Json run_reopen(Seat& seat, const Args& args) {
  const FoundIssue issue = find_issue(seat, args.text("issue"));
  require_judge(seat, issue);
  if (issue.standing.status != "closed") {
    throw Error(ErrorKind::conflict, "desk.issue-not-closed", {{"issue", issue.shown}});
  }
  return end_or_reopen(seat, issue, args, "issue.reopened");
}

Json run_group(Seat& seat, const Args& args) { return link_all(seat, args, true); }

Json run_ungroup(Seat& seat, const Args& args) { return link_all(seat, args, false); }

Json run_hand_over(Seat& seat, const Args& args) {
  const FoundIssue issue = any_issue(seat, args.text("issue"));
  require_judge(seat, issue);
  const std::string to = choice(args.text("to"), "to", kTakers);
  const std::string why = seat.words(args.text("why"), "why");
  // What the taker is given: it is not in the book afterwards.
  Json slip{{"issue", issue.shown},       {"to", to},   {"area", issue.area()},
            {"at", issue.state.at("at")}, {"why", why}, {"text", "-"},
            {"redact", issue.id}};
  if (issue.state.contains("station")) slip["station"] = issue.state["station"];
  // Said again: nothing new, but texts that came in a bundle since then are taken out as well.
  if (issue.state.contains("handed")) return slip;
  if (issue.state.at("text").is_string()) slip["text"] = issue.state["text"];
  Json body{{"to", to}, {"why", why}, {"at", issue.state.at("at")}};
  if (issue.state.contains("station")) body["station"] = issue.state["station"];
  seat.act("issue.handed-over", issue.id, issue.area(), std::move(body));
  return slip;
}

}  // namespace adem::desk
