#include "outlook/tie_world.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <unordered_map>

#include "outlook/area_line.h"
#include "outlook/nearest_station.h"
#include "roads/network/stations.h"

namespace adem::outlook {

namespace {

using election::Link;
using election::Mode;
using election::PlaceKind;
using election::StationText;

constexpr double kMsPerHour = 3'600'000;
constexpr double kHundredths = 100;

ModeRoads roads_of(const roads::Network& network, const election::ModeRule& rule) {
  ModeRoads out{roads::graph_of(network, rule.mode), {}};
  out.time_ms.resize(network.edges(), roads::kNever);
  for (std::size_t e = 0; e < network.edges(); ++e) {
    const double speed = rule.speed(network.road(e));
    if (speed <= 0) continue;
    const double ms = static_cast<double>(network.length_m(e)) / 1000 / speed * kMsPerHour;
    out.time_ms[e] = static_cast<std::uint32_t>(std::clamp(std::ceil(ms), 1.0, 4.0e9));
  }
  return out;
}

class Tying {
 public:
  explicit Tying(const WorldInputs& inputs)
      : in_(inputs),
        index_(inputs.network, roads::kTieReach_m),
        line_(inputs.areas),
        ties_(roads::tie_stations(inputs.network, inputs.stations, roads::kTieReach_m)) {}

  TiedWorld run() {
    auto& world = out_.world;
    world.window = in_.window;
    world.duties = duties(in_.rules, in_.window);
    world.demanded_chance = in_.rules.threshold("demanded-chance");
    world.box_leaves = world.duties.night.begin;
    world.box_due = world.duties.supplies_due;
    world.stations.resize(in_.stations.size());
    out_.why.resize(in_.stations.size());
    for (std::size_t e = 0; e < in_.network.edges(); ++e) {
      world.length_m.push_back(
          static_cast<std::uint32_t>(std::max(1.0F, std::round(in_.network.length_m(e)))));
    }
    tie_stations();
    find_landings();
    tie_boxes();
    tie_crews();
    tie_homes();
    tie_help();
    make_roads();
    name_together("outlook.caveat.places-off-road", off_road_);
    name_together("outlook.caveat.villages-without-place", placeless_);
    return std::move(out_);
  }

 private:
  Message& why(std::size_t row, Link link) { return out_.why[row][static_cast<std::size_t>(link)]; }
  void computed(Link link) { out_.computed[static_cast<std::size_t>(link)] = true; }

  void tie_stations() {
    for (std::size_t row = 0; row < ties_.size(); ++row) {
      const auto& tie = ties_[row];
      if (tie.tie) {
        auto& station = out_.world.stations[row];
        station.at.node = tie.tie->node;
        station.walk_m = metres_of(*tie.tie);
        continue;
      }
      Message reason{"outlook.reason.no-point", {}};
      if (tie.reason && tie.reason->code == "roads.station.far") {
        reason = {"outlook.reason.off-road", tie.reason->args};
      } else if (tie.reason && tie.reason->code == "roads.station.nowhere") {
        reason = {"outlook.reason.no-road", {}};
      }
      for (const Link link : {Link::box, Link::crew, Link::voters}) why(row, link) = reason;
    }
  }

  static std::uint32_t metres_of(const roads::Tie& tie) {
    return static_cast<std::uint32_t>(std::lround(tie.distance_m + tie.to_node_m));
  }

  // Nodes where a boat can land: the map's landings, and what a boat reaches near each listed one.
  void find_landings() {
    const auto& by = in_.rules.travel;
    const bool boats = std::ranges::any_of(by, [](const auto& rule) {
      return std::ranges::find(rule.modes, Mode::boat) != rule.modes.end();
    });
    if (!boats) return;
    const auto graph = roads::graph_of(in_.network, Mode::boat);
    const auto afloat = [&graph](std::uint32_t node) {
      return graph.first[node] != graph.first[node + 1];
    };
    for (std::uint32_t node = 0; node < in_.network.nodes(); ++node) {
      if (in_.network.landing(node) && afloat(node)) landings_.push_back(node);
    }
    for (const auto& place : in_.places) {
      if (place.kind != PlaceKind::landing || std::isnan(place.lat)) continue;
      std::vector<std::uint32_t> all;
      for (std::uint32_t node = 0; node < in_.network.nodes(); ++node) {
        if (afloat(node)) all.push_back(node);
      }
      if (const auto node = near(all, {place.lon, place.lat})) landings_.push_back(*node);
    }
  }

  Node near(const std::vector<std::uint32_t>& nodes, geo::Point at) const {
    if (!roads::on_earth(at)) return std::nullopt;
    const auto place = roads::to_place(at);
    double best = roads::kTieReach_m;
    Node found;
    for (const auto node : nodes) {
      const double metres = roads::length_m(in_.network.place(node), place);
      if (metres > best || (found && metres == best)) continue;
      best = metres;
      found = node;
    }
    return found;
  }

  // Where a place is reached; said where it is not.
  Tied tie_place(const election::Place& place) {
    Tied at;
    const geo::Point point{place.lon, place.lat};
    if (!std::isnan(place.lat)) {
      if (const auto tie = index_.find(point)) at.node = tie->node;
      at.landing = near(landings_, point);
    }
    if (!at.node) {
      off_road_.push_back(call_name(place));
    }
    return at;
  }

  static std::string call_name(const election::Place& place) {
    return place.name.empty() ? place.key : place.name;
  }

  // The place of a kind that serves a station: of the smallest area that holds it.
  std::optional<std::size_t> serving(PlaceKind kind, const std::string& area) const {
    std::optional<std::size_t> best;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    for (std::size_t i = 0; i < in_.places.size(); ++i) {
      if (in_.places[i].kind != kind) continue;
      const auto steps = line_.steps_up(area, in_.places[i].area);
      if (!steps || *steps >= least) continue;
      best = i;
      least = *steps;
    }
    return best;
  }

  std::size_t depot_of(std::size_t place) {
    const auto [found, fresh] = depots_.try_emplace(place, out_.world.depots.size());
    if (fresh) {
      const auto& of = in_.places[place];
      out_.world.depots.push_back({tie_place(of), call_name(of), of.modes});
    }
    return found->second;
  }

  void tie_boxes() {
    const bool any = std::ranges::any_of(in_.places, [](const auto& place) {
      return place.kind == PlaceKind::warehouse_ppk || place.kind == PlaceKind::warehouse_kpu;
    });
    if (!any) return;
    computed(Link::box);
    out_.world.box_by = in_.rules.travel_by("box");
    for (std::size_t row = 0; row < in_.stations.size(); ++row) {
      auto& station = out_.world.stations[row];
      const std::string area(in_.stations.text(row, StationText::area));
      if (in_.stations.has_point(row)) {
        station.at.landing = near(landings_, {in_.stations.lon(row), in_.stations.lat(row)});
      }
      auto warehouse = serving(PlaceKind::warehouse_ppk, area);
      if (!warehouse) warehouse = serving(PlaceKind::warehouse_kpu, area);
      if (!warehouse) {
        if (why(row, Link::box).code.empty()) {
          why(row, Link::box) = {"outlook.reason.no-warehouse", {}};
        }
        continue;
      }
      station.warehouse = depot_of(*warehouse);
      if (const auto post = serving(PlaceKind::post_pps, area)) station.post = depot_of(*post);
      for (const auto& depot : {station.warehouse, station.post}) {
        if (!depot || out_.world.depots[*depot].at.node) continue;
        why(row, Link::box) = {"outlook.reason.place-off-road",
                               {{"place", out_.world.depots[*depot].name}}};
      }
    }
  }

  // The place a crew's village means; none where it has none on the roads.
  std::size_t crew_home_of(const std::string& village) {
    const auto [found, fresh] = villages_.try_emplace(village, out_.world.crew_homes.size());
    if (!fresh) return found->second;
    const election::Place* place = nullptr;
    for (const auto& each : in_.places) {
      if (each.kind != PlaceKind::crew_village) continue;
      if (each.key == village) {
        place = &each;
        break;
      }
      if (place == nullptr && !each.area.empty() && each.area == village) place = &each;
    }
    if (place == nullptr) {
      placeless_.emplace_back(line_.name_of(village));
    }
    out_.world.crew_homes.push_back({place == nullptr ? Node() : tie_place(*place).node});
    return found->second;
  }

  void tie_crews() {
    if (in_.crews.empty()) return;
    computed(Link::crew);
    auto& world = out_.world;
    world.crew_by = in_.rules.travel_by("crew");
    world.crew_least = static_cast<int>(in_.rules.threshold("crew-least"));
    const double lead_s = in_.rules.threshold("crew-lead") * 60;
    const auto lead = static_cast<std::size_t>(std::ceil(lead_s / in_.window.step_s));
    world.crew_leaves = world.duties.set_up.begin - std::min(lead, world.duties.set_up.begin);
    std::unordered_map<std::string_view, std::size_t> rows;
    for (std::size_t row = 0; row < in_.stations.size(); ++row) {
      rows.emplace(in_.stations.text(row, StationText::key), row);
    }
    for (const auto& crew : in_.crews) {
      const auto row = rows.find(crew.station);
      if (row == rows.end() || crew.members == 0) continue;
      world.stations[row->second].crew.push_back({crew_home_of(crew.village), crew.members});
    }
    for (std::size_t row = 0; row < world.stations.size(); ++row) say_crew(row);
  }

  void say_crew(std::size_t row) {
    auto& reason = why(row, Link::crew);
    auto& crew = out_.world.stations[row].crew;
    int all = 0;
    for (const auto& share : crew) all += share.members;
    if (!reason.code.empty()) return;
    if (all == 0) {
      reason = {"outlook.reason.no-crew", {}};
    } else if (all < out_.world.crew_least) {
      reason = {"outlook.reason.few-crew",
                {{"members", std::int64_t{all}}, {"least", std::int64_t{out_.world.crew_least}}}};
    }
  }

  void tie_homes() {
    if (in_.homes.empty()) return;
    computed(Link::voters);
    auto& world = out_.world;
    world.voters_share = in_.rules.threshold("voters-share");
    world.walk_limit_m = static_cast<std::uint32_t>(in_.rules.threshold("walk-limit"));
    std::vector<roads::WalkEnd> ends;
    std::vector<std::vector<std::size_t>> rows;  // by end: stations at one junction
    std::unordered_map<std::uint32_t, std::size_t> at;
    for (std::size_t row = 0; row < world.stations.size(); ++row) {
      const auto& station = world.stations[row];
      if (!station.at.node) continue;
      const auto [found, fresh] = at.try_emplace(*station.at.node, ends.size());
      if (fresh) {
        ends.push_back({*station.at.node, station.walk_m});
        rows.emplace_back();
      }
      auto& end = ends[found->second];
      end.metres = std::min(end.metres, station.walk_m);
      rows[found->second].push_back(row);
    }
    const auto graph = roads::graph_of(in_.network, Mode::walk);
    const auto nearest = nearest_stations(graph, world.length_m, ends, world.walk_limit_m);
    double off_road = 0, far = 0;
    for (const auto& home : in_.homes) {
      const auto tie = index_.find({home.lon, home.lat});
      if (!tie) {
        off_road += home.residents;
        continue;
      }
      const auto& to = nearest[tie->node];
      const std::uint32_t metres = metres_of(*tie);
      if (to.station == Nearest::kNone || to.metres + metres > world.walk_limit_m) {
        far += home.residents;
        continue;
      }
      const auto weight = static_cast<std::uint32_t>(std::lround(home.residents * kHundredths));
      for (const auto row : rows[to.station]) {
        if (weight > 0) world.stations[row].voters.push_back({{tie->node, metres}, weight});
      }
    }
    say_homes(off_road, far);
  }

  void say_homes(double off_road, double far) {
    const auto count = [](double residents) { return static_cast<std::int64_t>(residents + 0.5); };
    if (off_road > 0) {
      out_.caveats.push_back({"outlook.caveat.homes-off-road", {{"count", count(off_road)}}});
    }
    if (far > 0) {
      out_.caveats.push_back(
          {"outlook.caveat.homes-far",
           {{"count", count(far)}, {"limit_m", static_cast<double>(out_.world.walk_limit_m)}}});
    }
    for (std::size_t row = 0; row < out_.world.stations.size(); ++row) {
      auto& reason = why(row, Link::voters);
      if (reason.code.empty() && out_.world.stations[row].voters.empty()) {
        reason = {"outlook.reason.no-homes", {}};
      }
    }
  }

  void tie_help() {
    for (const auto& place : in_.places) {
      const bool hospital = place.kind == PlaceKind::hospital;
      if (!hospital && place.kind != PlaceKind::police) continue;
      const auto at = tie_place(place);
      if (!at.node) continue;
      (hospital ? out_.world.hospitals : out_.world.police).push_back(*at.node);
    }
    if (out_.world.hospitals.empty() && out_.world.police.empty()) return;
    out_.world.help_by = in_.rules.travel_by("help");
  }

  void make_roads() {
    auto& world = out_.world;
    std::vector<Mode> needed = world.box_by;
    needed.insert(needed.end(), world.crew_by.begin(), world.crew_by.end());
    needed.insert(needed.end(), world.help_by.begin(), world.help_by.end());
    if (out_.computed[static_cast<std::size_t>(Link::voters)]) needed.push_back(Mode::walk);
    for (const Mode mode : needed) {
      auto& made = world.modes[static_cast<std::size_t>(mode)];
      if (!made) made = roads_of(in_.network, in_.rules.mode(mode));
    }
  }

  // One caveat for all of a kind, the first of them by name.
  void name_together(const char* code, const std::vector<std::string>& names) {
    if (names.empty()) return;
    constexpr std::size_t kNamed = 6;
    std::string list;
    for (std::size_t i = 0; i < std::min(kNamed, names.size()); ++i) {
      list += (i == 0 ? "" : ", ") + names[i];
    }
    const std::size_t more = names.size() - std::min(kNamed, names.size());
    out_.caveats.push_back({code, {{"names", list}, {"more", static_cast<std::int64_t>(more)}}});
  }

  const WorldInputs& in_;
  roads::TieIndex index_;
  AreaLine line_;
  std::vector<roads::StationTie> ties_;
  std::vector<std::uint32_t> landings_;
  std::map<std::size_t, std::size_t> depots_;      // place: depot
  std::map<std::string, std::size_t> villages_;    // village: crew home
  std::vector<std::string> off_road_, placeless_;  // places, villages
  TiedWorld out_;
};

}  // namespace

TiedWorld tie_world(const WorldInputs& inputs) { return Tying(inputs).run(); }

}  // namespace adem::outlook
