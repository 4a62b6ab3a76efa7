#include "geo/header_row.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace adem::geo {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto from = text.find_first_not_of(kSpace);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kSpace) - from + 1);
}

}  // namespace

std::size_t header_row(const std::vector<std::vector<std::string>>& rows) {
  const auto filled = [](const std::vector<std::string>& row) {
    return std::count_if(row.begin(), row.end(), [](const auto& c) { return !trimmed(c).empty(); });
  };
  const auto two =
      std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return filled(r) >= 2; });
  if (two != rows.end()) return static_cast<std::size_t>(two - rows.begin());
  const auto one =
      std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return filled(r) >= 1; });
  return static_cast<std::size_t>(one - rows.begin());
}

std::vector<std::string> column_names(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const auto& cell : header) {
    std::string name(trimmed(cell));
    if (name.empty()) name = "column " + std::to_string(names.size() + 1);
    std::string unique = name;
    for (int n = 2; taken.contains(unique); ++n) unique = name + " (" + std::to_string(n) + ")";
    taken.insert(unique);
    names.push_back(std::move(unique));
  }
  return names;
}

}  // namespace adem::geo
