#include "serve/area_list.h"

#include <algorithm>

#include "election/find_station.h"

namespace adem::serve {

namespace {

std::string_view above(std::string_view code) {
  const auto dot = code.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : code.substr(0, dot);
}

}  // namespace

AreaList::AreaList(const std::vector<election::Area>& areas, const election::StationTable& stations,
                   std::span<const tiles::StationMark> marks) {
  link(areas);
  std::vector<bool> outlined(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) outlined[i] = !rows_[i].box.empty();
  for (std::size_t i = 0; i < stations.size(); ++i) {
    auto at = lowest(stations.text(i, election::StationText::area));
    for (; at != kNone; at = rows_[at].parent) {
      AreaRow& row = rows_[at];
      ++row.stations;
      ++row.status[marks[i].status];
      if (!outlined[at] && stations.has_point(i)) {
        row.box.add(geo::Point{stations.lon(i), stations.lat(i)});
      }
    }
  }
}

std::vector<std::uint32_t> AreaList::count(std::span<const std::string_view> codes) const {
  std::vector<std::uint32_t> counts(rows_.size());
  for (const auto code : codes) {
    for (auto at = lowest(code); at != kNone; at = rows_[at].parent) ++counts[at];
  }
  return counts;
}

std::size_t AreaList::lowest(std::string_view code) const {
  const auto at = find(code);
  return at == kNone ? known_above(code) : at;
}

void AreaList::link(const std::vector<election::Area>& areas) {
  for (const auto& area : areas) by_code_.emplace(area.code, 0);
  for (auto& [code, at] : by_code_) {
    at = rows_.size();
    rows_.push_back({});
    rows_.back().code = code;
    rows_.back().parent = kNone;
  }
  plain_.resize(rows_.size());
  for (const auto& area : areas) {
    const std::size_t at = find(area.code);
    AreaRow& row = rows_[at];
    row.name = area.name;
    row.box = geo::bounds(area.shape);
    plain_[at] = election::plain_name(area.name);
    row.parent = find(area.parent);
    if (row.parent == kNone) row.parent = known_above(area.code);
    if (row.parent == at) row.parent = kNone;
  }
  // A list may name an area as its own ancestor: it stands at the top then.
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    std::size_t up = rows_[i].parent;
    for (std::size_t n = 0; up != kNone && up != i && n < rows_.size(); ++n) up = rows_[up].parent;
    if (up != kNone) rows_[i].parent = kNone;
  }
  for (const AreaRow& row : rows_) {
    if (row.parent != kNone) ++rows_[row.parent].children;
  }
}

std::size_t AreaList::find(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? kNone : found->second;
}

std::size_t AreaList::known_above(std::string_view code) const {
  for (code = above(code); !code.empty(); code = above(code)) {
    if (const auto found = find(code); found != kNone) return found;
  }
  return kNone;
}

std::vector<std::size_t> AreaList::children(std::size_t parent) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].parent == parent) found.push_back(i);
  }
  return found;
}

std::vector<std::size_t> AreaList::named(std::string_view words) const {
  const std::string plain = election::plain_name(words);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const bool by_name = !plain.empty() && plain_[i].find(plain) != std::string::npos;
    if (by_name || (!words.empty() && rows_[i].code.starts_with(words))) found.push_back(i);
  }
  std::ranges::stable_sort(found, std::greater{},
                           [this](std::size_t at) { return rows_[at].stations; });
  return found;
}

}  // namespace adem::serve
