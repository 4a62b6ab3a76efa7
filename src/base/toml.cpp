#include "base/toml.h"

#include <sstream>
#include <toml++/toml.h>

#include "base/error.h"
#include "base/format.h"

namespace adem {

namespace {

template <typename T>
std::string as_text(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

Json convert(const toml::node& node) {
  if (const auto* table = node.as_table()) {
    // toml++ sorts keys; tables are small and looked up by name, so the order carries no meaning.
    Json object = Json::object();
    for (const auto& [key, value] : *table) object[std::string(key.str())] = convert(value);
    return object;
  }
  if (const auto* array = node.as_array()) {
    Json list = Json::array();
    for (const auto& value : *array) list.push_back(convert(value));
    return list;
  }
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* whole = node.as_integer()) return whole->get();
  if (const auto* real = node.as_floating_point()) return real->get();
  if (const auto* flag = node.as_boolean()) return flag->get();
  if (const auto* day = node.as_date()) return as_text(day->get());
  if (const auto* clock = node.as_time()) return as_text(clock->get());
  if (const auto* both = node.as_date_time()) return as_text(both->get());
  return nullptr;
}

void note_lines(const toml::node& node, const std::string& path, TomlLines& lines) {
  if (!path.empty()) lines[path] = static_cast<int>(node.source().begin.line);
  if (const auto* table = node.as_table()) {
    for (const auto& [key, value] : *table) {
      const std::string name(key.str());
      note_lines(value, path.empty() ? name : path + "." + name, lines);
    }
  } else if (const auto* array = node.as_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      note_lines(*array->get(i), fmt::format("{}[{}]", path, i), lines);
    }
  }
}

}  // namespace

Json parse_toml(std::string_view text, const std::string& name, TomlLines* lines) {
  try {
    const auto root = toml::parse(text, name);
    if (lines != nullptr) note_lines(root, {}, *lines);
    return convert(root);
  } catch (const toml::parse_error& error) {
    const auto& at = error.source().begin;
    throw Error(ErrorKind::bad_input, "base.bad-toml", {{"why", std::string(error.description())}},
                fmt::format("{}:{}:{}", name, at.line, at.column));
  }
}

}  // namespace adem
