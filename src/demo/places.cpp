#include "demo/places.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include "base/format.h"

namespace adem::demo {

namespace {

constexpr std::uint64_t kVenueUse = 400;
constexpr std::uint64_t kStationUse = 500;

struct Kind {
  const char* name;  // {} is a number
  double floor_low_m, floor_high_m;
  int width_m, length_m, hosts;
  const char* access;
};
// Ground floors of public buildings stand two or three steps up; houses by the shore higher.
constexpr Kind kHall = {"Balai Kelurahan {1}", 0.30, 0.50, 12, 18, 2, "landai untuk kursi roda"};
constexpr Kind kSchool = {"SD Latihan {0} {1}", 0.35, 0.60, 8, 10, 3, "dua anak tangga"};
constexpr Kind kPost = {"Posyandu Latihan {0} {1}", 0.15, 0.35, 8, 10, 1, "rata dengan jalan"};
constexpr Kind kHouse = {
    "Halaman rumah Ketua RT {0:03} {1}", 0.00, 0.25, 10, 12, 1, "jalan setapak"};

double apart(geo::Point a, geo::Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

std::vector<Dwelling> of_village(const std::vector<Dwelling>& all, std::size_t village) {
  std::vector<Dwelling> own;
  std::copy_if(all.begin(), all.end(), std::back_inserter(own),
               [village](const Dwelling& d) { return d.village == village; });
  return own;
}

// A dwelling drawn by weight.
const Dwelling& drawn(const std::vector<Dwelling>& from, Chance& chance) {
  double total = 0;
  for (const auto& d : from) total += d.weight;
  double left = chance.share() * total;
  for (const auto& d : from) {
    left -= d.weight;
    if (left < 0) return d;
  }
  return from.back();
}

class Builder {
 public:
  Builder(const Coast& coast, const std::vector<Dwelling>& dwellings, std::size_t village,
          Chance chance)
      : coast_(coast), own_(of_village(dwellings, village)), village_(village), chance_(chance) {}

  std::vector<Place> build() {
    const int stations = kVillages[village_].stations;
    add(kHall, 1);
    for (int i = 0; i < (stations + 2) / 3; ++i) add(kSchool, i + 1);
    for (int i = 0; i < (stations + 3) / 4; ++i) add(kPost, i + 1);
    for (int i = 0; i < (stations + 1) / 2; ++i) add(kHouse, i + 1);
    return std::move(made_);
  }

 private:
  void add(const Kind& kind, int number) {
    const auto& fact = kVillages[village_];
    const auto at = free_spot();
    if (!at) return;  // no room is left: fewer buildings, not nearer ones
    Place place;
    place.key = fmt::format("V{}-{:02}", fact.code.substr(fact.code.size() - 4), made_.size() + 1);
    place.name = fmt::format(fmt::runtime(kind.name), number, fact.name);
    place.address = fmt::format("Jalan Latihan {}, {}", chance_.whole(1, 40), fact.name);
    place.village = village_;
    place.at = *at;
    place.floor_height_m =
        std::round(chance_.between(kind.floor_low_m, kind.floor_high_m) * 20) / 20;
    place.width_m = kind.width_m;
    place.length_m = kind.length_m;
    place.hosts = kind.hosts;
    place.access = kind.access;
    place.consent = chance_.share() < 0.7 ? "ya" : "belum ditanya";
    made_.push_back(std::move(place));
  }

  std::optional<geo::Point> free_spot() {
    for (int attempt = 0; attempt < 200; ++attempt) {
      const auto& by = drawn(own_, chance_);
      const double turn = chance_.between(0, 6.283);
      const geo::Point at{by.at.x + 20 * std::cos(turn), by.at.y + 20 * std::sin(turn)};
      const bool free = std::all_of(made_.begin(), made_.end(),
                                    [at](const Place& p) { return apart(p.at, at) >= 150; });
      // Nobody builds in a creek or on mud.
      if (free && coast_.height(at) > kHighWater_m - 0.35) return at;
    }
    return std::nullopt;
  }

  const Coast& coast_;
  std::vector<Dwelling> own_;
  std::size_t village_;
  Chance chance_;
  std::vector<Place> made_;
};

// The weighted middles of `parts` parts of equal weight, west to east.
std::vector<geo::Point> middles(std::vector<Dwelling> own, int parts) {
  std::sort(own.begin(), own.end(), [](const Dwelling& a, const Dwelling& b) {
    return std::pair(a.at.x, a.at.y) < std::pair(b.at.x, b.at.y);
  });
  double total = 0;
  for (const auto& d : own) total += d.weight;
  std::vector<geo::Point> found;
  geo::Point sum;
  double weight = 0, used = 0;
  for (const auto& d : own) {
    sum.x += d.at.x * d.weight;
    sum.y += d.at.y * d.weight;
    weight += d.weight;
    const auto done = static_cast<double>(found.size() + 1) * total / parts;
    if (used + weight >= done - 1e-9 * total) {
      const geo::Point middle{sum.x / weight, sum.y / weight};
      // A middle between lanes is nobody's place: take the dwelling next to it.
      found.push_back(
          std::min_element(own.begin(), own.end(), [middle](const Dwelling& a, const Dwelling& b) {
            return apart(a.at, middle) < apart(b.at, middle);
          })->at);
      used += weight;
      weight = 0;
      sum = {};
    }
  }
  return found;
}

Place* room_near(std::vector<Place>& venues, std::size_t village, geo::Point at) {
  Place* best = nullptr;
  for (auto& venue : venues) {
    if (venue.village != village || venue.hosts == 0 || apart(venue.at, at) > 900) continue;
    if (best == nullptr || apart(venue.at, at) < apart(best->at, at)) best = &venue;
  }
  return best;
}

std::string digits_of(std::string_view code) {
  std::string digits(code);
  std::erase(digits, '.');
  return digits;
}

}  // namespace

std::vector<Place> place_venues(const Coast& coast, const std::vector<Dwelling>& dwellings,
                                std::uint64_t seed) {
  std::vector<Place> all;
  for (std::size_t village = 0; village < kVillages.size(); ++village) {
    Builder builder(coast, dwellings, village, Chance(seed).fork(kVenueUse + village));
    const auto own = builder.build();
    all.insert(all.end(), own.begin(), own.end());
  }
  return all;
}

std::vector<MadeStation> place_stations(const Coast& coast, const std::vector<Dwelling>& dwellings,
                                        std::vector<Place> venues, std::uint64_t seed) {
  std::vector<MadeStation> all;
  auto chance = Chance(seed).fork(kStationUse);
  for (std::size_t village = 0; village < kVillages.size(); ++village) {
    const auto& fact = kVillages[village];
    int number = 0;
    for (const auto at : middles(of_village(dwellings, village), fact.stations)) {
      MadeStation made;
      made.number = fmt::format("{:03}", ++number);
      made.key = digits_of(fact.code) + made.number;
      made.village = village;
      made.at = at;
      made.address = fmt::format("Tenda di tepi jalan, {}", fact.name);
      if (auto* venue = room_near(venues, village, at)) {
        --venue->hosts;
        // Stations that share a building stand in different rooms, a few metres apart.
        made.at = {venue->at.x + 6.0 * venue->hosts, venue->at.y};
        made.venue = venue->key;
        made.address = venue->name;
      }
      made.voters = static_cast<int>(chance.whole(390, 590));
      const auto point = coast.frame().lonlat(made.at);
      made.lat_text = fmt::format("{:.6f}", point.y);
      made.lon_text = fmt::format("{:.6f}", point.x);
      all.push_back(std::move(made));
    }
  }
  auto faults = Chance(seed).fork(kStationUse + 1);
  const auto last = static_cast<std::int64_t>(all.size()) - 1;
  const auto empty = faults.whole(0, last);
  const auto shrunk = (empty + faults.whole(1, last)) % (last + 1);
  all[static_cast<std::size_t>(empty)].lat_text.clear();
  all[static_cast<std::size_t>(empty)].lon_text.clear();
  auto& small = all[static_cast<std::size_t>(shrunk)];
  small.lon_text = fmt::format("{:.6f}", coast.frame().lonlat(small.at).x / 100);
  return all;
}

}  // namespace adem::demo
