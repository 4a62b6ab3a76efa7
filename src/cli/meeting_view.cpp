// adem meeting list, show: what has been written down.
#include "base/format.h"
#include "cli/commands.h"
#include "cli/meeting.h"
#include "desk/dates.h"
#include "desk/meeting_json.h"

namespace adem::cli {

namespace {

void add_meeting_list(Command& meetings, Context& context) {
  auto* command = meetings.add_subcommand("list", context.help("meeting.list.about"));
  command->callback([&context] {
    Table table(context);
    const auto& all = table.desk().book().meetings();
    if (context.json) {
      Json lines = Json::array();
      for (const auto& meeting : all) lines.push_back(desk::summary_json(meeting));
      return context.print(Json{{"meetings", std::move(lines)}});
    }
    const auto& speech = context.speech();
    if (all.empty()) context.line(speech.say("meeting.none"));
    for (const auto& meeting : all) {
      const char* state = !meeting.withdrawn_why.empty() ? "withdrawn"
                          : meeting.closed_at            ? "closed"
                          : meeting.opened_at            ? "running"
                                                         : "called";
      context.line(speech.say("meeting.list-line",
                              {{"id", meeting.id},
                               {"meeting", spoken(meeting, speech)},
                               {"state", speech.say(std::string("meeting.life.") + state)},
                               {"questions", count(meeting.questions.size())},
                               {"promises", count(meeting.commitments.size())}}));
    }
  });
}

// The text of one meeting as lines, withdrawn items left out.
class MeetingViewSheet {
 public:
  MeetingViewSheet(Table& table, Context& context)
      : table_(table),
        context_(context),
        speech_(context.speech()),
        today_(desk::date_of(context.now(), context.workspace().zone())) {}

  void show(const desk::Meeting& meeting) {
    context_.line(fmt::format("{}  {}", meeting.id, spoken(meeting, speech_)));
    if (!meeting.place.empty()) context_.line("    " + meeting.place);
    if (meeting.exercise) context_.line("    " + speech_.say("exercise"));
    heading("attendance", meeting.attendance.size());
    for (const auto& one : meeting.attendance) {
      if (!one.withdrawn_why.empty()) continue;
      const std::string absent = one.present ? "" : " (" + speech_.say("meeting.absent") + ")";
      line(one.id, one.office + (one.name.empty() ? "" : ": " + one.name) + absent);
    }
    heading("agenda", 1);
    for (const auto& item : meeting.agenda) {
      const std::string title = item.code.empty() ? item.title : speech_.say("agenda." + item.code);
      line(std::to_string(item.number), title + (item.notes.empty() ? "" : ": " + item.notes));
    }
    questions(meeting);
    heading("carried", meeting.carried.size());
    for (const auto& one : meeting.carried) promise(one);
    heading("commitments", meeting.commitments.size());
    for (const auto& one : meeting.commitments) promise(one);
    heading("obstacles", meeting.obstacles.size());
    for (const auto& one : meeting.obstacles) {
      if (one.withdrawn_why.empty()) line(one.id, one.place + ": " + one.effect);
    }
    if (!meeting.closing.empty()) context_.line(speech_.say("meeting.heading.closing"));
    if (!meeting.closing.empty()) line("", meeting.closing);
  }

 private:
  void heading(const std::string& code, std::size_t items) {
    if (items > 0) context_.line(speech_.say("meeting.heading." + code));
  }
  void line(const std::string& id, const std::string& text) {
    context_.line(fmt::format("  {:<7} {}", id, text));
  }
  std::string at(const std::vector<std::string>& stations) {
    return stations.empty() ? "" : " [" + station_list(stations, table_.names()) + "]";
  }
  void questions(const desk::Meeting& meeting) {
    heading("questions", meeting.questions.size());
    for (const auto& one : meeting.questions) {
      if (!one.withdrawn_why.empty()) continue;
      line(one.id, one.office + ": " + one.text + at(one.stations));
      for (const auto& answer : one.answers) {
        if (answer.withdrawn_why.empty()) line("", "- " + answer.office + ": " + answer.text);
      }
    }
  }
  void promise(const desk::Commitment& one) {
    line(one.id, speech_.say("meeting.promise-line", {{"owner", one.owner},
                                                      {"text", one.text + at(one.stations)},
                                                      {"due", speech_.day_of(one.due)},
                                                      {"state", state_of(one, today_, speech_)}}));
  }

  Table& table_;
  Context& context_;
  const words::Speech& speech_;
  std::string today_;
};

void add_meeting_show(Command& meetings, Context& context) {
  auto id = std::make_shared<std::string>();
  auto* command = meetings.add_subcommand("show", context.help("meeting.show.about"));
  command->add_option("meeting", *id, context.help("meeting.show.meeting"));
  command->callback([id, &context] {
    Table table(context);
    const desk::Meeting& meeting = table.desk().meeting(*id);
    if (context.json) return context.print(desk::to_json(meeting));
    MeetingViewSheet(table, context).show(meeting);
  });
}

}  // namespace

void add_meeting_view(Command& app, Context& context) {
  Command& meetings = meeting_group(app, context);
  add_meeting_list(meetings, context);
  add_meeting_show(meetings, context);
}

}  // namespace adem::cli
