#include "brief/papers.h"
#include "cli/commands.h"
#include "cli/meeting.h"
#include "desk/dates.h"
#include "desk/desk_fold.h"

namespace adem::cli {

Table::Table(Context& context)
    : room_(context),
      seat_(std::make_unique<desk::Seat>(room_.ledger(), desk::desk_fold(), room_.around(),
                                         room_.actor(room_.ledger()))),
      desk_(std::make_unique<desk::Desk>(*seat_)) {}

void Table::sit(const std::function<void(desk::Desk&)>& steps) {
  room_.sit([&](desk::Seat& seat) {
    desk::Desk desk(seat);
    steps(desk);
  });
  desk_->reread();
}

std::string Table::record(const std::string& meeting) {
  return brief::record_of(room_.ledger(), desk_->book().full(meeting));
}

namespace {

std::string spoken(const std::string& title, Instant starts, const words::Speech& speech) {
  return speech.say(
      "meeting.spoken",
      {{"title", title}, {"day", speech.day(starts)}, {"clock", speech.clock(starts)}});
}

Instant instant_of(const Json& result, const char* key) {
  static const Zone utc("UTC");
  return *parse_instant(result.at(key).get<std::string>(), utc);
}

std::string text_of(const Json& result, const char* key) {
  return result.at(key).get<std::string>();
}

// What earlier meetings left, as it stands when this one opens: all of it is open.
std::vector<std::string> carried(const Json& promises, Context& context) {
  const auto& speech = context.speech();
  std::vector<std::string> lines;
  if (promises.empty()) return lines;
  lines.push_back(
      speech.say("meeting.carried", {{"count", static_cast<std::int64_t>(promises.size())}}));
  const std::string today = desk::date_of(context.now(), context.workspace().zone());
  for (const Json& one : promises) {
    const std::string due = text_of(one, "due");
    lines.push_back(speech.say(
        "meeting.carried-line",
        {{"id", text_of(one, "id")},
         {"owner", text_of(one, "owner")},
         {"text", text_of(one, "text")},
         {"due", speech.day_of(due)},
         {"state", speech.say(due < today ? "meeting.state.overdue" : "meeting.state.open")}}));
  }
  return lines;
}

}  // namespace

std::string spoken(const desk::Meeting& meeting, const words::Speech& speech) {
  return spoken(meeting.title, meeting.starts, speech);
}

std::vector<std::string> meeting_said(std::string_view act, const Json& result, Context& context) {
  const auto& speech = context.speech();
  const std::string id = text_of(result, "id");
  const std::string_view what = act.substr(act.find('.') + 1);
  if (what == "new") {
    const auto meeting = spoken(text_of(result, "title"), instant_of(result, "starts"), speech);
    return {speech.say("meeting.called", {{"id", id}, {"meeting", meeting}})};
  }
  if (what == "open") {
    auto lines = carried(result.at("carried"), context);
    lines.insert(
        lines.begin(),
        speech.say("meeting.opened", {{"id", id}, {"clock", instant_of(result, "opened_at")}}));
    return lines;
  }
  if (what == "close") {
    return {
        speech.say("meeting.closed", {{"id", id},
                                      {"clock", instant_of(result, "closed_at")},
                                      {"promises", result.at("commitments").get<std::int64_t>()}})};
  }
  if (what == "commit") {
    return {speech.say("meeting.promised", {{"id", id},
                                            {"owner", text_of(result, "owner")},
                                            {"due", speech.day_of(text_of(result, "due"))}})};
  }
  if (what == "kept") {
    return {speech.say("meeting.kept", {{"id", id}, {"owner", text_of(result, "owner")}})};
  }
  if (what == "withdraw") return {speech.say("meeting.withdrawn", {{"id", id}})};
  return {speech.say("meeting.recorded." + std::string(what), {{"id", id}})};
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
