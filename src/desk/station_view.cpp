#include "desk/station_view.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "base/error.h"
#include "desk/station_lines.h"
#include "desk/station_row.h"

namespace adem::desk {

namespace {

// What an area holds, in numbers.
struct WallCounts {
  std::int64_t stations = 0, missing = 0, disagreeing = 0, open_incidents = 0, facts_pending = 0;
  std::map<std::uint16_t, std::pair<const std::string*, std::int64_t>> status;

  void add(const StationLine& line, const std::string& word) {
    ++stations;
    auto& [name, times] = status[line.status];
    name = &word;
    ++times;
    missing += line.missing ? 1 : 0;
    disagreeing += line.disagree ? 1 : 0;
    open_incidents += line.incidents;
    facts_pending += line.facts_pending;
  }
  Json json() const {
    Json by_status = Json::object();
    for (const auto& [code, counted] : status) by_status[*counted.first] = counted.second;
    return {{"stations", stations},
            {"status", std::move(by_status)},
            {"missing", missing},
            {"disagreeing", disagreeing},
            {"open_incidents", open_incidents},
            {"facts_pending", facts_pending}};
  }
};

// The stations that a filter lets through, those that worry most first.
class WorstFirst {
 public:
  void add(const ListedStation& station, const StationLine& line) {
    by_rank_[-line.rank].push_back(&station);
  }
  std::size_t size() const {
    std::size_t size = 0;
    for (const auto& [rank, stations] : by_rank_) size += stations.size();
    return size;
  }
  std::vector<const ListedStation*> page(std::size_t offset,
                                         std::optional<std::size_t> limit) const {
    std::vector<const ListedStation*> page;
    for (const auto& [rank, stations] : by_rank_) {
      const auto skipped = std::min(offset, stations.size());
      offset -= skipped;
      for (std::size_t i = skipped; i < stations.size(); ++i) {
        if (limit && page.size() == *limit) return page;
        page.push_back(stations[i]);
      }
    }
    return page;
  }

 private:
  std::map<int, std::vector<const ListedStation*>> by_rank_;
};

Json wall_rows(const std::vector<const ListedStation*>& stations, const StationLines& lines,
               const ledger::Reader& book, const Surroundings& around) {
  std::set<std::string> keys;
  for (const auto* station : stations) keys.insert(station->key);
  auto forecasts = forecast_words(book, keys);
  Json rows = Json::array();
  for (const auto* station : stations) {
    rows.push_back(station_row(*station, station_state(book, station->key),
                               lines.about(station->key), forecasts[station->key], around));
  }
  return rows;
}

}  // namespace

void require_view(const Actor& who) {
  if (who.account.empty() || (who.kind != nullptr && !who.kind->rights.empty())) return;
  throw Error(ErrorKind::forbidden, "desk.not-shown", {{"office", who.office}});
}

Json station_wall(const StationLines& lines, const ledger::Reader& book, const Surroundings& around,
                  const Actor& who, const WallFilter& filter) {
  require_view(who);
  WallCounts counts;
  WorstFirst order;
  lines.each(filter.area, [&](const ListedStation& station, const StationLine& line) {
    const auto& word = lines.word(line);
    counts.add(line, word);
    if (!filter.status.empty() && word != filter.status) return;
    if (!filter.shows || filter.shows(station)) order.add(station, line);
  });
  Json shown{{"as_of", iso_utc(around.now)},
             {"stations", wall_rows(order.page(filter.offset, filter.limit), lines, book, around)},
             {"summary", counts.json()},
             {"exercise", around.exercise}};
  if (filter.limit) {
    shown["total"] = order.size();
    shown["offset"] = filter.offset;
  }
  return shown;
}

Json station_wall(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                  std::span<const ListedStation> stations, const WallFilter& filter) {
  require_view(who);
  return station_wall(StationLines(stations, book, around, filter.area), book, around, who, filter);
}

}  // namespace adem::desk
