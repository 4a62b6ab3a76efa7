// What is not known and whom to ask; what the page was made from, how old and how coarse it is.
#include <algorithm>
#include <map>
#include <numeric>

#include "brief/brief_page.h"
#include "brief/brief_words.h"

namespace adem::brief {

namespace {

// "3 days old", from the moment the data was made to the moment of the page.
std::string age_words(Instant made, Instant now, const words::Speech& speech) {
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(now - made).count();
  if (hours < 0) return speech.say("brief.age.future");
  if (hours < 1) return speech.say("brief.age.fresh");
  if (hours < 48) return speech.say("brief.age.hours", {{"hours", std::int64_t{hours}}});
  return speech.say("brief.age.days", {{"days", std::int64_t{hours / 24}}});
}

Json source_row(const election::SourceNote& note, Instant now, const words::Speech& speech) {
  constexpr double kCoarse = 10;  // about the size of a polling station (DOMAIN 3: 10 x 8 m)
  const bool hazard = note.what == "hazard" || note.what == "still-water";
  Json facts = Json::array();
  if (note.made_at) {
    facts.push_back(as_of(*note.made_at, speech) + " (" + age_words(*note.made_at, now, speech) +
                    ")");
  } else if (hazard) {
    facts.push_back(speech.say("brief.age.unknown"));
  }
  if (note.resolution_m > 0) {
    const int decimals = note.resolution_m < 10 ? 1 : 0;
    facts.push_back(
        speech.say("brief.resolution", {{"metres", speech.number(note.resolution_m, decimals)}}));
    if (note.resolution_m > kCoarse) facts.push_back(speech.say("brief.coarse"));
  }
  if (!note.caveat.code.empty()) facts.push_back(speech.say(note.caveat));
  return Json{{"what", source_words(note, speech)},
              {"name", one_line(note.name)},
              {"facts", facts},
              {"hash", note.hash.substr(0, 12)}};
}

// "Cipondoh 39, Pakojan 13, …", most first.
std::string village_counts(const View& view, const std::vector<std::size_t>& counts,
                           const words::Speech& speech) {
  std::vector<std::size_t> order;
  for (std::size_t v = 0; v < counts.size(); ++v) {
    if (counts[v] > 0) order.push_back(v);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  std::string out;
  for (std::size_t i = 0; i < std::min(kVillagesShown, order.size()); ++i) {
    const auto& name = view.villages[order[i]].name;
    if (i > 0) out += ", ";
    out += name.empty() ? speech.say("brief.no-village") : name;
    out += " " + speech.number(static_cast<double>(counts[order[i]]));
  }
  if (order.size() <= kVillagesShown) return out + ".";
  return out + " " +
         speech.say("brief.more.villages",
                    {{"count", words::count(order.size() - kVillagesShown)}});
}

}  // namespace

Json page_unknown(const PageParts& parts) {
  const auto& [input, view, speech] = parts;
  // By reason, because the reason says what to ask; within it by village, whose PKD is asked.
  std::map<std::string, std::vector<std::size_t>> by_reason;  // stations per village
  for (std::size_t v = 0; v < view.villages.size(); ++v) {
    for (const auto index : view.villages[v].unknown) {
      auto& counts = by_reason[computed_words(input.outlook.stations[index], speech)];
      counts.resize(view.villages.size());
      ++counts[v];
    }
  }
  Json rows = Json::array();
  for (const auto& [reason, counts] : by_reason) {
    rows.push_back(
        {{"reason", reason},
         {"count", speech.say("brief.stations",
                              {{"count", words::count(std::accumulate(counts.begin(), counts.end(),
                                                                      std::size_t{0}))}})},
         {"villages", village_counts(view, counts, speech)}});
  }
  return Json{{"any", !by_reason.empty()}, {"ask", speech.say("brief.ask-pkd")}, {"rows", rows}};
}

Json page_made_from(const PageParts& parts) {
  const auto& [input, view, speech] = parts;
  Json rows = Json::array(), caveats = Json::array();
  bool hazard = false;
  for (const auto& note : input.outlook.made_from) {
    hazard = hazard || note.what == "hazard" || note.what == "still-water";
    rows.push_back(source_row(note, input.now, speech));
  }
  caveats.push_back(speech.say(view.spread ? "brief.spread.some" : "brief.spread.none"));
  caveats.push_back(
      speech.say("brief.demanded", {{"chance", speech.chance(input.outlook.demanded_chance)},
                                    {"limit", speech.metres(input.outlook.floor_limit_m)}}));
  for (const auto& caveat : input.outlook.caveats) caveats.push_back(speech.say(caveat));
  return Json{{"rows", rows},
              {"none", !hazard ? speech.say("brief.source.none") : ""},
              {"caveats", caveats}};
}

}  // namespace adem::brief
