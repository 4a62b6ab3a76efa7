// The brief for a phone: under 1,000 characters whatever the lists hold. A line that does not fit
// is left out whole and counted; no sentence is cut.
#include <algorithm>

#include "base/format.h"
#include "brief/brief.h"
#include "brief/brief_view.h"
#include "brief/brief_words.h"

namespace adem::brief {

namespace {

constexpr std::size_t kLimit = 999;
constexpr std::size_t kTitleLimit = 60;
constexpr std::size_t kLineLimit = 240;  // a longer line would push everything else out
constexpr std::size_t kLinesTried = 12;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  }));
}

// A name is no sentence: it may be cut, and the cut shows.
std::string cut_name(const std::string& name) {
  if (characters(name) <= kTitleLimit) return name;
  std::size_t seen = 0, bytes = 0;
  while (bytes < name.size()) {
    if ((static_cast<unsigned char>(name[bytes]) & 0xC0u) != 0x80u && ++seen > kTitleLimit) break;
    ++bytes;
  }
  return name.substr(0, bytes) + "…";
}

constexpr std::string_view status_mark(election::Status status) {
  switch (status) {
    case election::Status::ready:
      return "●";
    case election::Status::opens_late:
      return "◐";
    case election::Status::may_be_interrupted:
      return "◑";
    case election::Status::cannot_open:
      return "✕";
    case election::Status::unknown:
      break;
  }
  return "?";
}

std::string station_line(const election::StationOutlook& station, const View& view,
                         const words::Speech& speech) {
  std::string line = fmt::format("{} {}: {}", status_mark(station.status), label(station, view),
                                 computed_words(station, speech));
  if (!station.witness.empty()) {
    line +=
        " " + speech.say("brief.text.told", {{"office", station.witness[0].office.empty()
                                                            ? speech.say("brief.told.somebody")
                                                            : one_line(station.witness[0].office)},
                                             {"words", told_words(station.witness[0], speech)}});
  }
  return line;
}

std::string promise_line(const desk::Commitment& promise, const View& view,
                         const words::Speech& speech) {
  const std::string due = due_words(promise, view, speech);
  return speech.say("brief.text.promise", {{"who", one_line(promise.owner)},
                                           {"what", clause(promise.text)},
                                           {"has_due", std::string(due.empty() ? "no" : "yes")},
                                           {"date", date_words(promise.due, speech)},
                                           {"due", due}});
}

// A heading, the lines that were given room, and how many were not.
std::string block(const std::string& heading, const std::vector<std::string>& lines,
                  const std::vector<std::size_t>& chosen, std::size_t all,
                  std::string_view more_code, const words::Speech& speech) {
  if (all == 0) return {};
  std::string out = "\n" + heading;
  for (const auto index : chosen) out += "\n" + lines[index];
  if (all > chosen.size()) {
    out +=
        "\n" + speech.say(more_code, {{"count", static_cast<std::int64_t>(all - chosen.size())}});
  }
  return out;
}

std::string head(const Input& input, const words::Speech& speech) {
  std::string out = input.exercise ? speech.say("brief.stamp") + "\n" : "";
  return out + speech.say("brief.text.head", {{"title", cut_name(one_line(input.title))},
                                              {"when", as_of(input.now, speech)}});
}

std::string tail(const View& view, const words::Speech& speech) {
  const auto n = [&view](std::size_t s) { return static_cast<std::int64_t>(view.by_status.at(s)); };
  return "\n" + speech.say("brief.text.counts", {{"ready", n(0)},
                                                 {"late", n(1)},
                                                 {"interrupted", n(2)},
                                                 {"cannot", n(3)},
                                                 {"unknown", n(4)}});
}

}  // namespace

std::string brief_text(const Input& input, const words::Speech& speech) {
  const View view = make_view(input, speech.zone());
  std::vector<std::string> promises, stations;
  for (std::size_t i = 0; i < std::min(kLinesTried, view.promises.size()); ++i) {
    promises.push_back(promise_line(view.promises[i], view, speech));
  }
  for (std::size_t i = 0; i < std::min(kLinesTried, view.worry.size()); ++i) {
    stations.push_back(station_line(input.outlook.stations[view.worry[i]], view, speech));
  }
  std::vector<std::size_t> shown_promises, shown_stations;
  const auto compose = [&] {
    return head(input, speech) +
           block(speech.say("brief.text.promises",
                            {{"late", static_cast<std::int64_t>(view.overdue)}}),
                 promises, shown_promises, view.promises.size(), "brief.more.promises", speech) +
           block(speech.say("brief.text.worry"), stations, shown_stations, view.worry.size(),
                 "brief.more.worry-text", speech) +
           tail(view, speech);
  };
  const auto try_line = [&](const std::vector<std::string>& lines, std::size_t index,
                            std::vector<std::size_t>& shown) {
    if (index >= lines.size() || characters(lines[index]) > kLineLimit) return;
    shown.push_back(index);
    if (characters(compose()) > kLimit) shown.pop_back();
  };
  // Turn by turn, so that many promises do not hide the stations, nor the other way round.
  for (std::size_t i = 0; i < kLinesTried; ++i) {
    try_line(promises, i, shown_promises);
    try_line(stations, i, shown_stations);
  }
  return compose();
}

}  // namespace adem::brief
