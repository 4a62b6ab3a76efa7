#include "scenario/keys.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"

namespace adem::scenario {

namespace {
const Json kNoTable = Json::object();

std::string shown(const Json& value) {
  constexpr std::size_t kMost = 80;
  auto text = value.is_string() ? value.get<std::string>()
                                : value.dump(-1, ' ', false, Json::error_handler_t::replace);
  return text.size() > kMost ? text.substr(0, kMost) + "…" : text;
}
}  // namespace

Keys::Keys(const Json& table, std::string path, const std::string& file, const TomlLines& lines)
    : table_(table), path_(std::move(path)), file_(&file), lines_(&lines) {}

int Keys::line_of(const std::string& path) const {
  const auto found = lines_->find(path);
  return found == lines_->end() ? 0 : found->second;
}

std::string Keys::name(const std::string& key) const {
  return path_.empty() ? key : path_ + "." + key;
}

std::string Keys::where(const std::string& key) const {
  int line = line_of(name(key));
  if (line == 0) line = this->line();
  return line == 0 ? *file_ : fmt::format("{}:{}", *file_, line);
}

void Keys::wrong_type(const std::string& key, const Json& value, const char* wanted) const {
  throw Error(ErrorKind::bad_input, "scenario.wrong-type",
              {{"key", name(key)}, {"value", shown(value)}, {"wanted", std::string(wanted)}},
              where(key));
}

void Keys::bad_value(const std::string& key, const std::string& value,
                     const std::string& wanted) const {
  throw Error(ErrorKind::bad_input, "scenario.bad-value",
              {{"key", name(key)}, {"value", value}, {"wanted", wanted}}, where(key));
}

void Keys::bad_units(const std::string& key, const std::string& units,
                     const std::string& wanted) const {
  throw Error(ErrorKind::bad_input, "scenario.bad-units",
              {{"key", name(key)}, {"units", units}, {"wanted", wanted}}, where(key));
}

void Keys::only_one(const std::string& keys) const {
  throw Error(ErrorKind::bad_input, "scenario.one-of", {{"table", path_}, {"keys", keys}},
              where(path_));
}

const Json* Keys::find(const char* key) {
  taken_.insert(key);
  const auto it = table_.find(key);
  return it == table_.end() ? nullptr : &*it;
}

const Json& Keys::required(const char* key) {
  const auto* value = find(key);
  if (value == nullptr) {
    throw Error(ErrorKind::bad_input, "scenario.missing-key", {{"key", name(key)}}, where(key));
  }
  return *value;
}

std::string Keys::text(const char* key) {
  const auto& value = required(key);
  if (!value.is_string()) wrong_type(key, value, "text");
  if (value.get_ref<const std::string&>().empty()) wrong_type(key, value, "text");
  return value.get<std::string>();
}

std::optional<std::string> Keys::optional_text(const char* key) {
  if (find(key) == nullptr) return std::nullopt;
  return text(key);
}

std::string Keys::one_of(const char* key, const std::vector<std::string_view>& words) {
  const auto word = text(key);
  if (std::find(words.begin(), words.end(), word) == words.end()) {
    bad_value(key, word, fmt::format("{}", fmt::join(words, ", ")));
  }
  return word;
}

double Keys::number_of(const Json& value, const std::string& key, double low, double high) const {
  if (!value.is_number()) wrong_type(key, value, "number");
  const double number = value.get<double>();
  if (!(number >= low && number <= high)) {
    bad_value(key, fmt::format("{}", number), fmt::format("{}…{}", low, high));
  }
  return number;
}

double Keys::number(const char* key, double low, double high) {
  return number_of(required(key), key, low, high);
}

std::optional<double> Keys::optional_number(const char* key, double low, double high) {
  const auto* value = find(key);
  if (value == nullptr) return std::nullopt;
  return number_of(*value, key, low, high);
}

std::optional<std::int64_t> Keys::optional_whole(const char* key, double low, double high) {
  const auto* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number_integer()) wrong_type(key, *value, "whole");
  number_of(*value, key, low, high);
  return value->get<std::int64_t>();
}

bool Keys::flag(const char* key) {
  const auto* value = find(key);
  if (value == nullptr) return false;
  if (!value->is_boolean()) wrong_type(key, *value, "flag");
  return value->get<bool>();
}

std::vector<double> Keys::numbers(const char* key, double low, double high) {
  const auto* list = find(key);
  if (list == nullptr) return {};
  if (!list->is_array() || list->empty()) wrong_type(key, *list, "numbers");
  std::vector<double> out;
  for (std::size_t i = 0; i < list->size(); ++i) {
    out.push_back(number_of((*list)[i], fmt::format("{}[{}]", key, i), low, high));
  }
  return out;
}

Keys Keys::table(const char* key) {
  const auto* value = find(key);
  if (value != nullptr && !value->is_object()) wrong_type(key, *value, "table");
  return {value == nullptr ? kNoTable : *value, name(key), *file_, *lines_};
}

std::vector<Keys> Keys::tables(const char* key) {
  const auto* list = find(key);
  std::vector<Keys> out;
  if (list == nullptr) return out;
  if (!list->is_array()) wrong_type(key, *list, "tables");
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto each = fmt::format("{}[{}]", key, i);
    if (!(*list)[i].is_object()) wrong_type(each, (*list)[i], "table");
    out.emplace_back((*list)[i], name(each), *file_, *lines_);
  }
  return out;
}

void Keys::finish() const {
  for (const auto& [key, value] : table_.items()) {
    if (taken_.contains(key)) continue;
    throw Error(ErrorKind::bad_input, "scenario.unknown-key",
                {{"key", name(key)}, {"known", fmt::format("{}", fmt::join(taken_, ", "))}},
                where(key));
  }
}

}  // namespace adem::scenario
