#include "brief/brief_view.h"

#include <algorithm>
#include <tuple>

#include "base/format.h"

namespace adem::brief {

namespace {

std::vector<std::size_t> worrying(const election::Outlook& outlook) {
  std::vector<std::size_t> both, computed, told;
  for (std::size_t i = 0; i < outlook.stations.size(); ++i) {
    const auto& station = outlook.stations[i];
    const bool trouble = computed_trouble(station);
    if (trouble && station.rawan_by_witness) {
      both.push_back(i);
    } else if (trouble) {
      computed.push_back(i);
    } else if (station.rawan_by_witness) {
      told.push_back(i);
    }
  }
  for (std::size_t i = 0; i < std::max(computed.size(), told.size()); ++i) {
    if (i < computed.size()) both.push_back(computed[i]);
    if (i < told.size()) both.push_back(told[i]);
  }
  return both;
}

std::string iso_date(Instant at, const Zone& zone) {
  const LocalTime local = zone.local(at);
  return fmt::format("{:04}-{:02}-{:02}", local.year, local.month, local.day);
}

using Names = std::unordered_map<std::string_view, std::string_view>;

Village& village_of(View& view, const Names& names, const std::string& code) {
  const auto [found, fresh] = view.by_code.try_emplace(code, view.villages.size());
  if (fresh) {
    const auto name = names.find(code);
    view.villages.push_back(
        {code, name == names.end() ? code : std::string(name->second), 0, {}, 0, 0, {}});
  }
  return view.villages[found->second];
}

bool between(float chance) { return chance > 0.001F && chance < 0.999F; }

void count_stations(View& view, const Input& input) {
  Names names;
  for (const auto& area : input.areas) names.emplace(area.code, area.name);
  for (std::size_t i = 0; i < input.outlook.stations.size(); ++i) {
    const auto& station = input.outlook.stations[i];
    const auto status = static_cast<std::size_t>(station.status);
    Village& village = village_of(view, names, station.area);
    ++view.by_status[status];
    ++village.by_status[status];
    ++village.stations;
    if (computed_trouble(station)) ++view.affected;
    if (station.rawan_by_witness) {
      ++view.told;
      ++village.told;
    }
    if (station.status == election::Status::unknown) village.unknown.push_back(i);
    if (!drawable(input.stations, station.row)) ++village.unplaced;
    view.spread = view.spread ||
                  std::any_of(station.works.chance.begin(), station.works.chance.end(), between);
  }
}

}  // namespace

bool computed_trouble(const election::StationOutlook& station) {
  return station.status != election::Status::ready && station.status != election::Status::unknown;
}

bool drawable(const election::StationTable& stations, std::size_t row) {
  using election::Flag;
  if (row >= stations.size() || !stations.has_point(row)) return false;
  const auto flags = stations.flags(row);
  return !flags.has(Flag::mis_scaled) && !flags.has(Flag::swapped) &&
         !flags.has(Flag::outside_region);
}

std::int64_t days_between(const std::string& from, const std::string& to, const Zone& zone) {
  const auto a = parse_date(from, zone);
  const auto b = parse_date(to, zone);
  if (!a || !b) return 0;
  // Rounded, because a day with a clock change has 23 or 25 hours.
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(*b - *a).count();
  return hours >= 0 ? (hours + 12) / 24 : (hours - 12) / 24;
}

View make_view(const Input& input, const Zone& zone) {
  View view;
  view.today = iso_date(input.now, zone);
  count_stations(view, input);
  view.worry = worrying(input.outlook);
  std::sort(view.villages.begin(), view.villages.end(), [](const Village& a, const Village& b) {
    return std::forward_as_tuple(b.affected(), b.told, a.name, a.code) <
           std::forward_as_tuple(a.affected(), a.told, b.name, b.code);
  });
  view.by_code.clear();
  for (std::size_t i = 0; i < view.villages.size(); ++i) {
    view.by_code.emplace(view.villages[i].code, i);
  }
  for (const auto& promise : input.open_commitments) {
    if (!promise.open()) continue;
    view.promises.push_back(promise);
    if (!promise.due.empty() && promise.overdue(view.today)) ++view.overdue;
  }
  std::stable_sort(view.promises.begin(), view.promises.end(), [](const auto& a, const auto& b) {
    // A promise without a date stands last.
    return std::forward_as_tuple(a.due.empty(), a.due) <
           std::forward_as_tuple(b.due.empty(), b.due);
  });
  return view;
}

}  // namespace adem::brief
