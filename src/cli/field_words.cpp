#include "cli/field_words.h"

namespace adem::cli {

namespace {

std::string text(const Json& from, const char* name) {
  const auto it = from.find(name);
  return it != from.end() && it->is_string() ? it->get<std::string>() : std::string();
}

void append(std::string& line, const std::string& more, const char* between) {
  if (!more.empty()) line += (line.empty() ? "" : between) + more;
}

}  // namespace

FieldWords::FieldWords(Room& room, Context& context)
    : speech_(context.speech()), callings_(callings(room, context)) {}

std::string FieldWords::status(const std::string& code) const {
  return speech_.say("field.status", {{"status", code}});
}

std::string FieldWords::office(const std::string& id) const {
  return id.empty() ? "-" : callings_.office(id);
}

std::string FieldWords::moment(const std::string& iso) const {
  const auto at = parse_instant(iso, speech_.zone());
  return at ? speech_.short_day(*at) + ", " + speech_.clock(*at) : iso;
}

std::string FieldWords::entry(const Json& entry) const {
  std::string line = text(entry, "id");
  for (const char* name : {"kind", "what", "about"}) append(line, text(entry, name), "  ");
  for (const char* name : {"text", "item", "effect", "note"}) append(line, text(entry, name), ": ");
  append(line, text(entry, "to"), " → ");
  append(line, text(entry, "to_venue"), " → ");
  for (const char* name : {"office", "owner", "by"}) {
    if (!text(entry, name).empty()) {
      append(line, office(text(entry, name)), "; ");
      break;
    }
  }
  append(line, text(entry, "at").empty() ? "" : moment(text(entry, "at")), ", ");
  if (!text(entry, "due").empty()) {
    append(line,
           speech_.say("field.due", {{"due", speech_.day_of(text(entry, "due").substr(0, 10))}}),
           "; ");
  }
  if (entry.value("overdue", false)) append(line, speech_.say("field.overdue"), "; ");
  if (entry.value("pending", false) || text(entry, "status") == "pending") {
    append(line, speech_.say("field.decision-pending"), "; ");
  }
  return line;
}

}  // namespace adem::cli
