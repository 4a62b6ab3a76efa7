// Everything the generator makes from one seed, before any file is written.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demo/places.h"
#include "demo/tide.h"
#include "geo/table.h"

namespace adem::demo {

// The seed of `adem demo`: the voting day. Any other gives another coast by the same mechanisms.
inline constexpr std::uint64_t kSeed = 20241127;
inline constexpr const char* kStamp = "LATIHAN - DATA BUATAN";
inline constexpr const char* kEstimate =
    "jumlah TPS adalah perkiraan menurut perbandingan, bukan daftar KPU";

struct Scene {
  explicit Scene(std::uint64_t seed);
  std::uint64_t seed;
  Coast coast;
  Villages villages;
  std::vector<Street> streets;
  std::vector<Dwelling> dwellings;
  std::vector<Place> venues;
  std::vector<MadeStation> stations;
  Scene(const Scene&) = delete;  // villages refer to the coast beside them
  Scene& operator=(const Scene&) = delete;
};

// The lists as offices send them: Indonesian column names, the stamp in every row.
geo::OutTable area_table(const Scene& scene);
geo::OutTable station_table(const Scene& scene);
geo::OutTable venue_table(const Scene& scene);

}  // namespace adem::demo
