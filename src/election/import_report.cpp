#include "election/import_report.h"

namespace adem::election {

Json to_json(const ImportReport& report) {
  Json refused = Json::array();
  for (const auto& each : report.refused) {
    refused.push_back({{"row", each.row},
                       {"column", each.column},
                       {"value", each.value},
                       {"why", to_json(each.why)}});
  }
  Json flagged = Json::object();
  for (std::size_t i = 0; i < kFlagNames.size(); ++i) {
    flagged[std::string(kFlagNames[i])] = report.flagged[i];
  }
  Json doubts = Json::array();
  for (const auto& each : report.doubts) {
    doubts.push_back({{"row", each.row},
                      {"key", each.key},
                      {"flag", kFlagNames[static_cast<std::size_t>(each.flag)]},
                      {"what", to_json(each.what)}});
  }
  Json columns = Json::array();
  for (const auto& use : report.columns) {
    columns.push_back({{"column", use.column}, {"field", use.field}});
  }
  Json notes = Json::array();
  for (const auto& note : report.notes) notes.push_back(to_json(note));
  return {{"rows", report.rows},           {"added", report.added},
          {"changed", report.changed},     {"unchanged", report.unchanged},
          {"refused", std::move(refused)}, {"flagged", std::move(flagged)},
          {"columns", std::move(columns)}, {"notes", std::move(notes)},
          {"doubts", std::move(doubts)},   {"dry_run", report.dry_run}};
}

}  // namespace adem::election
