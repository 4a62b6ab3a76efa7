// A village drawn in letters with water on its roads, for tests of the links: the real rule book,
// the real day, a few futures.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "outlook/links.h"
#include "outlook/outlook.h"
#include "roads/network/ascii_map.h"

namespace adem::outlook::testing {

inline Instant local(const char* text) { return *parse_instant(text, Zone("Asia/Jakarta")); }

inline election::Window day() {
  return election::station_window(*parse_instant("2024-11-27", Zone("Asia/Jakarta")));
}

inline std::size_t step(const char* text) {
  return static_cast<std::size_t>((local(text) - day().from).count() / day().step_s);
}

// Water on the road between two points, in the futures named by their digits.
struct Wet {
  std::string road;     // "AB"
  std::string futures;  // "01"
  const char* from = "2024-11-26T12:00";
  const char* to = "2024-11-28T06:00";
  bool unknown = false;  // nobody knows whether
};

class DrawnRoads final : public OpenRoads {
 public:
  DrawnRoads(const roads::Network& network, const roads::AsciiMap& map, std::vector<Wet> wets,
             std::size_t members)
      : edges_(network.edges()), members_(members), wets_(std::move(wets)) {
    for (const auto& wet : wets_) {
      at_.push_back(map.edge(network, wet.road[0], wet.road[1]));
      if (at_.back() == edges_) throw std::invalid_argument(wet.road);
    }
  }
  std::size_t members() const override { return members_; }
  bool certain(election::Mode /*mode*/) const override {
    return std::ranges::none_of(wets_, &Wet::unknown);
  }
  roads::Closures block(election::Mode /*mode*/, roads::Reading reading, std::size_t first,
                        std::size_t steps) const override {
    return closures(reading, members_ * steps, [&](std::size_t lane) {
      return std::pair(lane % members_, first + lane / members_);
    });
  }
  roads::Closures over_time(election::Mode /*mode*/, roads::Reading reading,
                            std::size_t member) const override {
    return closures(reading, day().steps,
                    [member](std::size_t lane) { return std::pair(member, lane); });
  }

 private:
  // meaning(lane) is its member and step.
  template <typename Meaning>
  roads::Closures closures(roads::Reading reading, std::size_t lanes,
                           const Meaning& meaning) const {
    roads::Closures out(edges_, lanes);
    std::vector<roads::Lanes> open(edges_, out.all());
    for (std::size_t i = 0; i < wets_.size(); ++i) {
      const auto& wet = wets_[i];
      if (wet.unknown && reading == roads::Reading::maybe) continue;
      roads::Lanes closed;
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const auto [member, s] = meaning(lane);
        const bool in = wet.futures.find(static_cast<char>('0' + member)) != std::string::npos;
        if (in && s >= step(wet.from) && s < step(wet.to)) closed.set(lane);
      }
      open[at_[i]] -= closed;
    }
    for (std::uint32_t e = 0; e < edges_; ++e) out.set(e, open[e]);
    return out;
  }

  std::size_t edges_, members_;
  std::vector<Wet> wets_;
  std::vector<std::size_t> at_;
};

// W warehouse, P post, S and T stations, V crew village, H and K homes, Q hospital: whichever are
// drawn.
class Village {
 public:
  Village(std::string_view drawing, const std::vector<roads::AsciiWay>& ways, std::string drawn)
      : map_(drawing, 200), network_(map_.network(ways)) {
    using election::PlaceKind;
    for (const char c : drawn) {
      const auto at = map_.point(c);
      if (c == 'S' || c == 'T') {
        election::Station station;
        station[election::StationText::key] = std::string("TPS ") + c;
        station[election::StationText::area] = "99.01";
        station.id = make_id({"test", std::string(1, c)});
        station.lon = at.x;
        station.lat = at.y;
        stations_.add(station);
      }
      if (c == 'W') place(PlaceKind::warehouse_ppk, "Gudang", at);
      if (c == 'P') place(PlaceKind::post_pps, "Pos", at);
      if (c == 'V') place(PlaceKind::crew_village, "99.01", at);
      if (c == 'Q') place(PlaceKind::hospital, "RS", at);
      if (c == 'H' || c == 'K') homes_.push_back({at.y, at.x, 10});
    }
    if (drawn.find('V') != std::string::npos) {
      for (std::size_t row = 0; row < stations_.size(); ++row) {
        crews_.push_back(
            {std::string(stations_.text(row, election::StationText::key)), "99.01", 7});
      }
    }
  }

  Links links(std::vector<Wet> wets, std::size_t members = 2) const {
    auto tied = tie_world({network_, stations_, rules_, day(), {}, places_, crews_, homes_});
    return {std::move(tied), DrawnRoads(network_, map_, std::move(wets), members), 2};
  }

  // The clock over a dry floor.
  election::Outlook clock(const Links& links) const {
    HazardAtStations dry;
    dry.layer.name = "kering";
    dry.value.assign(stations_.size(), 0);
    Inputs inputs{stations_, rules_, day(), {dry}, {}, {}, nullptr, {}, {}, {}, false, &links};
    return make_outlook(inputs);
  }
  election::Outlook clock(std::vector<Wet> wets, std::size_t members = 2) const {
    return clock(links(std::move(wets), members));
  }

  election::StationTable stations_;
  std::vector<election::Place> places_;
  std::vector<election::Crew> crews_;
  std::vector<election::Home> homes_;

 private:
  void place(election::PlaceKind kind, const char* name, geo::Point at) {
    election::Place place;
    place.key = place.name = name;
    place.kind = kind;
    place.area = "99.01";
    place.lon = at.x;
    place.lat = at.y;
    places_.push_back(place);
  }
  roads::AsciiMap map_;
  roads::Network network_;
  election::RuleBook rules_ = election::rule_book("pilkada-2024");
};

inline roads::AsciiWay road(const std::string& points) {
  return {points, {{"highway", "residential"}}};
}

}  // namespace adem::outlook::testing
