#include "brief/template.h"

#include <kainjow/mustache.hpp>
#include <set>

#include "base/error.h"
#include "base/resources.h"

namespace adem::brief {

namespace {

using kainjow::mustache::data;

data to_data(const Json& json) {
  switch (json.type()) {
    case Json::value_t::object: {
      if (json.empty()) return data(data::type::bool_false);
      data object;
      for (const auto& [key, value] : json.items()) object.set(key, to_data(value));
      return object;
    }
    case Json::value_t::array: {
      data list(data::type::list);
      for (const auto& value : json) list.push_back(to_data(value));
      return list;
    }
    case Json::value_t::string: {
      const auto& text = json.get_ref<const std::string&>();
      return text.empty() ? data(data::type::bool_false) : data(text);
    }
    case Json::value_t::boolean:
      return data(json.get<bool>());
    case Json::value_t::null:
      return data(data::type::bool_false);
    default:
      return data(json.dump());
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Puts every embedded file that the text includes, directly or through another, under its name.
void add_partials(std::string_view text, std::set<std::string>& known, data& root) {
  for (auto at = text.find("{{>"); at != std::string_view::npos; at = text.find("{{>", at + 3)) {
    const auto end = text.find("}}", at);
    if (end == std::string_view::npos) return;
    const std::string name(trimmed(text.substr(at + 3, end - at - 3)));
    if (!known.insert(name).second) continue;
    const std::string_view content = resource(name);
    root.set(name, data(kainjow::mustache::partial([content] { return std::string(content); })));
    add_partials(content, known, root);
  }
}

}  // namespace

std::string render(std::string_view template_text, const Json& json) {
  kainjow::mustache::mustache page{std::string(template_text)};
  data root = json.empty() ? data() : to_data(json);
  std::set<std::string> known;
  add_partials(template_text, known, root);
  std::string out = page.is_valid() ? page.render(root) : std::string();
  if (!page.is_valid()) {
    throw Error(ErrorKind::bad_input, "brief.bad-template", {{"why", page.error_message()}});
  }
  return out;
}

std::string render_resource(std::string_view path, const Json& json) {
  return render(resource(path), json);
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace adem::brief
