// The four villages of Medang Kampai by their real names and codes, in made-up shapes: the land
// between shore and peat, parted by wobbling borders that neighbours share point by point.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "demo/coast.h"
#include "election/register.h"

namespace adem::demo {

inline constexpr std::string_view kDistrictCode = "14.72.05";
inline constexpr std::string_view kDistrictName = "Medang Kampai";

struct VillageFact {
  std::string_view code;
  std::string_view name;
  int stations;  // an estimate by proportion from February 2024's 14, 11, 6, 19; labelled so
};
// West to east along the shore.
inline constexpr std::array<VillageFact, 4> kVillages = {{{"14.72.05.1001", "Teluk Makmur", 8},
                                                          {"14.72.05.1002", "Mundam", 6},
                                                          {"14.72.05.1003", "Guntung", 3},
                                                          {"14.72.05.1004", "Pelintung", 10}}};

// "Guntung" of "14.72.05.1003"; the code itself where it is none of these villages.
std::string village_name(std::string_view code);

class Villages {
 public:
  Villages(const Coast& coast, std::uint64_t seed);
  // x of the border west of village `index` at a height of the frame; index 0 and 4 are the outer
  // ones.
  double border_x(std::size_t index, double y) const;
  // Index of the village that holds the point; the point must lie on land between the outer
  // borders.
  std::size_t of(geo::Point at) const;
  double middle_x(std::size_t index) const;
  double south_y() const { return south_y_; }

  // The sub-district first, then the villages; lon/lat.
  std::vector<election::Area> areas() const;

 private:
  std::vector<geo::Point> border(std::size_t index) const;  // south to north
  std::vector<geo::Point> shore(std::size_t from, std::size_t to) const;
  geo::Shape shape(std::size_t from, std::size_t to) const;

  const Coast& coast_;
  std::uint64_t seed_;
  double south_y_ = 0;
};

}  // namespace adem::demo
