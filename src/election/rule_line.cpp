#include "election/rule_line.h"

#include <cmath>

#include "base/error.h"
#include "base/time.h"

namespace adem::election {

namespace {

bool digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_full_date(const std::string& text) { return parse_date(text, Zone("UTC")).has_value(); }

// "2024", "2024-11" or "2024-11-29".
bool is_date(const std::string& text) {
  if (text.size() == 4) return digits(text);
  if (text.size() == 7) return is_full_date(text + "-01");
  return is_full_date(text);
}

// Minutes after local midnight of voting day; nothing where the text is no such clock.
std::optional<int> read_clock(std::string_view text) {
  int day = 0;
  if (text.starts_with("H-1 ") || text.starts_with("H+1 ")) {
    day = text[1] == '-' ? -1 : 1;
    text.remove_prefix(4);
  }
  if (text.size() != 5 || text[2] != ':' || !digits(text.substr(0, 2)) || !digits(text.substr(3))) {
    return std::nullopt;
  }
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (hour > 23 || minute > 59) return std::nullopt;
  return day * 24 * 60 + hour * 60 + minute;
}

bool blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

RuleLine::RuleLine(const Json& table, std::string line, std::string file)
    : table_(table), line_(std::move(line)), file_(std::move(file)) {
  if (!table.is_object()) fail("", table.dump(), "not_a_table");
}

void RuleLine::fail(const std::string& key, const std::string& value,
                    const std::string& problem) const {
  throw Error(ErrorKind::bad_input, "election.bad-rule",
              {{"line", line_}, {"key", key}, {"value", value}, {"problem", problem}}, file_);
}

const Json* RuleLine::find(const char* key) {
  taken_.insert(key);
  const auto it = table_.find(key);
  return it == table_.end() ? nullptr : &*it;
}

const Json& RuleLine::required(const char* key) {
  const Json* value = find(key);
  if (value == nullptr) fail(key, "", "missing");
  return *value;
}

std::string RuleLine::text(const char* key) {
  const Json& value = required(key);
  if (!value.is_string()) fail(key, value.dump(), "not_text");
  auto content = value.get<std::string>();
  if (blank(content)) fail(key, "", "missing");
  return content;
}

std::optional<double> RuleLine::optional_number(const char* key, double low, double high) {
  const Json* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number()) fail(key, value->dump(), "not_a_number");
  const auto number = value->get<double>();
  if (!std::isfinite(number) || number < low || number > high) {
    fail(key, value->dump(), "out_of_range");
  }
  return number;
}

double RuleLine::number(const char* key, double low, double high) {
  required(key);
  return *optional_number(key, low, high);
}

int RuleLine::whole(const char* key, int low, int high) {
  const Json& value = required(key);
  if (!value.is_number_integer()) fail(key, value.dump(), "not_a_number");
  return static_cast<int>(number(key, low, high));
}

bool RuleLine::flag(const char* key) {
  const Json* value = find(key);
  if (value == nullptr) return false;
  if (!value->is_boolean()) fail(key, value->dump(), "not_yes_or_no");
  return value->get<bool>();
}

std::string RuleLine::day(const char* key) {
  auto content = text(key);
  if (!is_full_date(content)) fail(key, content, "date");
  return content;
}

std::optional<int> RuleLine::optional_clock(const char* key) {
  if (find(key) == nullptr) return std::nullopt;
  const auto content = text(key);
  const auto minutes = read_clock(content);
  if (!minutes) fail(key, content, "clock");
  return minutes;
}

int RuleLine::clock(const char* key) {
  required(key);
  return *optional_clock(key);
}

std::vector<std::string> RuleLine::texts(const char* key) {
  const Json& value = required(key);
  if (!value.is_array() || value.empty()) fail(key, value.dump(), "not_a_list");
  std::vector<std::string> list;
  for (const auto& item : value) {
    if (!item.is_string() || blank(item.get<std::string>())) fail(key, item.dump(), "not_text");
    list.push_back(item.get<std::string>());
  }
  return list;
}

std::vector<std::string> RuleLine::optional_texts(const char* key) {
  const Json* value = find(key);
  if (value == nullptr || (value->is_array() && value->empty())) return {};
  return texts(key);
}

const Json& RuleLine::table(const char* key) {
  const Json& value = required(key);
  if (!value.is_object()) fail(key, value.dump(), "not_a_table");
  return value;
}

Provenance RuleLine::provenance() {
  Provenance out;
  out.source = text("source");
  out.date = text("date");
  if (!is_date(out.date)) fail("date", out.date, "date");
  const auto mark = text("mark");
  if (mark != "V" && mark != "S" && mark != "A") fail("mark", mark, "mark");
  out.mark = static_cast<SourceMark>(mark.front());
  return out;
}

void RuleLine::finish() const {
  for (const auto& [key, value] : table_.items()) {
    if (!taken_.contains(key)) fail(key, value.dump(), "unknown_key");
  }
}

}  // namespace adem::election
