#include "brief/brief.h"

#include <array>

#include "brief/brief_page.h"
#include "brief/map.h"
#include "brief/svg.h"
#include "brief/template.h"

namespace adem::brief {

namespace {

// Headings and labels of the page: {{t.promises}} in the template is brief.page.promises.
Json page_words(const words::Speech& speech) {
  constexpr std::array kKeys = {"heading", "promises",   "worry",   "counts",    "map",
                                "hours",   "talk",       "unknown", "made-from", "who",
                                "what",    "when",       "station", "computed",  "told",
                                "step",    "by-village", "no-told", "obstacles", "questions",
                                "place",   "effect",     "owner",   "source",    "csv",
                                "no-map",  "told-count", "causes",  "worth",     "best"};
  Json words = Json::object();
  for (const char* key : kKeys) words[key] = speech.say(std::string("brief.page.") + key);
  return words;
}

Json page_map(const PageParts& parts) {
  const MapFrame frame = fit_frame(parts.input);
  Json map{{"unplaced", page_unplaced(parts, frame)}};
  if (frame.empty()) return map;
  const auto draw = [&](const MapSize& size) {
    return map_picture(parts.input, parts.view, parts.speech, frame, size);
  };
  map["ground"] = map_ground(parts.input, parts.view, frame);
  map["wide"] = draw({900, 16, 22, "wide"});
  map["narrow"] = draw({358, 16, 18, "narrow"});
  return map;
}

}  // namespace

std::string brief_html(const Input& input, const words::Speech& speech) {
  const View view = make_view(input, speech.zone());
  const PageParts parts{input, view, speech};
  Json page = page_head(parts);
  page["t"] = page_words(speech);
  page["symbols"] = svg_symbols();
  page["promises"] = page_promises(parts);
  page["worry"] = page_worry(parts);
  page["counts"] = page_counts(parts);
  page["map"] = page_map(parts);
  page["hours"] = page_hours(parts);
  page["causes"] = page_causes(parts);
  page["talk"] = page_talk(parts);
  page["unknown"] = page_unknown(parts);
  page["made_from"] = page_made_from(parts);
  return render_resource("templates/brief/page.html", page);
}

}  // namespace adem::brief
