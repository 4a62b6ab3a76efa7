#include "cli/field_sheet.h"

#include <algorithm>

#include "base/format.h"
#include "cli/wrap.h"

namespace adem::cli {

std::string text_in(const Json& row, const char* key) {
  const auto it = row.find(key);
  return it != row.end() && it->is_string() ? it->get<std::string>() : std::string();
}

std::int64_t count_in(const Json& row, const char* key) {
  const auto it = row.find(key);
  return it != row.end() && it->is_number_integer() ? it->get<std::int64_t>() : 0;
}

std::string keyword(std::string code) {
  std::ranges::replace(code, '-', '_');
  return code;
}

FieldSheet::FieldSheet(Room& room, Context& context)
    : context_(context),
      speech_(context.speech()),
      rules_(*room.around().rules),
      callings_(callings(room, context)) {}

void FieldSheet::item(const std::string& lead, const std::string& text) {
  wrap(text, fmt::format("{:<6} ", lead), std::string(7, ' '), lines_);
}

void FieldSheet::add(const std::string& text, std::size_t indent) {
  wrap(text, std::string(indent, ' '), std::string(indent + 2, ' '), lines_);
}

void FieldSheet::line(const std::string& code, const Args& args, std::size_t indent) {
  add(speech_.say("field." + code, args), indent);
}

void FieldSheet::evidence(const Json& report, std::size_t indent) {
  if (report.contains("photos")) {
    line("page.photos", {{"count", static_cast<std::int64_t>(report["photos"].size())}}, indent);
  }
  if (const auto where = text_in(report, "position"); !where.empty()) {
    line("page.position", {{"where", where}}, indent);
  }
}

std::string FieldSheet::stamp(const Json& row) const {
  return row.value("exercise", false) ? " " + speech_.say("exercise") : "";
}

void FieldSheet::print() const {
  for (const auto& line : lines_) context_.line(line);
}

std::string FieldSheet::moment(const Json& iso) const {
  const auto at = iso.is_string() ? parse_instant(iso.get<std::string>(), speech_.zone())
                                  : std::optional<Instant>();
  return at ? speech_.short_day(*at) + ", " + speech_.clock(*at) : "-";
}

std::string FieldSheet::age(const Json& seconds) const {
  if (!seconds.is_number_integer()) return speech_.say("field.age-unknown");
  const auto past = seconds.get<std::int64_t>();
  if (past < 0) return speech_.say("field.age-ahead");
  constexpr std::int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
  const auto [unit, size] = past < 2 * kHour  ? std::pair("minutes", kMinute)
                            : past < 2 * kDay ? std::pair("hours", kHour)
                                              : std::pair("days", kDay);
  return speech_.say("field.age", {{"count", past / size}, {"unit", std::string(unit)}});
}

std::string FieldSheet::office(const Json& id) const {
  return id.is_string() ? callings_.office(id.get<std::string>()) : "-";
}

std::string FieldSheet::station(const std::string& key) const { return callings_.station(key); }

std::string FieldSheet::place(const Json& row) const {
  if (const auto key = text_in(row, "station"); !key.empty()) return station(key);
  if (auto words = text_in(row, "place"); !words.empty()) return words;
  return callings_.area(text_in(row, "area"));
}

std::string FieldSheet::status(const Json& code) const {
  const std::string known = code.is_string() ? code.get<std::string>() : "redacted";
  const std::string key = "field.status." + known;
  return speech_.has(key) ? speech_.say(key) : known;
}

std::string FieldSheet::name(const Json& line) const {
  return text_in(line, speech_.language() == "en" ? "name_en" : "name_id");
}

std::string FieldSheet::duty(const std::string& code) const {
  const auto it = std::ranges::find(rules_.duties, code, &election::Duty::code);
  if (it == rules_.duties.end()) return code;
  return speech_.language() == "en" ? it->name_en : it->name_id;
}

}  // namespace adem::cli
