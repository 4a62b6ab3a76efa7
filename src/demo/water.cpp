#include "demo/water.h"

#include <array>
#include <cmath>
#include <limits>

#include "base/format.h"
#include "demo/tide.h"

namespace adem::demo {

namespace {

constexpr float kDeepestSea_m = -2;
constexpr double kMidday_m = 0.6;  // the tide when the run begins

}  // namespace

geo::Grid<float> water_terrain(const Coast& coast) {
  const auto fine = coast.terrain();
  geo::Grid<float> out = fine;
  out.width = fine.width / kGrid_arcsec;
  out.height = fine.height / kGrid_arcsec;
  out.dx *= kGrid_arcsec;
  out.dy *= kGrid_arcsec;
  out.cells.assign(out.width * out.height, 0);
  for (std::size_t row = 0; row < out.height; ++row) {
    for (std::size_t column = 0; column < out.width; ++column) {
      float sum = 0;
      for (std::size_t i = 0; i < kGrid_arcsec * kGrid_arcsec; ++i) {
        sum += fine.at(column * kGrid_arcsec + i % kGrid_arcsec,
                       row * kGrid_arcsec + i / kGrid_arcsec);
      }
      const float mean = sum / (kGrid_arcsec * kGrid_arcsec);
      out.at(column, row) = mean < kDeepestSea_m ? std::numeric_limits<float>::quiet_NaN() : mean;
    }
  }
  return out;
}

std::string rain_csv(Instant vote_midnight, const Zone& zone) {
  static constexpr std::array<double, 6> kHours = {5, 15, 30, 25, 10, 5};  // from 02:00
  std::string text = "time,mm_per_h\n";
  const auto row = [&](int hour, double mm) {
    const auto at = vote_midnight + std::chrono::hours(hour);
    text += fmt::format("{},{:.0f}\n", iso_local(at, zone), mm);
  };
  row(-24, 0);
  for (std::size_t h = 0; h < kHours.size(); ++h) row(2 + static_cast<int>(h), kHours[h]);
  row(8, 0);
  row(48, 0);
  return text;
}

std::string scenario_toml(Instant vote_midnight, const Zone& zone) {
  const auto at = [&](int hour) {
    return iso_local(vote_midnight + std::chrono::hours(hour), zone);
  };
  return fmt::format(R"(# LATIHAN - DATA BUATAN: pasang dan hujan di atas pantai buatan.
# Jalankan dengan: adem water run skenario.toml
exercise = true

[domain]
terrain = "water-terrain.tif"
manning = 0.05

[time]
start = "{}"
end = "{}"
report_every_s = 1800

[rain]
series = "rain.csv"

[infiltration]
method = "constant"
rate_mm_per_h = 2

[[boundary]]
kind = "level"
where = "edge:north"
series = "tide.csv"
units = "m"
exercise = true # datum tidak diketahui

[initial]
level = {}

[ensemble]
members = {}
seed = 1
rain_factor = [0.5, 1.5]
level_offset_m = [-0.3, 0.3]
shift_h = [-1, 1]

[output]
dir = "../water"
thresholds_m = [0.05, 0.2, 0.3, 0.35, 0.4, 0.5, 0.65]
)",
                     at(-12), at(30), kMidday_m, kMembers);
}

}  // namespace adem::demo
