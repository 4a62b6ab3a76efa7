#include "brief/notice.h"

namespace adem::brief {

namespace {

std::string value(const Json& notice, const char* name) { return notice.value(name, ""); }

// "TPS 001 Guntung, TPS 002 Guntung"; where whole areas are meant, their names.
std::string places(const Json& notice, const Callings& callings) {
  const bool areas = notice.at("stations").empty();
  std::string text;
  for (const Json& one : notice.at(areas ? "areas" : "stations")) {
    const auto code = one.get<std::string>();
    text += (text.empty() ? "" : ", ") + (areas ? callings.area(code) : callings.station(code));
  }
  return text;
}

}  // namespace

std::optional<std::string> office_called(
    const std::string& id, const election::RuleBook& rules, std::string_view language,
    const std::function<std::string(const std::string& code)>& area) {
  const auto colon = id.find(':');
  const auto* kind = colon == std::string::npos ? nullptr : rules.office(id.substr(0, colon));
  if (kind == nullptr) return std::nullopt;
  return (language == "en" ? kind->name_en : kind->name_id) + " " + area(id.substr(colon + 1));
}

std::vector<std::string> notice_lines(const Json& notice, const Callings& callings,
                                      const words::Speech& speech) {
  std::vector<std::string> lines;
  const auto say = [&](const char* code, const Args& args) {
    lines.push_back(speech.say(std::string("notice.") + code, args));
  };
  const auto line = [&](const char* code, const char* name) {
    if (!value(notice, name).empty()) say(code, {{"value", value(notice, name)}});
  };
  const bool moves = value(notice, "about") == "relocation";
  if (notice.value("exercise", false)) lines.push_back(speech.say("exercise"));
  if (value(notice, "state") != "published") say("not-valid", {});
  say("title", {});
  say("what", {{"about", value(notice, "about")}, {"places", places(notice, callings)}});
  line("from", "from_venue");
  line(moves ? "to" : "place", "to_venue");
  if (const auto at = parse_instant(value(notice, "valid_from"), speech.zone())) {
    say(moves ? "since" : "when", {{"day", speech.day(*at)}, {"clock", speech.clock(*at)}});
  }
  const std::string office = callings.office(value(notice, "by"));
  say("decided", {{"office", office},
                  {"number", value(notice, "number")},
                  {"numbered", value(notice, "number").empty() ? "no" : "yes"}});
  line("basis", "article");
  return lines;
}

}  // namespace adem::brief
