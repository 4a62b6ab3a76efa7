// A GeoTIFF of sets of bits, 32 a band, of which only one band need fit in memory. Tiled and
// DEFLATE, band by band, so that one band is read without the others; a tile without any bit takes
// no place and no time. Written beside and renamed: complete or not at all. The same bands give the
// same bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "geo/cog.h"
#include "geo/raster.h"

namespace adem::geo {

class MaskSeries {
 public:
  // Error base.cannot-write.
  MaskSeries(const std::string& path, const Grid<float>& frame, int bands);
  ~MaskSeries();
  MaskSeries(const MaskSeries&) = delete;
  MaskSeries& operator=(const MaskSeries&) = delete;

  // band from 1, each once; row by row. Error base.cannot-write.
  void put(int band, std::span<const std::uint32_t> cells, const std::string& description);
  void finish(const Texts& texts);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace adem::geo
