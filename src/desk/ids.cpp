#include "desk/ids.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace adem::desk {

namespace {

std::string_view last_part(std::string_view id) {
  const auto dot = id.rfind('.');
  return dot == std::string_view::npos ? id : id.substr(dot + 1);
}

// The tag in force at the end of an id: of the last part that has one.
std::string_view tag_of(std::string_view id) {
  const auto at = id.rfind('~');
  if (at == std::string_view::npos) return {};
  const auto rest = id.substr(at + 1);
  return rest.substr(0, rest.find('.'));
}

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!std::isspace(static_cast<unsigned char>(c))) {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

}  // namespace

std::string_view root_of(std::string_view id) { return id.substr(0, id.find('.')); }

int number_of(std::string_view id) {
  auto part = last_part(id);
  part = part.substr(0, part.find('~'));
  const auto begin = std::ranges::find_if(part, [](char c) { return c >= '0' && c <= '9'; });
  int number = 0;
  std::from_chars(begin, part.end(), number);
  return number;
}

char letter_of(std::string_view id) {
  const auto part = last_part(id);
  return part.empty() ? '\0' : part.front();
}

std::string without_tags(std::string_view id) {
  std::string out;
  bool in_tag = false;
  for (const char c : id) {
    if (c == '~') in_tag = true;
    if (c == '.') in_tag = false;
    if (!in_tag) out += c;
  }
  return out;
}

std::string next_id(std::string_view parent, char letter, std::string_view tag,
                    const std::vector<std::string>& known) {
  int highest = 0;
  for (const auto& id : known) highest = std::max(highest, number_of(id));
  std::string id(parent);
  if (!parent.empty()) id += '.';
  id += letter;
  id += std::to_string(highest + 1);
  if (!tag.empty() && tag != tag_of(parent)) id.append("~").append(tag);
  return id;
}

Names::Names(const std::vector<std::string>& ids) {
  for (const auto& id : ids) bare_.emplace(without_tags(id), id);
  for (const auto& id : ids) {
    const auto bare = without_tags(id);
    shown_[id] = bare_.count(bare) == 1 ? bare : id;
  }
}

const std::string& Names::shown(const std::string& id) const {
  const auto found = shown_.find(id);
  return found == shown_.end() ? id : found->second;
}

std::vector<std::string> Names::candidates(std::string_view text) const {
  const std::string wanted = lower(text);
  std::vector<std::string> found;
  if (shown_.contains(wanted)) return {wanted};
  const auto [from, to] = bare_.equal_range(wanted);
  for (auto it = from; it != to; ++it) found.push_back(it->second);
  return found;
}

std::string Names::meant(std::string_view text) const {
  const auto found = candidates(text);
  return found.size() == 1 ? found.front() : std::string();
}

}  // namespace adem::desk
