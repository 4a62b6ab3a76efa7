#include "desk/station_view.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.h"
#include "desk/incidents.h"
#include "desk/station_join.h"
#include "desk/station_row.h"
#include "desk/station_standing.h"
#include "desk/station_words.h"

namespace adem::desk {

namespace {

// How much a line worries: its status, or what stands beside it.
int rank(const Json& row) {
  int rank = worry(row["status"].get<std::string>());
  const bool grave = row["gravity"] == "grave";
  if (row["disagree"].get<bool>() || grave) rank = std::max(rank, worry("interrupted"));
  return rank;
}

Standings::One short_of(const Json& row) {
  Standings::One one{.status = row["status"], .disagree = row["disagree"]};
  if (one.status == "unknown" && !row["missing"].is_null()) one.status = "missing";
  return one;
}

// So many stations whose lines are like this one.
void count(Json& summary, const Json& row, std::int64_t times) {
  if (times == 0) return;
  const auto add = [times](Json& number, std::int64_t by) {
    number = (number.is_null() ? 0 : number.get<std::int64_t>()) + times * by;
  };
  add(summary["stations"], 1);
  add(summary["status"][row["status"].get<std::string>()], 1);
  add(summary["missing"], row["missing"].is_null() ? 0 : 1);
  add(summary["disagreeing"], row["disagree"].get<bool>() ? 1 : 0);
  add(summary["open_incidents"], static_cast<std::int64_t>(row["incidents"].size()));
  add(summary["facts_pending"], row["facts_pending"].get<std::int64_t>());
}

// A station of which somebody spoke, with its line.
struct Spoken {
  ListedStation station;
  bool listed = false;
  Json row;
  int rank = 0;
};

// Stations by key, those of which nobody spoke among those of which somebody did.
class Wall {
 public:
  Wall(std::span<const ListedStation> stations, const ledger::Reader& book,
       const Surroundings& around, const WallFilter& filter)
      : stations_(stations), around_(around), filter_(filter) {
    if (!std::ranges::is_sorted(stations, {}, &ListedStation::key)) {
      sorted_.assign(stations.begin(), stations.end());
      std::ranges::stable_sort(sorted_, {}, &ListedStation::key);
      stations_ = sorted_;
    }
    speak(book);
    silent_row_ = station_row({}, Json(), {}, around);
    silent_rank_ = rank(silent_row_);
  }

  Json summary() const {
    Json summary{{"stations", 0},    {"status", Json::object()}, {"missing", 0},
                 {"disagreeing", 0}, {"open_incidents", 0},      {"facts_pending", 0}};
    std::int64_t silent = 0;
    each([&](const ListedStation&, const Spoken* spoken) {
      if (spoken == nullptr) {
        ++silent;
      } else {
        count(summary, spoken->row, 1);
      }
    });
    count(summary, silent_row_, silent);
    return summary;
  }

  Standings standings() const {
    Standings all{.silent = short_of(silent_row_), .spoken = {}};
    for (const auto& [key, spoken] : spoken_) all.spoken.emplace(key, short_of(spoken.row));
    return all;
  }

  // The page, and how many there are of which it is one.
  std::pair<Json, std::size_t> page() const {
    std::set<int, std::greater<>> ranks{silent_rank_};
    for (const auto& [key, spoken] : spoken_) ranks.insert(spoken.rank);
    Json rows = Json::array();
    std::size_t total = 0;
    const auto put = [&](const ListedStation& station, const Json& like) {
      if (!filter_.status.empty() && like["status"] != filter_.status) return;
      if (filter_.shows && !filter_.shows(station)) return;
      const std::size_t at = total++;
      if (at < filter_.offset || (filter_.limit && at - filter_.offset >= *filter_.limit)) return;
      rows.push_back(like);
      rows.back()["station"] = station.key;
      rows.back()["name"] = station.name;
      rows.back()["area"] = station.area;
    };
    for (const int wanted : ranks) {
      if (wanted == silent_rank_) {
        each([&](const ListedStation& station, const Spoken* spoken) {
          if (spoken == nullptr || spoken->rank == wanted) {
            put(station, spoken == nullptr ? silent_row_ : spoken->row);
          }
        });
        continue;
      }
      for (const auto& [key, spoken] : spoken_) {
        if (spoken.rank == wanted) put(spoken.station, spoken.row);
      }
    }
    return {std::move(rows), total};
  }

 private:
  const ListedStation* listed(const std::string& key) const {
    const auto found = std::ranges::lower_bound(stations_, key, {}, &ListedStation::key);
    return found == stations_.end() || found->key != key ? nullptr : &*found;
  }

  void speak(const ledger::Reader& book) {
    std::map<std::string, Json> states;
    book.states("station", filter_.area, [&states](const std::string&, const Json& state) {
      if (state.contains("station")) states.emplace(state["station"].get<std::string>(), state);
    });
    const auto about = about_stations(book);
    static const AboutStation nothing;
    const auto put = [&](const std::string& key, const Json& state, const AboutStation& known) {
      const auto* station = listed(key);
      Spoken spoken;
      spoken.listed = station != nullptr;
      if (station != nullptr) {
        spoken.station = *station;
      } else {
        spoken.station = {key, key, state.at("area").get<std::string>()};
      }
      if (!covers(filter_.area, spoken.station.area)) return;
      spoken.row = station_row(spoken.station, state, known, around_);
      spoken.rank = rank(spoken.row);
      spoken_.emplace(key, std::move(spoken));
    };
    for (const auto& [key, state] : states) {
      const auto known = about.find(key);
      put(key, state, known == about.end() ? nothing : known->second);
    }
    // Others have a line only where the list holds them.
    for (const auto& [key, known] : about) {
      if (!states.contains(key) && listed(key) != nullptr) put(key, Json(), known);
    }
  }

  // visit(station, what was said of it or nothing), each station of the area once, by key.
  template <typename Visit>
  void each(const Visit& visit) const {
    auto next = spoken_.begin();
    const auto unlisted_before = [&](const std::string* key) {
      for (; next != spoken_.end() && (key == nullptr || next->first < *key); ++next) {
        if (!next->second.listed) visit(next->second.station, &next->second);
      }
    };
    const std::string* last = nullptr;
    for (const ListedStation& station : stations_) {
      // A list may have a key twice.
      if (last != nullptr && *last == station.key) continue;
      last = &station.key;
      if (!covers(filter_.area, station.area)) continue;
      unlisted_before(&station.key);
      const bool spoken = next != spoken_.end() && next->first == station.key;
      visit(station, spoken ? &next->second : nullptr);
    }
    unlisted_before(nullptr);
  }

  std::span<const ListedStation> stations_;
  std::vector<ListedStation> sorted_;
  const Surroundings& around_;
  const WallFilter& filter_;
  std::map<std::string, Spoken> spoken_;
  Json silent_row_;
  int silent_rank_ = 0;
};

}  // namespace

void require_view(const Actor& who) {
  if (who.account.empty() || (who.kind != nullptr && !who.kind->rights.empty())) return;
  throw Error(ErrorKind::forbidden, "desk.not-shown", {{"office", who.office}});
}

Json station_wall(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                  std::span<const ListedStation> stations, const WallFilter& filter) {
  require_view(who);
  const Wall wall(stations, book, around, filter);
  auto [rows, total] = wall.page();
  Json shown{{"as_of", iso_utc(around.now)},
             {"stations", std::move(rows)},
             {"summary", wall.summary()},
             {"exercise", around.exercise}};
  if (filter.limit) {
    shown["total"] = total;
    shown["offset"] = filter.offset;
  }
  return shown;
}

Standings station_standings(const ledger::Reader& book, const Surroundings& around,
                            std::span<const ListedStation> stations) {
  static const WallFilter all;
  return Wall(stations, book, around, all).standings();
}

}  // namespace adem::desk
