#include "cli/commands.h"
#include "cli/meeting.h"
#include "desk/desk_fold.h"

namespace adem::cli {

std::vector<desk::AgendaItem> usual_agenda(const words::Speech& speech) {
  std::vector<desk::AgendaItem> items;
  for (const char* code : {"opening", "briefing", "obstacles", "steps", "issues", "stations",
                           "questions", "commitment", "closing"}) {
    desk::AgendaItem item;
    item.number = static_cast<int>(items.size()) + 1;
    item.code = code;
    item.title = speech.say("agenda." + item.code);
    items.push_back(std::move(item));
  }
  return items;
}

Table::Table(Context& context)
    : room_(context),
      agenda_(usual_agenda(context.speech())),
      seat_(std::make_unique<desk::Seat>(room_.ledger(), desk::desk_fold(), room_.around(),
                                         room_.actor(room_.ledger()))),
      desk_(std::make_unique<desk::Desk>(*seat_, agenda_)) {}

void Table::sit(const std::function<void(desk::Desk&)>& steps) {
  room_.sit([&](desk::Seat& seat) {
    desk::Desk desk(seat, agenda_);
    steps(desk);
  });
  desk_->reread();
}

std::string Table::record(const std::string& meeting) {
  std::string last;
  room_.ledger().history(desk_->book().full(meeting),
                         [&last](const ledger::Event& event) { last = event.hash.hex(); });
  return last.substr(0, 12);
}

std::string spoken(const desk::Meeting& meeting, const words::Speech& speech) {
  return speech.say("meeting.spoken", {{"title", meeting.title},
                                       {"day", speech.day(meeting.starts)},
                                       {"clock", speech.clock(meeting.starts)}});
}

std::string state_of(const desk::Commitment& commitment, const std::string& today,
                     const words::Speech& speech) {
  if (!commitment.withdrawn_why.empty()) return speech.say("meeting.state.withdrawn");
  if (commitment.kept_at) return speech.say("meeting.state.kept");
  return speech.say(commitment.overdue(today) ? "meeting.state.overdue" : "meeting.state.open");
}

std::string station_list(const std::vector<std::string>& keys,
                         const election::StationNames& names) {
  std::string text;
  for (const auto& key : keys) text += (text.empty() ? "" : ", ") + names.name(key);
  return text;
}

Command& meeting_group(Command& app, Context& context) { return group(app, "meeting", context); }

}  // namespace adem::cli
