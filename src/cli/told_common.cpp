#include "cli/told_common.h"

namespace adem::cli {

std::string told_sentence(const words::Speech& speech, const election::WitnessAnswer& answer) {
  const std::string office = answer.office.empty() ? "none" : answer.office;
  std::string text =
      answer.told_at ? speech.say("told.said.by",
                                  {{"office", office}, {"day", speech.short_day(*answer.told_at)}})
                     : speech.say("told.said.by-undated", {{"office", office}});
  text += " " + speech.say("told.said.flooded", {{"flooded", std::string(name_of(answer.flooded))},
                                                 {"height", std::string(name_of(answer.height))}});
  if (!answer.when.empty()) text += " " + speech.say("told.said.when", {{"when", answer.when}});
  if (!answer.road_cut.empty()) {
    text += " " + speech.say("told.said.road", {{"road", answer.road_cut}});
  }
  if (!answer.alternative.empty()) {
    text += " " + speech.say("told.said.alternative",
                             {{"place", answer.alternative},
                              {"agrees", std::string(name_of(answer.owner_agrees))}});
  } else if (answer.owner_agrees != election::Answered::unknown) {
    text += " " +
            speech.say("told.said.owner", {{"agrees", std::string(name_of(answer.owner_agrees))}});
  }
  return text;
}

Json told_json(const election::WitnessAnswer& answer) {
  Json json = to_json(answer);
  json["station"] = answer.station;
  return json;
}

}  // namespace adem::cli
