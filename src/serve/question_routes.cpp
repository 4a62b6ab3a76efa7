// What a page asks people in the field, and the choices it gives them, in the reader's language:
// the acts' own codes with their words. So a page has no words of its own for them.
#include <array>

#include "desk/facts.h"
#include "desk/incidents.h"
#include "desk/station_words.h"
#include "serve/route.h"

namespace adem::serve {

namespace {

// The questions to a witness in the order in which they are asked: arguments of station.answer.
struct Question {
  std::string_view arg;
  bool yes_no = false;
};
constexpr std::array kQuestions = {Question{"flooded", true}, Question{"when"},
                                   Question{"height"},        Question{"road"},
                                   Question{"alternative"},   Question{"owner-agrees", true},
                                   Question{"office"}};

// How high on a grown person, as the import of answers reads a measure.
struct Height {
  std::string_view code;
  std::optional<std::int64_t> to_cm;
};
constexpr std::array kHeights = {Height{"ankle", 15}, Height{"calf", 35}, Height{"knee", 60},
                                 Height{"waist", {}}, Height{"unknown", {}}};

Json choice(const words::Speech& speech, const std::string& codes, std::string_view code) {
  return Json{{"code", code}, {"text", speech.say(codes + std::string(code))}};
}

Json choices(const words::Speech& speech, const std::string& codes, const auto& list) {
  Json all = Json::array();
  for (const auto code : list) all.push_back(choice(speech, codes, code));
  return all;
}

Json heights(const words::Speech& speech) {
  Json all = Json::array();
  for (const auto& height : kHeights) {
    all.push_back(choice(speech, "field.height.", height.code));
    all.back()["to_cm"] = height.to_cm ? Json(*height.to_cm) : Json();
  }
  return all;
}

Json witness(const words::Speech& speech) {
  Json all = Json::array();
  for (const auto& question : kQuestions) {
    Json one{{"code", question.arg},
             {"text", speech.say("field.question." + std::string(question.arg))}};
    if (question.yes_no) one["choices"] = choices(speech, "field.answer.", desk::kAnswers);
    if (question.arg == "height") one["choices"] = heights(speech);
    all.push_back(std::move(one));
  }
  return all;
}

std::string name_of(const words::Speech& speech, const auto& line) {
  return speech.language() == "en" ? line.name_en : line.name_id;
}

Json checklist(const words::Speech& speech, const election::RuleBook& rules) {
  Json all = Json::array();
  for (const auto& item : rules.checklist) {
    all.push_back({{"item", item.code},
                   {"text", name_of(speech, item)},
                   {"duty", item.duty},
                   {"duty_text", name_of(speech, rules.duty(item.duty))}});
  }
  return all;
}

Json incident_kinds(const words::Speech& speech) {
  Json all = Json::array();
  for (const auto kind : desk::kIncidentKinds) {
    all.push_back({{"code", kind},
                   {"text", speech.say("field.incident.kind", {{"kind", std::string(kind)}})}});
  }
  return all;
}

http::Response questions(Call& call) {
  const auto& speech = call.speech;
  std::vector<std::string_view> facts;
  for (const auto& kind : desk::kFactKinds) facts.push_back(kind.what);
  return json_response(200, Json{{"language", speech.language()},
                                 {"witness", witness(speech)},
                                 {"statuses", choices(speech, "field.status.", desk::kStatuses)},
                                 {"sources", choices(speech, "field.source.", desk::kSources)},
                                 {"answers", choices(speech, "field.answer.", desk::kAnswers)},
                                 {"checklist", checklist(speech, *call.around.rules)},
                                 {"facts", choices(speech, "field.fact.", facts)},
                                 {"incidents", incident_kinds(speech)},
                                 {"gravities", choices(speech, "field.gravity.", desk::kGravities)},
                                 {"exercise", call.around.exercise}});
}

}  // namespace

std::span<const Route> question_routes() {
  static const Route routes[] = {
      {"GET", "/api/v1/questions", "questions", Need::login, questions},
  };
  return routes;
}

}  // namespace adem::serve
