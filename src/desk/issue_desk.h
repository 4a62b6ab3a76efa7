// What the acts of issues share: finding the issue, and the rules about who and when. Used by
// issue_acts.cpp and issue_answers.cpp only.
#pragma once

#include <string>
#include <string_view>

#include "desk/act.h"
#include "desk/issue.h"

namespace adem::desk {

// An issue as an act finds it.
struct FoundIssue {
  std::string id;
  std::string shown;  // as people say it: "i1"
  Json state;
  IssueStanding standing;
  std::string area() const { return state.value("area", ""); }
};

// Errors desk.unknown-id, desk.ambiguous-id; desk.issue-handed-over for one that has left.
FoundIssue find_issue(const Seat& seat, const std::string& text);
// The same, also when it was handed over.
FoundIssue any_issue(const Seat& seat, const std::string& text);
// Whoever works on claims reads them: the right read-claims, in its own area.
void require_reader(const Seat& seat, const FoundIssue& issue);
// Ends, reopens and hands over: a reader that also checks or reads second.
void require_judge(const Seat& seat, const FoundIssue& issue);
// Error desk.issue-closed.
void require_open(const FoundIssue& issue);
// Error desk.issue-redacted where its text was taken out.
void require_text(const FoundIssue& issue);

// How the id of an issue, or of an answer in it, is said.
std::string shown_issue(const Seat& seat, const std::string& id);

std::string joined_words(const std::vector<std::string>& words);

Json run_answer(Seat& seat, const Args& args);
Json run_read(Seat& seat, const Args& args);
Json run_close(Seat& seat, const Args& args);
Json run_reopen(Seat& seat, const Args& args);
Json run_group(Seat& seat, const Args& args);
Json run_ungroup(Seat& seat, const Args& args);
Json run_hand_over(Seat& seat, const Args& args);

}  // namespace adem::desk
