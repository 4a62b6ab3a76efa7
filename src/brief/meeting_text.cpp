#include "brief/meeting_text.h"

#include <algorithm>

#include "base/format.h"
#include "brief/brief_words.h"
#include "brief/papers_view.h"

namespace adem::brief {

namespace {

constexpr std::size_t kMostNamed = 20;

class PhoneMessage {
 public:
  PhoneMessage(const std::function<std::string(const std::string&)>& station,
               const words::Speech& speech)
      : station_(station), speech_(speech) {}

  void line(const std::string& text) { text_ += (text_.empty() ? "" : "\n") + text; }
  void put(std::string_view code, const Args& args = {}) {
    line(speech_.say("meeting.text." + std::string(code), args));
  }

  void agenda(const desk::Meeting& meeting) {
    if (meeting.agenda.empty()) return;
    put("agenda");
    for (const auto& item : meeting.agenda) {
      const auto title = item.code.empty() ? item.title : speech_.say("agenda." + item.code);
      line(fmt::format("{}. {}", item.number, one_line(title)));
    }
  }

  // Open promises under a heading; nothing where there are none.
  bool promises(std::string_view heading, const std::vector<desk::Commitment>& promises) {
    std::vector<const desk::Commitment*> open;
    for (const auto& one : promises) {
      if (one.open()) open.push_back(&one);
    }
    if (open.empty()) return false;
    put(heading, {{"count", static_cast<std::int64_t>(open.size())}});
    for (std::size_t i = 0; i < std::min(kMostNamed, open.size()); ++i) promise(*open[i]);
    if (open.size() > kMostNamed) {
      put("more", {{"count", static_cast<std::int64_t>(open.size() - kMostNamed)}});
    }
    return true;
  }

  std::string take() { return std::move(text_); }

 private:
  void promise(const desk::Commitment& promise) {
    std::vector<std::string> names;
    for (const auto& key : promise.stations) names.push_back(station_(key));
    const std::string at = names.empty() ? "" : " [" + joined(names) + "]";
    put("promise", {{"owner", one_line(promise.owner)},
                    {"text", clause(promise.text) + at},
                    {"due", speech_.day_of(promise.due)}});
  }

  const std::function<std::string(const std::string&)>& station_;
  const words::Speech& speech_;
  std::string text_;
};

// The first that was set for later and is neither opened nor withdrawn.
const desk::Meeting* next_after(const desk::Meeting& meeting, std::span<const desk::Meeting> all) {
  const desk::Meeting* next = nullptr;
  for (const auto& one : all) {
    if (one.opened_at || !one.withdrawn_why.empty() || one.starts <= meeting.starts) continue;
    if (next == nullptr || one.starts < next->starts) next = &one;
  }
  return next;
}

std::string spoken(const desk::Meeting& meeting, const words::Speech& speech) {
  return speech.say("meeting.spoken", {{"title", one_line(meeting.title)},
                                       {"day", speech.day(meeting.starts)},
                                       {"clock", speech.clock(meeting.starts)}});
}

}  // namespace

std::string meeting_text(const desk::Meeting& meeting, std::span<const desk::Meeting> all,
                         const std::function<std::string(const std::string&)>& station,
                         bool exercise, const words::Speech& speech) {
  PhoneMessage message(station, speech);
  if (exercise || meeting.exercise) message.line(speech.say("exercise"));
  message.put("head", {{"meeting", spoken(meeting, speech)},
                       {"has_place", std::string(meeting.place.empty() ? "no" : "yes")},
                       {"place", one_line(meeting.place)}});
  if (!meeting.withdrawn_why.empty()) {
    message.put("withdrawn");
    return message.take();
  }
  if (!meeting.opened_at) {
    message.agenda(meeting);
    return message.take();
  }
  if (!message.promises("promises", meeting.commitments)) message.put("no-promises");
  message.promises("carried", meeting.carried);
  const auto* next = next_after(meeting, all);
  if (next == nullptr) {
    message.put("no-next");
  } else {
    message.put("next", {{"meeting", spoken(*next, speech)}});
  }
  return message.take();
}

}  // namespace adem::brief
