// adem issue list, show, answers, similar: what an office may see of the issue desk.
#include <algorithm>
#include <memory>

#include "base/format.h"
#include "cli/commands.h"
#include "cli/room.h"
#include "cli/wrap.h"
#include "desk/ids.h"
#include "desk/issue_view.h"

namespace adem::cli {

namespace {

// Says rows of the views in the reader's words.
class IssueSheet {
 public:
  IssueSheet(Room& room, Context& context)
      : context_(context), speech_(context.speech()), room_(room), names_(all_ids(room)) {}

  const std::string& name(const std::string& id) const { return names_.shown(id); }
  std::string names(const Json& ids) const {
    std::string text;
    for (const auto& id : ids) text += (text.empty() ? "" : ", ") + name(id.get<std::string>());
    return text;
  }
  // "i1.j1" where the issue is said so.
  std::string answer(const std::string& id) const {
    const std::string root(desk::root_of(id));
    return name(root) == root ? id : desk::without_tags(id);
  }

  void stamp() const {
    if (room_.around().exercise) context_.line(speech_.say("exercise"));
  }
  // Broken at 80 columns.
  void line(const std::string& indent, const std::string& text) const {
    std::vector<std::string> lines;
    wrap(text, indent, indent + "  ", lines);
    for (const auto& one : lines) context_.line(one);
  }
  void row(const Json& row) const {
    context_.line(speech_.say("issue.line", {{"id", name(row.at("id"))},
                                             {"status", status(row.at("status"))},
                                             {"verdict", found(row)},
                                             {"due", due(row)}}));
    context_.line("    " + text(row));
    context_.line(
        "    " +
        speech_.say("issue.about", {{"place", place(row)},
                                    {"heard", row.at("heard").get<std::int64_t>()},
                                    {"places", static_cast<std::int64_t>(row.at("places").size())},
                                    {"owners", owners(row)}}));
    if (row.contains("handed")) {
      const Json& handed = row.at("handed");
      context_.line("    " + speech_.say("issue.handed", {{"to", handed.value("to", "")},
                                                          {"office", handed.value("by", "")},
                                                          {"why", handed.value("why", "")}}));
    }
  }

  std::string place(const Json& row) const {
    if (!row.contains("station")) return row.value("area", "");
    return room_.names().name(row.at("station").get<std::string>());
  }
  std::string verdict(const std::string& code) const {
    return speech_.say("issue.verdict." + code);
  }
  std::string day(const std::string& iso) const { return speech_.short_day(at(iso)); }
  std::string clock(const std::string& iso) const { return speech_.clock(at(iso)); }

 private:
  static std::vector<std::string> all_ids(Room& room) {
    std::vector<std::string> ids;
    room.ledger().states("issue", "",
                         [&ids](const std::string& id, const Json&) { ids.push_back(id); });
    return ids;
  }
  Instant at(const std::string& iso) const {
    return parse_instant(iso, speech_.zone()).value_or(Instant());
  }
  std::string status(const std::string& code) const { return speech_.say("issue.status." + code); }
  std::string found(const Json& row) const {
    const auto code = row.value("verdict", "");
    if (code.empty() || code == row.value("status", "")) return "";
    return ": " + verdict(code);
  }
  std::string due(const Json& row) const {
    if (!row.contains("due")) return "";
    const auto when = row.at("due").get<std::string>();
    return speech_.say(row.at("overdue").get<bool>() ? "issue.overdue" : "issue.due",
                       {{"day", day(when)}, {"clock", clock(when)}});
  }
  std::string text(const Json& row) const {
    return row.at("text").is_string() ? row.at("text").get<std::string>()
                                      : speech_.say("issue.no-text");
  }
  std::string owners(const Json& row) const {
    std::string all;
    if (row.contains("owners")) {
      for (const auto& one : row.at("owners")) {
        all += (all.empty() ? "" : ", ") + one.get<std::string>();
      }
    }
    return speech_.say("issue.owners", {{"owners", all.empty() ? "-" : all}});
  }

  Context& context_;
  const words::Speech& speech_;
  Room& room_;
  desk::Names names_;
};

void say_groups(const Json& list, const IssueSheet& sheet, Context& context) {
  const auto& speech = context.speech();
  for (const auto& alarm : list.at("alarms")) {
    Args args{{"issue", sheet.name(alarm.at("issue"))}};
    for (const char* key : {"count", "before", "places", "places_before", "hours"}) {
      args.emplace_back(key, alarm.at(key).get<std::int64_t>());
    }
    sheet.line("", speech.say("issue.alarm", args));
  }
  for (const auto& group : list.at("groups")) {
    const bool said = group.at("confirmed").get<bool>();
    sheet.line("", speech.say(said ? "issue.group-said" : "issue.group",
                              {{"members", sheet.names(group.at("members"))},
                               {"least", group.at("least").get<std::int64_t>() / 10}}));
  }
}

void say_places(const Json& list, Context& context) {
  if (list.at("places").empty()) return;
  context.line(context.speech().say("issue.places"));
  for (const auto& one : list.at("places")) {
    context.line("  " + context.speech().say("issue.place-line",
                                             {{"area", one.value("area", "")},
                                              {"open", one.at("open").get<std::int64_t>()},
                                              {"closed", one.at("closed").get<std::int64_t>()},
                                              {"heard", one.at("heard").get<std::int64_t>()}}));
  }
}

void add_issue_list(Command& issues, Context& context) {
  auto filter = std::make_shared<desk::IssueFilter>();
  auto* command = issues.add_subcommand("list", context.help("issue.list.about"));
  command->add_option("--area", filter->area, context.help("issue.list.area"));
  command->add_option("--topic", filter->topic, context.help("issue.list.topic"));
  command->add_flag("--mine", filter->mine, context.help("issue.list.mine"));
  command->add_flag("--closed", filter->closed, context.help("issue.list.closed"));
  command->callback([filter, &context] {
    Room room(context);
    const Json list =
        desk::issue_list(room.ledger(), room.around(), room.actor(room.ledger()), *filter);
    if (context.json) return context.print(list);
    const IssueSheet sheet(room, context);
    sheet.stamp();
    if (list.at("issues").empty()) context.line(context.speech().say("issue.none"));
    say_groups(list, sheet, context);
    for (const auto& row : list.at("issues")) sheet.row(row);
    say_places(list, context);
  });
}

std::string answer_state(const Json& issue, const Json& answer, const words::Speech& speech) {
  const auto& released = issue.at("released");
  if (std::find(released.begin(), released.end(), answer.at("id")) != released.end()) {
    return speech.say("issue.answer-state.out");
  }
  if (!answer.contains("read")) return speech.say("issue.answer-state.waiting");
  if (answer.at("read").at("release").get<bool>()) return speech.say("issue.answer-state.stale");
  return speech.say("issue.answer-state.back", {{"note", answer.at("read").value("note", "")}});
}

void say_issue(const Json& issue, const IssueSheet& sheet, Context& context) {
  const auto& speech = context.speech();
  sheet.stamp();
  sheet.row(issue);
  for (const auto& [office, line] : issue.at("checks").items()) {
    const auto note = line.value("note", "");
    context.line("  " +
                 speech.say("issue.check-line", {{"office", office},
                                                 {"verdict", sheet.verdict(line.at("verdict"))},
                                                 {"source", line.value("source", "")},
                                                 {"note", note.empty() ? "" : "; " + note}}));
  }
  for (const auto& answer : issue.at("answers")) {
    context.line("  " +
                 speech.say("issue.answer-line", {{"answer", sheet.answer(answer.at("id"))},
                                                  {"state", answer_state(issue, answer, speech)},
                                                  {"text", answer.value("text", "")},
                                                  {"source", answer.value("source", "")}}));
  }
  if (issue.contains("closed")) {
    const Json& closed = issue.at("closed");
    sheet.line("  ", speech.say("issue.closed", {{"office", closed.value("by", "")},
                                                 {"why", closed.value("why", "")}}));
  }
  if (!issue.contains("conflicts")) return;
  for (const auto& one : issue.at("conflicts")) {
    sheet.line("  ", speech.say("issue.conflict-line", {{"kind", one.value("kind", "")},
                                                        {"office", one.value("office", "")},
                                                        {"why", one.value("why", "")}}));
  }
}

void add_issue_show(Command& issues, Context& context) {
  auto id = std::make_shared<std::string>();
  auto* command = issues.add_subcommand("show", context.help("issue.show.about"));
  command->add_option("issue", *id, context.help("issue.show.issue"))->required();
  command->callback([id, &context] {
    Room room(context);
    const Json issue =
        desk::issue_show(room.ledger(), room.around(), room.actor(room.ledger()), *id);
    if (context.json) return context.print(issue);
    say_issue(issue, IssueSheet(room, context), context);
  });
}

// One message, fit to be sent as it stands.
void say_message(const Json& answer, const IssueSheet& sheet, Context& context) {
  std::string offices;
  for (const auto& one : answer.at("checked_by")) {
    offices += (offices.empty() ? "" : ", ") + one.get<std::string>();
  }
  const auto when = answer.at("released_at").get<std::string>();
  context.line(context.speech().say("issue.message", {{"place", sheet.place(answer)},
                                                      {"text", answer.value("text", "")},
                                                      {"source", answer.value("source", "")},
                                                      {"offices", offices},
                                                      {"day", sheet.day(when)},
                                                      {"clock", sheet.clock(when)}}));
}

void add_answers(Command& issues, Context& context) {
  auto area = std::make_shared<std::string>();
  auto* command = issues.add_subcommand("answers", context.help("issue.answers.about"));
  command->add_option("--area", *area, context.help("issue.answers.area"));
  command->callback([area, &context] {
    Room room(context);
    const Json out = desk::issue_answers(room.ledger(), room.around(), *area);
    if (context.json) return context.print(out);
    const IssueSheet sheet(room, context);
    if (out.at("answers").empty()) context.line(context.speech().say("issue.no-answers"));
    for (const auto& answer : out.at("answers")) {
      sheet.stamp();
      say_message(answer, sheet, context);
      context.line("");
    }
  });
}

void add_similar(Command& issues, Context& context) {
  auto text = std::make_shared<std::string>();
  auto* command = issues.add_subcommand("similar", context.help("issue.similar.about"));
  command->add_option("text", *text, context.help("issue.similar.text"))->required();
  command->callback([text, &context] {
    Room room(context);
    const Json found =
        desk::issue_similar(room.ledger(), room.around(), room.actor(room.ledger()), *text);
    if (context.json) return context.print(found);
    const IssueSheet sheet(room, context);
    const auto& speech = context.speech();
    const auto line = [&](const std::string& id, const Json& row) {
      sheet.line("  ", speech.say("issue.similar-line",
                                  {{"percent", row.at("alike").get<std::int64_t>() / 10},
                                   {"id", id},
                                   {"text", row.at("text").get<std::string>()}}));
    };
    sheet.stamp();
    if (found.at("claims").empty() && found.at("answers").empty()) {
      context.line(speech.say("issue.none"));
    }
    if (!found.at("claims").empty()) context.line(speech.say("issue.similar-claims"));
    for (const auto& row : found.at("claims")) line(sheet.name(row.at("id")), row);
    if (!found.at("answers").empty()) context.line(speech.say("issue.similar-answers"));
    for (const auto& row : found.at("answers")) line(sheet.answer(row.at("answer")), row);
  });
}

}  // namespace

void add_issue(Command& app, Context& context) {
  Command& issues = group(app, "issue", context);
  add_issue_list(issues, context);
  add_issue_show(issues, context);
  add_answers(issues, context);
  add_similar(issues, context);
}

}  // namespace adem::cli
