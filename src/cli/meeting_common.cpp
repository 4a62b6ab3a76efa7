#include "cli/commands.h"
#include "cli/meeting.h"
#include "workspace/register_store.h"

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

Table::Table(Context& context) : context_(context) {
  auto& workspace = context.workspace();
  log_ = ledger::open_file_log(workspace.log_path());
  desk_ = std::make_unique<desk::Desk>(
      *log_, desk::World{.zone = workspace.zone(),
                         .now = context.now(),
                         .station = [this](const std::string& text) { return names().key(text); },
                         .usual_agenda = usual_agenda(context.speech()),
                         .exercise = workspace.settings().exercise});
}

const election::StationNames& Table::names() {
  if (!names_) {
    auto& workspace = context_.workspace();
    names_ = std::make_unique<election::StationNames>(workspace::stations(workspace),
                                                      workspace::areas(workspace));
  }
  return *names_;
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

CLI::App& meeting_group(CLI::App& app, Context& context) { return group(app, "meeting", context); }

}  // namespace adem::cli
