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
  const auto office = [rules = room.around().rules, area,
                       language = context.speech().language()](const std::string& id) {
    return brief::office_called(id, *rules, language, area).value_or(id);
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
