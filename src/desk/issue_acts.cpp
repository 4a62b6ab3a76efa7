// Raising, hearing again, checking and forwarding a claim; and the list of all acts of issues.
#include <algorithm>
#include <array>

#include "base/error.h"
#include "desk/issue_desk.h"
#include "desk/statements.h"
#include "desk/text.h"
#include "election/mask_text.h"

namespace adem::desk {

namespace {

// How a claim travels. A kind, never the name of a group or of anybody.
constexpr std::array<std::string_view, 7> kChannels = {
    "message-group", "in-person", "social-media", "call", "paper", "radio-tv", "other"};
constexpr std::array<std::string_view, 4> kVerdicts = {"true", "false", "misleading", "unknown"};

// Where it was heard: the station's village, the area that was named, or the office's own.
struct Place {
  std::string area, station;
};

Place place_of(const Seat& seat, const Args& args) {
  Place place;
  if (args.has("station")) {
    place.station = seat.station(args.text("station"));
    place.area = seat.area_of_station(place.station);
  }
  if (place.area.empty()) place.area = seat.words(args.text("area"), "area", false);
  if (place.area.empty()) place.area = seat.who().area;
  return place;
}

// What one hearing holds: how often, when, through what.
Json hearing(const Seat& seat, const Args& args) {
  const auto count = args.number("heard", 1);
  if (count < 1 || count > kIssueMostHeard) {
    throw Error(ErrorKind::bad_input, "desk.issue-count", {{"count", count}});
  }
  const std::string channel =
      args.has("channel") ? choice(args.text("channel"), "channel", kChannels) : "other";
  const std::string at = past_moment(seat, args.text("at"));
  return Json{{"count", count}, {"channel", channel}, {"at", at}};
}

std::string topic_in(const Seat& seat, const std::string& text) {
  const auto topics = topics_of(seat.rules());
  return choice(text, "topic", std::vector<std::string_view>(topics.begin(), topics.end()));
}

Json raise(Seat& seat, const Args& args) {
  const Place place = place_of(seat, args);
  seat.require(Right::report, place.area);
  Json body{{"topic", topic_in(seat, args.text("topic"))}};
  std::string text = args.text("text");
  Json masked = Json::array();
  if (args.flag("mask")) {
    auto clean = election::masked_text(text);
    text = std::move(clean.text);
    for (auto& code : clean.found) masked.push_back(std::move(code));
  }
  body["text"] = seat.words(text, "text");
  if (!masked.empty()) body["masked"] = masked;
  if (!place.station.empty()) body["station"] = place.station;
  body.update(hearing(seat, args));
  const std::string id = seat.mint("issue", 'i');
  const auto topic = body.at("topic").get<std::string>();
  const std::string kept = body.at("text");
  seat.act("issue.raised", id, place.area, std::move(body));
  return Json{{"issue", shown_issue(seat, id)},
              {"full", id},
              {"area", place.area},
              {"text", kept},
              {"topic", topic},
              {"to", joined_words(owners_of(seat.rules(), topic, true))},
              {"masked", masked},
              {"masked_count", masked.size()}};
}

Json heard(Seat& seat, const Args& args) {
  // Whoever heard it may say so, also without seeing the claim.
  const std::string id = seat.meant("issue", args.text("issue"));
  const Place place = place_of(seat, args);
  seat.require(Right::report, place.area);
  Json body = hearing(seat, args);
  const auto count = body.at("count").get<std::int64_t>();
  if (!place.station.empty()) body["station"] = place.station;
  seat.act("issue.heard", id, place.area, std::move(body));
  return Json{{"issue", shown_issue(seat, id)},
              {"full", id},
              {"area", place.area},
              {"count", count},
              {"heard", seat.state(id).value_or(Json::object()).value("heard", count)}};
}

Json check(Seat& seat, const Args& args) {
  const FoundIssue issue = find_issue(seat, args.text("issue"));
  if (seat.who().account.empty()) seat.require(Right::check, issue.area());
  require_text(issue);
  const auto topic = issue.state.at("topic").get<std::string>();
  if (!seat.who().may(Right::check) || !seat.who().owns(topic)) {
    throw Error(ErrorKind::forbidden, "desk.issue-not-owner",
                {{"office", seat.who().office},
                 {"topic", topic},
                 {"owners", joined_words(owners_of(seat.rules(), topic, true))}});
  }
  seat.require(Right::check, issue.area());
  require_open(issue);
  const std::string verdict = choice(args.text("verdict"), "verdict", kVerdicts);
  seat.act("issue.checked", issue.id, issue.area(),
           Json{{"verdict", verdict},
                {"source", seat.words(args.text("source"), "source")},
                {"note", seat.words(args.text("note"), "note", false)}});
  const auto now = standing_of(seat.state(issue.id).value_or(Json()), seat.rules());
  return Json{{"issue", issue.shown}, {"verdict", verdict}, {"standing", now.verdict}};
}

Json forward(Seat& seat, const Args& args) {
  const FoundIssue issue = find_issue(seat, args.text("issue"));
  require_reader(seat, issue);
  require_text(issue);
  require_open(issue);
  const std::string to = tidy(args.text("to"));
  const auto topic = args.has("topic") ? topic_in(seat, args.text("topic"))
                                       : issue.state.at("topic").get<std::string>();
  const auto owners = owners_of(seat.rules(), topic, false);
  if (std::ranges::find(owners, to) == owners.end()) {
    throw Error(ErrorKind::bad_input, "desk.issue-wrong-owner",
                {{"to", to}, {"topic", topic}, {"owners", joined_words(owners)}});
  }
  Json body{{"to", to}};
  if (args.has("topic")) body["topic"] = topic;
  seat.act("issue.forwarded", issue.id, issue.area(), std::move(body));
  return Json{{"issue", issue.shown}, {"to", to}, {"topic", topic}};
}

constexpr Arg kIssue{"issue", ArgKind::text, true, true};
constexpr std::array kRaise = {Arg{"text", ArgKind::text, true, true},
                               Arg{"topic", ArgKind::text, true},
                               Arg{"station"},
                               Arg{"area"},
                               Arg{"heard", ArgKind::number},
                               Arg{"channel"},
                               Arg{"at"},
                               Arg{"mask", ArgKind::flag}};
constexpr std::array kHeard = {
    kIssue, Arg{"station"}, Arg{"area"}, Arg{"heard", ArgKind::number}, Arg{"channel"}, Arg{"at"}};
constexpr std::array kCheck = {kIssue, Arg{"verdict", ArgKind::text, true},
                               Arg{"source", ArgKind::text, true}, Arg{"note"}};
constexpr std::array kForward = {kIssue, Arg{"to", ArgKind::text, true}, Arg{"topic"}};
constexpr std::array kAnswer = {kIssue, Arg{"text", ArgKind::text, true},
                                Arg{"source", ArgKind::text, true}};
constexpr std::array kRead = {Arg{"answer", ArgKind::text, true, true}, Arg{"back", ArgKind::flag},
                              Arg{"note"}};
constexpr std::array kWhy = {kIssue, Arg{"why", ArgKind::text, true}};
constexpr std::array kMany = {Arg{"issues", ArgKind::list, true, true}};
constexpr std::array kHandOver = {kIssue, Arg{"to", ArgKind::text, true},
                                  Arg{"why", ArgKind::text, true}};

constexpr std::array kIssueActs = {Act{"issue.raise", kRaise, raise},
                                   Act{"issue.heard", kHeard, heard},
                                   Act{"issue.check", kCheck, check},
                                   Act{"issue.forward", kForward, forward},
                                   Act{"issue.answer", kAnswer, run_answer},
                                   Act{"issue.read", kRead, run_read},
                                   Act{"issue.close", kWhy, run_close},
                                   Act{"issue.reopen", kWhy, run_reopen},
                                   Act{"issue.group", kMany, run_group},
                                   Act{"issue.ungroup", kMany, run_ungroup},
                                   Act{"issue.hand-over", kHandOver, run_hand_over}};

}  // namespace

std::span<const Act> issue_acts() { return kIssueActs; }

std::string joined_words(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text.empty() ? "-" : text;
}

std::string shown_issue(const Seat& seat, const std::string& id) {
  const std::string root(root_of(id));
  return Names(seat.ids("issue")).shown(root) == root && root != without_tags(root)
             ? id
             : without_tags(id);
}

FoundIssue any_issue(const Seat& seat, const std::string& text) {
  FoundIssue issue;
  issue.id = seat.meant("issue", text);
  issue.shown = shown_issue(seat, issue.id);
  issue.state = seat.state(issue.id).value_or(Json::object());
  // Its beginning has not arrived.
  if (!begun(issue.state)) {
    throw Error(ErrorKind::conflict, "desk.issue-redacted", {{"issue", issue.shown}});
  }
  issue.standing = standing_of(issue.state, seat.rules());
  return issue;
}

FoundIssue find_issue(const Seat& seat, const std::string& text) {
  FoundIssue issue = any_issue(seat, text);
  if (issue.state.contains("handed")) {
    throw Error(ErrorKind::conflict, "desk.issue-handed-over",
                {{"issue", issue.shown}, {"to", issue.state["handed"].value("to", "")}});
  }
  return issue;
}

void require_reader(const Seat& seat, const FoundIssue& issue) {
  seat.require(Right::read_claims, issue.area());
}

void require_judge(const Seat& seat, const FoundIssue& issue) {
  require_reader(seat, issue);
  if (!seat.who().may(Right::check)) seat.require(Right::second_read, issue.area());
}

void require_open(const FoundIssue& issue) {
  if (issue.standing.status == "closed") {
    throw Error(ErrorKind::conflict, "desk.issue-closed", {{"issue", issue.shown}});
  }
}

void require_text(const FoundIssue& issue) {
  if (!issue.state.at("text").is_string()) {
    throw Error(ErrorKind::conflict, "desk.issue-redacted", {{"issue", issue.shown}});
  }
}

}  // namespace adem::desk
