// The fixture's sub-district with all four links.
#include <gtest/gtest.h>

#include "brief/brief_fixture.h"

namespace adem::brief {

namespace {

using election::Link;
using election::Mode;

constexpr std::size_t kMembers = 20;

void set(election::LinkSeries& series, std::size_t from, std::size_t to, float chance) {
  for (std::size_t step = from; step < to; ++step) series.chance[step] = chance;
}

outlook::CauseRoad road(const char* name, std::vector<std::string> between, double length_m) {
  outlook::CauseRoad out;
  out.name = name;
  out.between = std::move(between);
  out.length_m = length_m;
  return out;
}

void link(Fixture& f) {
  f.outlook.computed = {true, true, true, true};
  const std::size_t steps = f.outlook.window.steps;
  for (auto& station : f.outlook.stations) {
    if (!station.works.known()) continue;
    for (const auto each : {Link::box, Link::crew, Link::voters}) {
      station.link(each).chance.assign(steps, 1);
    }
    set(station.link(Link::crew), 0, 68, -1);    // not asked for before set-up
    set(station.link(Link::voters), 0, 76, -1);  // nor here before opening
    set(station.link(Link::voters), 100, steps, -1);
    station.departures = {{Mode::car, "Gudang PPK", f.outlook.window.at(66)},
                          {Mode::truck, "Gudang PPK", f.outlook.window.at(70)}};
  }
  // The coast road is under water in most futures; what the floor alone would not show.
  auto& cut = f.outlook.stations[2];
  set(cut.link(Link::box), 60, 84, 0.3F);
  set(cut.link(Link::crew), 70, 82, 0.55F);
  set(cut.link(Link::voters), 76, 80, -1);
  set(cut.works, 60, 84, 0.15F);
  cut.weakest = Link::box;
  cut.departures.front().latest.reset();
}

RoadsShown roads(const election::Window& window) {
  RoadsShown out;
  auto& causes = out.causes;
  causes.mode = Mode::car;
  causes.from = window.at(0);
  causes.to = window.at(window.steps);
  causes.members = kMembers;
  outlook::Causes from;
  from.warehouse = "Gudang PPK Medang Kampai";
  from.stations = 20;
  from.voters = 8700;
  const auto coast = road("Jalan Pantai", {"Jalan Melati", "Jalan Pelajar"}, 640);
  const auto bridge = road("", {}, 120);
  const outlook::CauseWhen when{window.at(62), window.at(84), 14, 12};
  outlook::CauseGroup group;
  group.by = roads::CutBy::stretch;
  group.roads = {coast};
  group.stations = {0, 1, 2, 3};
  group.voters = 1640;
  group.when = when;
  group.services = {{"hospital", 4, 1640, when}, {"police", 0, 0, {}}};
  from.groups.push_back(group);
  group = {};
  group.by = roads::CutBy::pair;
  group.roads = {bridge, road("Jalan Simpang", {"Jalan Pelajar"}, 300)};
  group.roads[0].bridge = true;
  group.roads[0].near = 14;
  group.stations = {14};
  group.voters = 387;
  group.when = {window.at(66), window.at(78), 3, 2};
  from.groups.push_back(group);
  from.worth.push_back({coast, {0, 1, 2, 3}, 1640, 4305.5, when});
  from.best = {{{coast}, 4305.5}, {group.roads, 96.8}};
  from.pairs = {{group.roads, 96.8}};
  causes.warehouses.push_back(from);
  causes.untied = {20, 21};
  out.closed = {{{{101.505, 1.635}, {101.52, 1.64}, {101.535, 1.634}}, 7.5F},
                {{{101.60, 1.65}, {101.615, 1.655}}, 3},
                {{{101.56, 1.64}, {101.57, 1.65}}, 0.5F}};
  return out;
}

}  // namespace

Fixture linked_fixture() {
  auto fixture = make_fixture();
  link(fixture);
  fixture.roads = roads(fixture.outlook.window);
  return fixture;
}

}  // namespace adem::brief
