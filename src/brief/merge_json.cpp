#include "brief/merge_json.h"

namespace adem::brief {

Json merge_json(const ledger::MergeReport& report, const words::Speech& speech) {
  Json refused = Json::array();
  for (const auto& message : report.refused) {
    refused.push_back(Json{{"what", to_json(message)}, {"text", speech.say(message)}});
  }
  return Json{{"read", report.read},           {"added", report.added},
              {"known", report.known},         {"quarantined", report.quarantined},
              {"future", report.future},       {"refused", report.refused_count},
              {"truncated", report.truncated}, {"refusals", std::move(refused)}};
}

}  // namespace adem::brief
