#include "brief/agenda.h"

namespace adem::brief {

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

void say_agenda(Json& meeting, const words::Speech& speech) {
  for (Json& item : meeting.at("agenda")) {
    const auto code = item.at("code").get<std::string>();
    if (speech.has("agenda." + code)) item["title"] = speech.say("agenda." + code);
  }
}

}  // namespace adem::brief
