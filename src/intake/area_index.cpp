#include "intake/area_index.h"

#include <algorithm>

#include "intake/text.h"

namespace adem::intake {

namespace {

// Digits with their count in front, so that "1.1" and "11" stay the same and "011" differs.
std::optional<std::uint64_t> digits_key(std::string_view code) {
  const auto digits = code_digits(code);
  if (!digits) return std::nullopt;
  return digits->value * 32 + static_cast<std::uint64_t>(digits->count);
}

std::string_view place_name(std::string_view text) {
  const auto numbered = numbered_name(text);
  return numbered ? numbered->name : text;
}

}  // namespace

AreaIndex::AreaIndex(const std::vector<election::Area>& areas) : areas_(areas) {
  by_digits_.reserve(areas.size());
  for (std::uint32_t i = 0; i < areas.size(); ++i) {
    if (const auto key = digits_key(areas[i].code)) {
      by_digits_.emplace(*key, i);
    } else {
      by_text_.emplace(areas[i].code, i);
    }
  }
  has_children_.assign(areas.size(), false);
  // Children of one parent stand together in most lists.
  std::string_view last;
  for (const auto& area : areas) {
    if (area.parent == last) continue;
    last = area.parent;
    const auto parent = by_code(area.parent);
    if (parent != kNoArea) has_children_[parent] = true;
  }
}

std::uint32_t AreaIndex::by_code(std::string_view code) const {
  code = trimmed(code);
  if (const auto key = digits_key(code)) {
    const auto found = by_digits_.find(*key);
    return found == by_digits_.end() ? kNoArea : found->second;
  }
  const auto found = by_text_.find(code);
  return found == by_text_.end() ? kNoArea : found->second;
}

void AreaIndex::index_names() const {
  if (!by_name_.empty()) return;
  for (std::uint32_t i = 0; i < areas_.size(); ++i) {
    by_name_[folded_place(areas_[i].name)].push_back(i);
  }
}

bool AreaIndex::within(std::uint32_t index, const std::string& district,
                       const std::string& regency) const {
  const auto parent = by_code(areas_[index].parent);
  if (parent == kNoArea) return false;
  if (!district.empty() && folded_place(areas_[parent].name) != district) return false;
  if (regency.empty()) return true;
  const auto above = by_code(areas_[parent].parent);
  return above != kNoArea && folded_place(areas_[above].name) == regency;
}

AreaIndex::ByName AreaIndex::by_name(std::string_view village, std::string_view district,
                                     std::string_view regency) const {
  index_names();
  const auto found = by_name_.find(folded_place(place_name(village)));
  if (found == by_name_.end()) return {};
  std::vector<std::uint32_t> candidates = found->second;
  const bool leaf = std::any_of(candidates.begin(), candidates.end(),
                                [&](std::uint32_t i) { return !has_children_[i]; });
  if (leaf) std::erase_if(candidates, [&](std::uint32_t i) { return has_children_[i]; });
  const std::string in_district = folded_place(place_name(district));
  const std::string in_regency = folded_place(place_name(regency));
  for (const auto& upper : {in_regency, std::string()}) {
    if (candidates.size() == 1) break;
    std::vector<std::uint32_t> inside;
    std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(inside),
                 [&](std::uint32_t i) { return within(i, in_district, upper); });
    if (!inside.empty()) candidates = std::move(inside);
  }
  if (candidates.size() > 1) return {Match::ambiguous, kNoArea};
  return {Match::found, candidates.front()};
}

}  // namespace adem::intake
