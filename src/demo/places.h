// Made-up venues and stations, placed by rules that an office could read aloud.
#pragma once

#include <string>
#include <vector>

#include "demo/streets.h"

namespace adem::demo {

struct Place {
  std::string key;
  std::string name;  // a building or an office, never a person, never a place of worship
  std::string address;
  std::size_t village = 0;
  geo::Point at;  // metres in the frame
  double floor_height_m = 0;
  int width_m = 0, length_m = 0;
  int hosts = 1;
  std::string access;
  std::string consent;  // "ya", "belum ditanya"
};

// Buildings stand 20 m off a street and at least 150 m apart, more of them where more people live:
// the village hall, a school for every three stations, health posts, and houses of village
// officials.
std::vector<Place> place_venues(const Coast& coast, const std::vector<Dwelling>& dwellings,
                                std::uint64_t seed);

struct MadeStation {
  std::string key;     // KPU's 13 digits
  std::string number;  // "001"
  std::size_t village = 0;
  geo::Point at;      // true position, metres
  std::string venue;  // key; empty: a tent beside the street
  std::string address;
  int voters = 0;
  std::string lat_text, lon_text;  // as the list writes them
};

// A village's dwellings are cut, west to east, into as many parts of equal weight as it has
// stations; each part votes in the nearest venue with room within 900 m, else in a tent at its own
// middle. Two rows carry the faults that real lists carry: one has no coordinates, one has a point
// a hundred times too small.
std::vector<MadeStation> place_stations(const Coast& coast, const std::vector<Dwelling>& dwellings,
                                        std::vector<Place> venues, std::uint64_t seed);

}  // namespace adem::demo
