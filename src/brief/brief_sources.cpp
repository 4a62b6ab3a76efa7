// What is not known and whom to ask; what the page was made from, how old and how coarse it is.
#include <algorithm>
#include <map>

#include "brief/brief_page.h"
#include "brief/brief_words.h"

namespace adem::brief {

namespace {

std::int64_t count(std::size_t n) { return static_cast<std::int64_t>(n); }

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
  const std::string what = "brief.source." + note.what;
  return Json{{"what", speech.has(what) ? speech.say(what) : note.what},
              {"name", one_line(note.name)},
              {"facts", facts},
              {"hash", note.hash.substr(0, 12)}};
}

}  // namespace

Json page_unknown(const PageParts& parts) {
  const auto& [input, view, speech] = parts;
  Json rows = Json::array();
  std::size_t villages = 0;
  for (const auto& village : view.villages) {
    if (village.unknown.empty()) continue;
    if (++villages > kVillagesShown) continue;
    std::map<std::string, std::size_t> reasons;
    for (const auto index : village.unknown) {
      ++reasons[computed_words(input.outlook.stations[index], speech)];
    }
    Json why = Json::array();
    for (const auto& [reason, times] : reasons) {
      if (why.size() == 3) break;
      why.push_back({{"reason", reason},
                     {"several", reasons.size() > 1},
                     {"count", speech.say("brief.stations", {{"count", count(times)}})}});
    }
    const bool named = !village.name.empty();
    rows.push_back(
        {{"village", named ? village.name : speech.say("brief.no-village")},
         {"stations", speech.say("brief.stations", {{"count", count(village.unknown.size())}})},
         {"why", why},
         {"ask", named ? speech.say("brief.ask-pkd", {{"village", village.name}})
                       : speech.say("brief.ask-pps")}});
  }
  return Json{{"any", villages > 0},
              {"rows", rows},
              {"more", villages > kVillagesShown
                           ? Json(speech.say("brief.more.villages",
                                             {{"count", count(villages - kVillagesShown)}}))
                           : Json(nullptr)}};
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
