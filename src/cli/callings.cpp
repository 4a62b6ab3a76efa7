#include "cli/callings.h"

#include <map>

#include "workspace/register_store.h"

namespace adem::cli {

brief::Callings callings(Room& room, Context& context) {
  std::map<std::string, std::string> names;
  for (const auto& area : workspace::areas(context.workspace())) names[area.code] = area.name;
  const auto area = [names](const std::string& code) {
    const auto it = names.find(code);
    return it == names.end() ? code : it->second;
  };
  const bool english = context.speech().language() == "en";
  const auto* rules = room.around().rules;
  const auto office = [rules, area, english](const std::string& id) {
    const auto colon = id.find(':');
    const auto* kind = colon == std::string::npos ? nullptr : rules->office(id.substr(0, colon));
    if (kind == nullptr) return id;
    return (english ? kind->name_en : kind->name_id) + " " + area(id.substr(colon + 1));
  };
  return {[&room](const std::string& key) { return room.names().name(key); }, area, office};
}

std::string places(const Json& line, const brief::Callings& callings) {
  const Json stations = line.value("stations", Json::array());
  std::string text;
  for (const Json& one : stations.empty() ? line.value("areas", Json::array()) : stations) {
    const auto code = one.get<std::string>();
    text += (text.empty() ? "" : ", ") +
            (stations.empty() ? callings.area(code) : callings.station(code));
  }
  return text;
}

}  // namespace adem::cli
