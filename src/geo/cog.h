// Cloud Optimized GeoTIFFs: tiled, compressed, with overviews, so that a map server or a phone
// reads only what it shows. Written beside and renamed: complete or not at all.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "geo/raster.h"

namespace adem::geo {

using Texts = std::vector<std::pair<std::string, std::string>>;

// A float band, nodata NaN. `unit` is the band's ("m", "s"); `description` names it.
struct CogBand {
  const Grid<float>* grid = nullptr;
  std::string unit;
  std::string description;
};
// Bands share the first one's frame. Error base.cannot-write.
void write_cog(const std::string& path, const std::vector<CogBand>& bands, const Texts& texts);

// Small whole numbers, nodata 255; overviews take the nearest cell, so that classes stay classes.
void write_cog(const std::string& path, const Grid<float>& frame,
               const std::vector<std::uint8_t>& classes, const std::string& description,
               const Texts& texts);

// Many bands of which only one fits in memory: each is put in turn, then finish() makes the file.
// Until then there is only a scratch file beside it. Cells are floats (nodata NaN), or whole
// numbers of `scale` in 8 bits (255 is nodata) or 16 (65535).
class CogSeries {
 public:
  enum class Cell : std::uint8_t { byte, word, real };
  CogSeries(const std::string& path, const Grid<float>& frame, int bands, Cell cell, double scale,
            const std::string& unit);
  ~CogSeries();
  CogSeries(const CogSeries&) = delete;
  CogSeries& operator=(const CogSeries&) = delete;

  // band from 1; one stored number a cell.
  void put(int band, const std::vector<std::uint16_t>& stored, const std::string& description);
  void put(int band, const std::vector<float>& values, const std::string& description);
  void finish(const Texts& texts);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace adem::geo
