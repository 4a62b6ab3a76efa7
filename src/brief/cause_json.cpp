#include "brief/cause_json.h"

#include "brief/brief_words.h"
#include "brief/cause_words.h"

namespace adem::brief {

namespace {

class Sayer {
 public:
  Sayer(const workspace::CausesRun& run, const election::Window& window,
        const words::Speech& speech)
      : run_(run),
        window_(window),
        speech_(speech),
        labels_(station_labels(run.stations, run.areas)) {}

  void warehouse(Json& json, const outlook::Causes& causes) const {
    json["text"] = warehouse_words(causes, speech_);
    for (std::size_t i = 0; i < causes.groups.size(); ++i) {
      auto words = group_words(causes.groups[i], run_.causes, labels_, window_, speech_);
      json["groups"].at(i)["said"] = {{"cause", std::move(words.cause)},
                                      {"who", std::move(words.who)},
                                      {"when", std::move(words.when)},
                                      {"instead", std::move(words.instead)},
                                      {"services", std::move(words.services)}};
    }
    for (std::size_t i = 0; i < causes.worth.size(); ++i) {
      json["worth"].at(i)["text"] = worth_words(causes.worth[i], labels_, speech_);
    }
    sets(json["best"], causes.best);
    sets(json["pairs"], causes.pairs);
  }

  Json whole() const {
    const auto& causes = run_.causes;
    Json said = Json::array({looked_at_words(causes, window_, speech_)});
    if (!causes.untied.empty()) said.push_back(untied_words(causes, labels_, speech_));
    if (!causes.without_warehouse.empty()) {
      said.push_back(without_warehouse_words(causes, labels_, speech_));
    }
    for (const auto& caveat : run_.caveats) said.push_back(speech_.say(caveat));
    said.push_back(speech_.say("causes.caveat"));
    return said;
  }

 private:
  void sets(Json& json, const std::vector<outlook::CauseSet>& sets) const {
    for (std::size_t i = 0; i < sets.size(); ++i) {
      json.at(i)["text"] = set_words(sets[i], labels_, speech_);
    }
  }

  const workspace::CausesRun& run_;
  const election::Window& window_;
  const words::Speech& speech_;
  StationLabels labels_;
};

}  // namespace

Json causes_json(const workspace::CausesRun& run, const election::Window& window,
                 const words::Speech& speech) {
  Json json = outlook::to_json(run.causes, run.stations);
  const Sayer sayer(run, window, speech);
  for (std::size_t i = 0; i < run.causes.warehouses.size(); ++i) {
    sayer.warehouse(json["warehouses"].at(i), run.causes.warehouses[i]);
  }
  json["said"] = sayer.whole();
  json["caveats"] = Json::array();
  for (const auto& caveat : run.caveats) {
    Json one = to_json(caveat);
    one["text"] = speech.say(caveat);
    json["caveats"].push_back(std::move(one));
  }
  json["exercise"] = run.exercise;
  return json;
}

}  // namespace adem::brief
