#include "outlook/area_line.h"

namespace adem::outlook {

namespace {
constexpr std::size_t kMostLevels = 32;  // a list that goes in circles ends
}

AreaLine::AreaLine(const std::vector<election::Area>& areas) {
  for (const auto& area : areas) by_code_.emplace(area.code, &area);
}

std::optional<std::size_t> AreaLine::steps_up(std::string_view area,
                                              std::string_view holder) const {
  if (holder.empty()) return kMostLevels;
  for (std::size_t steps = 0; steps < kMostLevels && !area.empty(); ++steps) {
    if (area == holder) return steps;
    const auto known = by_code_.find(area);
    if (known != by_code_.end() && !known->second->parent.empty()) {
      area = known->second->parent;
    } else {
      const auto dot = area.rfind('.');
      area = dot == std::string_view::npos ? std::string_view() : area.substr(0, dot);
    }
  }
  return std::nullopt;
}

std::string_view AreaLine::name_of(std::string_view code) const {
  const auto known = by_code_.find(code);
  return known == by_code_.end() || known->second->name.empty()
             ? code
             : std::string_view(known->second->name);
}

}  // namespace adem::outlook
