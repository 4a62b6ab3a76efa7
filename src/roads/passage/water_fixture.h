// Water drawn over the small maps of roads/network/ascii_map.h, for tests: the same letters and
// lines, a cell for each letter. A digit is a depth in tenths of a metre, a dot dry, anything else
// not known. The first line of both is empty.
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <initializer_list>
#include <limits>
#include <numeric>
#include <string>
#include <unistd.h>
#include <vector>

#include "base/format.h"
#include "election/futures.h"
#include "election/hazard.h"
#include "geo/mask_series.h"
#include "geo/raster.h"
#include "roads/network/ascii_map.h"
#include "roads/passage/edge_samples.h"
#include "roads/passage/road_futures.h"

namespace adem::roads {

inline constexpr double kStep_m = 100;
inline const TagList kStreet = {{"highway", "residential"}};
inline const TagList kBridgeTags = {{"highway", "residential"}, {"bridge", "yes"}};

inline geo::Grid<float> depths_of_drawing(const std::string& drawing) {
  constexpr double kCell = kStep_m / 111'195.08;
  geo::Grid<float> grid;
  std::vector<std::string> rows(1);
  for (const char c : drawing) {
    if (c == '\n') {
      rows.emplace_back();
    } else {
      rows.back() += c;
    }
  }
  grid.height = rows.size();
  for (const auto& row : rows) grid.width = std::max(grid.width, row.size());
  grid.origin_x = 101 - kCell / 2;
  grid.origin_y = kCell / 2;
  grid.dx = grid.dy = kCell;
  grid.crs = "EPSG:4326";
  grid.cells.assign(grid.width * grid.height, std::numeric_limits<float>::quiet_NaN());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const char depth = rows[r][c];
      if (depth == '.') grid.at(c, r) = 0;
      if (depth >= '0' && depth <= '9') grid.at(c, r) = static_cast<float>(depth - '0') / 10;
    }
  }
  return grid;
}

// A file of its own that goes when this does.
class DrawnFile {
 public:
  DrawnFile() {
    static int count = 0;
    path_ = (std::filesystem::temp_directory_path() /
             fmt::format("adem-water-{}-{}.tif", ::getpid(), count++))
                .string();
  }
  ~DrawnFile() { std::filesystem::remove(path_); }
  DrawnFile(const DrawnFile&) = delete;
  DrawnFile& operator=(const DrawnFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The water on every road at every moment of a depth raster, looked at all at once: what laying it
// in futures is compared with.
class WaterOnRoads {
 public:
  WaterOnRoads(const Network& network, const std::string& path)
      : raster_(geo::Raster::open(path)),
        samples_(EdgeSampler(network, raster_).take(0, network.edges())),
        bands_(static_cast<std::size_t>(raster_.info().bands)),
        depth_m_(samples_.places.size() * bands_) {
    std::vector<int> numbers(bands_);
    std::iota(numbers.begin(), numbers.end(), 1);
    raster_.sample_series(numbers, samples_.places, depth_m_, {});
  }
  std::size_t bands() const { return bands_; }
  const EdgeSamples& samples() const { return samples_; }
  RoadWater at(std::size_t edge, std::size_t band) const {
    return water_at(samples_, edge, depth_m_.data() + band, bands_);
  }

 private:
  geo::Raster raster_;
  EdgeSamples samples_;
  std::size_t bands_;
  std::vector<float> depth_m_;
};

// Moments of depths.
class WaterMap : public DrawnFile {
 public:
  WaterMap(std::initializer_list<const char*> moments) {
    std::vector<geo::Grid<float>> grids;
    for (const auto* moment : moments) grids.push_back(depths_of_drawing(moment));
    write(grids);
  }
  explicit WaterMap(const std::vector<geo::Grid<float>>& moments) { write(moments); }

  WaterOnRoads on(const Network& network) const { return {network, path()}; }
  LayerFile layer() const {
    LayerFile out;
    out.layer.name = "air";
    out.path = path();
    return out;
  }

 private:
  void write(const std::vector<geo::Grid<float>>& grids) const {
    geo::BandsOut out;
    for (const auto& grid : grids) out.bands.push_back(&grid);
    geo::write_geotiff(path(), out);
  }
};

// Moments of depths, each in every member: depths[moment][member].
class FuturesMap : public DrawnFile {
 public:
  explicit FuturesMap(const std::vector<std::vector<geo::Grid<float>>>& depths,
                      const std::vector<double>& above_m = {0.05, 0.2, 0.3, 0.4, 0.5}) {
    const election::FuturesHead head{above_m, static_cast<int>(depths.front().size()),
                                     depths.size()};
    const auto& frame = depths.front().front();
    const auto bands = depths.size() * above_m.size() * head.words();
    geo::MaskSeries series(path(), frame, static_cast<int>(bands));
    std::string texts;
    for (std::size_t m = 0; m < depths.size(); ++m) {
      for (std::size_t t = 0; t < above_m.size(); ++t) {
        for (std::size_t w = 0; w < head.words(); ++w) {
          series.put(head.band(m, t, w), word(depths[m], static_cast<float>(above_m[t]), w), "");
        }
      }
    }
    for (const double depth : above_m)
      texts += fmt::format("{}{}", texts.empty() ? "" : ",", depth);
    series.finish({{election::kFuturesText, std::to_string(election::kMembersInBand)},
                   {election::kThresholdsText, texts},
                   {election::kMembersText, std::to_string(head.members)}});
  }

  LayerFile layer() const {
    LayerFile out;
    out.layer.name = "hitungan";
    out.layer.form = election::HazardForm::futures;
    out.path = path();
    return out;
  }

 private:
  static std::vector<std::uint32_t> word(const std::vector<geo::Grid<float>>& members, float above,
                                         std::size_t word) {
    std::vector<std::uint32_t> out(members.front().cells.size());
    const auto first = word * election::kMembersInBand;
    const auto last = std::min(members.size(), first + election::kMembersInBand);
    for (std::size_t cell = 0; cell < out.size(); ++cell) {
      for (auto m = first; m < last; ++m) {
        if (members[m].cells[cell] > above) out[cell] |= std::uint32_t{1} << (m - first);
      }
      // Nobody knows the depth where one member does not: it is the terrain that is missing.
      if (std::isnan(members.front().cells[cell])) out[cell] = election::kCellUnknown;
    }
    return out;
  }
};

inline const election::Window& window() {
  static const auto made =
      election::station_window(*parse_date("2024-11-27", Zone("Asia/Jakarta")));
  return made;
}
inline const election::RuleBook& book() {
  static const auto made = election::rule_book("pilkada-2024");
  return made;
}

// A layer whose moments lie at steps 40, 44, 48, … of the window.
inline LayerFile timed(LayerFile file, std::size_t moments) {
  file.layer.from = window().at(40);
  file.layer.to = window().at(40 + 4 * (moments - 1));
  return file;
}

inline RoadFutures laid(const Network& network, const std::vector<LayerFile>& layers,
                        unsigned threads = 1) {
  return roads_in_futures(network, layers, book(), window(), {}, threads);
}

inline std::vector<geo::Grid<float>> drawn(const std::vector<std::string>& members) {
  std::vector<geo::Grid<float>> out;
  for (const auto& member : members) out.push_back(depths_of_drawing(member));
  return out;
}

}  // namespace adem::roads
