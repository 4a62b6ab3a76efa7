#include "brief/papers_view.h"

#include <algorithm>
#include <tuple>

#include "desk/dates.h"

namespace adem::brief {

namespace {

template <class T>
std::vector<const T*> standing(const std::vector<T>& items) {
  std::vector<const T*> out;
  for (const auto& item : items) {
    if (item.withdrawn_why.empty()) out.push_back(&item);
  }
  return out;
}

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) {
    list.push_back(text);
  }
}

}  // namespace

PaperDesk::PaperDesk(const PapersInput& input, const words::Speech& speech)
    : input_(input), speech_(speech), today_(desk::date_of(input.now, speech.zone())) {}

std::string PaperDesk::stations(const std::vector<std::string>& keys) const {
  std::vector<std::string> names;
  for (const auto& key : keys) names.push_back(input_.station(key));
  return joined(names);
}

std::string PaperDesk::short_day(const std::string& date) const {
  const auto at = parse_date(date, speech_.zone());
  if (!at) return date;
  std::string text;
  for (const char c : speech_.short_day(*at)) {
    if (c == ' ') {
      text += "\u00a0";
    } else {
      text += c;
    }
  }
  return text;
}

std::string PaperDesk::status(const desk::Commitment& promise) const {
  if (promise.kept_at) {
    const auto state = speech_.say("meeting.state.kept");
    const auto& on = promise.kept_on;
    return on.empty()
               ? state
               : speech_.say("paper.followup.kept", {{"state", state}, {"day", short_day(on)}});
  }
  return speech_.say(late(promise) ? "meeting.state.overdue" : "meeting.state.open");
}

Json PaperDesk::row(const desk::Commitment& promise, std::size_t number) const {
  return {{"number", number},
          {"id", promise.id},
          {"text", promise.text},
          {"stations", stations(promise.stations)},
          {"owner", promise.owner},
          {"due", short_day(promise.due)},
          {"status", status(promise)},
          {"late", late(promise)},
          {"evidence", promise.evidence}};
}

std::vector<const desk::Question*> PaperDesk::questions() const {
  return standing(input_.meeting.questions);
}

std::vector<const desk::Answer*> PaperDesk::answers(const desk::Question& question) const {
  return standing(question.answers);
}

std::vector<const desk::Commitment*> PaperDesk::own() const {
  return standing(input_.meeting.commitments);
}

std::vector<const desk::Commitment*> PaperDesk::carried() const {
  return standing(input_.meeting.carried);
}

std::vector<const desk::Commitment*> PaperDesk::follow_up() const {
  auto all = carried();
  const auto made_here = own();
  all.insert(all.end(), made_here.begin(), made_here.end());
  const auto rank = [this](const desk::Commitment& promise) {
    return late(promise) ? 0 : promise.open() ? 1 : 2;
  };
  std::stable_sort(all.begin(), all.end(), [&rank](const auto* a, const auto* b) {
    return std::make_tuple(rank(*a), std::cref(a->due)) <
           std::make_tuple(rank(*b), std::cref(b->due));
  });
  return all;
}

std::vector<const desk::Obstacle*> PaperDesk::obstacles() const {
  return standing(input_.meeting.obstacles);
}

Json PaperDesk::agenda() const {
  Json items = Json::array();
  for (const auto& item : input_.meeting.agenda) {
    const auto title = item.code.empty() ? item.title : speech_.say("agenda." + item.code);
    items.push_back({{"title", title}, {"notes", item.notes}});
  }
  return items;
}

std::vector<std::string> PaperDesk::present() const {
  std::vector<std::string> out;
  for (const auto& one : input_.meeting.attendance) {
    if (one.withdrawn_why.empty() && one.present) add_once(out, one.office);
  }
  return out;
}

std::string PaperDesk::leader() const {
  for (const auto& one : input_.meeting.attendance) {
    if (!one.withdrawn_why.empty() || !one.present) continue;
    for (const char* word : {"memimpin", "Memimpin", "pimpinan", "Pimpinan", "chair", "Chair"}) {
      if (one.role.starts_with(word)) return one.office;
    }
  }
  return {};
}

std::vector<std::string> PaperDesk::offices() const {
  auto out = present();
  for (const auto& office : input_.meeting.invited) add_once(out, office);
  for (const auto* promise : follow_up()) add_once(out, promise->owner);
  for (const auto* question : questions()) add_once(out, question->office);
  return out;
}

std::string sentence(std::string text) {
  if (!text.empty() && std::string_view(".?!").find(text.back()) == std::string_view::npos) {
    text += '.';
  }
  return text;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

Json blank_rows(std::size_t after, std::size_t count) {
  Json rows = Json::array();
  for (std::size_t i = 1; i <= count; ++i) rows.push_back(after + i);
  return rows;
}

}  // namespace adem::brief
