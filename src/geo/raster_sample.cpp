// Reading values: at points, block by block, or a whole band.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/error.h"
#include "geo/raster.h"
#include "geo/raster_impl.h"

namespace adem::geo {

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
// No depth and no height on Earth: some writers mark nodata with such values and do not say so.
constexpr double kAbsurd = 1e30;

// How a band's stored numbers become values.
struct Reading {
  GDALRasterBand* band = nullptr;
  GDALDataType type = GDT_Unknown;
  bool has_nodata = false;
  double nodata = 0;
  double scale = 1, offset = 0;
  GDALRasterBand* mask = nullptr;  // where the file carries a mask of its own

  float value(double stored) const {
    if (std::isnan(stored) || std::abs(stored) > kAbsurd) return kNaN;
    if (has_nodata) {
      if (stored == nodata) return kNaN;
      // A nodata written as text need not be the float it was meant to be.
      if (type == GDT_Float32 && static_cast<float>(stored) == static_cast<float>(nodata)) {
        return kNaN;
      }
    }
    return static_cast<float>(stored * scale + offset);
  }
};

[[noreturn]] void broken(const Raster::Impl& raster, int band, const std::string& why) {
  throw Error(ErrorKind::bad_input, "geo.bad-raster",
              {{"path", raster.path}, {"band", static_cast<std::int64_t>(band)}, {"why", why}},
              raster.path);
}

Reading reading_of(const Raster::Impl& raster, int number) {
  Reading r;
  r.band = raster.dataset->GetRasterBand(number);
  r.type = r.band->GetRasterDataType();
  if (GDALDataTypeIsComplex(r.type)) broken(raster, number, "complex numbers");
  int given = 0;
  const double nodata = r.band->GetNoDataValue(&given);
  r.has_nodata = given != 0 && std::abs(nodata) <= kAbsurd;
  r.nodata = nodata;
  r.scale = r.band->GetScale();
  r.offset = r.band->GetOffset();
  const int flags = r.band->GetMaskFlags();
  if ((flags & (GMF_ALL_VALID | GMF_NODATA)) == 0) r.mask = r.band->GetMaskBand();
  return r;
}

struct Wanted {
  std::uint64_t block;
  std::uint32_t inside;  // row·width + column within the block
  std::uint32_t point;
};

template <typename T>
double stored_as(const void* block, std::size_t index) {
  T value;
  std::memcpy(&value, static_cast<const char*>(block) + index * sizeof(T), sizeof(T));
  return static_cast<double>(value);
}

double stored(GDALDataType type, const void* block, std::size_t index) {
  switch (type) {
    case GDT_Byte:
      return stored_as<std::uint8_t>(block, index);
    case GDT_UInt16:
      return stored_as<std::uint16_t>(block, index);
    case GDT_Int16:
      return stored_as<std::int16_t>(block, index);
    case GDT_UInt32:
      return stored_as<std::uint32_t>(block, index);
    case GDT_Int32:
      return stored_as<std::int32_t>(block, index);
    case GDT_UInt64:
      return stored_as<std::uint64_t>(block, index);
    case GDT_Int64:
      return stored_as<std::int64_t>(block, index);
    case GDT_Float32:
      return stored_as<float>(block, index);
    default:
      return stored_as<double>(block, index);
  }
}

// Points in the raster's own coordinates, in one call per chunk; those PROJ cannot place are NaN.
std::vector<Point> project(const Raster::Impl& raster, std::span<const Point> lonlat) {
  std::vector<Point> out(lonlat.begin(), lonlat.end());
  const auto way = make_transform(wgs84(), raster.crs);
  if (way) {
    const QuietGdal quiet;
    constexpr std::size_t kChunk = 1 << 16;
    std::vector<double> x(kChunk), y(kChunk);
    std::vector<int> fine(kChunk);
    for (std::size_t begin = 0; begin < out.size(); begin += kChunk) {
      const std::size_t n = std::min(kChunk, out.size() - begin);
      for (std::size_t i = 0; i < n; ++i) {
        x[i] = out[begin + i].x;
        y[i] = out[begin + i].y;
      }
      way->Transform(static_cast<int>(n), x.data(), y.data(), nullptr, fine.data());
      for (std::size_t i = 0; i < n; ++i) {
        out[begin + i] = fine[i] != 0 ? Point{x[i], y[i]} : Point{kNaN, kNaN};
      }
    }
  }
  if (raster.geographic) {
    for (auto& p : out) p.x = into_turn(p.x, raster.at[0]);
  }
  return out;
}

// Column and row of the cell that contains a point in the raster's own coordinates.
struct Cell {
  std::uint64_t column = 0, row = 0;
};
std::optional<Cell> cell_of(const Raster::Impl& raster, Point own) {
  const double column = std::floor((own.x - raster.at[0]) / raster.at[1]);
  const double row = std::floor((own.y - raster.at[3]) / raster.at[5]);
  if (!(column >= 0 && row >= 0 && column < static_cast<double>(raster.info.width) &&
        row < static_cast<double>(raster.info.height))) {
    return std::nullopt;
  }
  return Cell{static_cast<std::uint64_t>(column), static_cast<std::uint64_t>(row)};
}

// Which cell of which block each point needs, sorted by block.
std::vector<Wanted> plan(const Raster::Impl& raster, std::span<const Point> points, int block_x,
                         int block_y) {
  const auto bx = static_cast<std::uint64_t>(block_x);
  const auto by = static_cast<std::uint64_t>(block_y);
  const std::uint64_t across = (raster.info.width + bx - 1) / bx;
  std::vector<Wanted> wanted;
  wanted.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto cell = cell_of(raster, points[i]);
    if (!cell) continue;
    const auto c = cell->column, r = cell->row;
    wanted.push_back({r / by * across + c / bx, static_cast<std::uint32_t>(r % by * bx + c % bx),
                      static_cast<std::uint32_t>(i)});
  }
  std::sort(wanted.begin(), wanted.end(), [](const Wanted& a, const Wanted& b) {
    return a.block != b.block ? a.block < b.block : a.inside < b.inside;
  });
  return wanted;
}

// A locked block of GDAL's cache: shared with the other bands of a pixel-interleaved file, so that
// those are decoded once too.
class Block {
 public:
  Block(GDALRasterBand* band, int x, int y) : block_(band->GetLockedBlockRef(x, y, FALSE)) {}
  ~Block() {
    if (block_ != nullptr) block_->DropLock();
  }
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  const void* data() const { return block_ == nullptr ? nullptr : block_->GetDataRef(); }

 private:
  GDALRasterBlock* block_;
};

// Rectangles of a band; read as float64 so that nodata and scale meet what the file holds.
class Rectangles {
 public:
  Rectangles(const Raster::Impl& raster, int number)
      : raster_(raster), number_(number), reading_(reading_of(raster, number)) {}

  GDALRasterBand* band() const { return reading_.band; }

  void read(int x, int y, int w, int h, std::span<float> out) {
    const QuietGdal quiet;
    stored_.resize(out.size());
    bool fine = reading_.band->RasterIO(GF_Read, x, y, w, h, stored_.data(), w, h, GDT_Float64, 0,
                                        0, nullptr) == CE_None;
    if (fine && reading_.mask != nullptr) {
      mask_.resize(out.size());
      fine = reading_.mask->RasterIO(GF_Read, x, y, w, h, mask_.data(), w, h, GDT_Byte, 0, 0,
                                     nullptr) == CE_None;
    }
    if (!fine) broken(raster_, number_, quiet.why());
    for (std::size_t c = 0; c < out.size(); ++c) {
      const bool masked = !mask_.empty() && mask_[c] == 0;
      out[c] = masked ? kNaN : reading_.value(stored_[c]);
    }
  }

 private:
  const Raster::Impl& raster_;
  int number_;
  Reading reading_;
  std::vector<double> stored_;
  std::vector<std::uint8_t> mask_;
};

// The size of a block, the same in all bands.
struct BlockSize {
  int x = 0, y = 0;
};
BlockSize block_size(const Raster::Impl& raster, std::span<const int> bands) {
  BlockSize size;
  for (const int number : bands) {
    BlockSize own;
    raster.dataset->GetRasterBand(number)->GetBlockSize(&own.x, &own.y);
    if (size.x != 0 && (own.x != size.x || own.y != size.y)) {
      broken(raster, number, "bands of different block sizes");
    }
    size = own;
  }
  return size;
}

// Every block that holds one of the points, each once in each band:
// take(place in `bands`, block column, block row, what is wanted of it, its bytes).
template <typename Take>
void visit(const Raster::Impl& raster, std::span<const int> bands, BlockSize size,
           std::span<const Point> lonlat, const Progress& progress, const Take& take) {
  const auto wanted = plan(raster, project(raster, lonlat), size.x, size.y);
  const std::span<const Wanted> all(wanted);
  const auto side = static_cast<std::uint64_t>(size.x);
  const std::uint64_t across = (raster.info.width + side - 1) / side;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin;
    while (end < all.size() && all[end].block == all[begin].block) ++end;
    const int x = static_cast<int>(all[begin].block % across);
    const int y = static_cast<int>(all[begin].block / across);
    for (std::size_t b = 0; b < bands.size(); ++b) {
      const QuietGdal quiet;
      const Block held(raster.dataset->GetRasterBand(bands[b]), x, y);
      if (held.data() == nullptr) broken(raster, bands[b], quiet.why());
      take(b, x, y, all.subspan(begin, end - begin), held.data());
    }
    begin = end;
    if (progress) progress(begin, all.size());
  }
}

// The file's own mask of one block, row stride size.x.
void read_mask(const Raster::Impl& raster, const Reading& r, int number, BlockSize size, int bx,
               int by, std::vector<std::uint8_t>& mask) {
  const int left = bx * size.x, top = by * size.y;
  const int w = std::min(size.x, static_cast<int>(raster.info.width) - left);
  const int h = std::min(size.y, static_cast<int>(raster.info.height) - top);
  mask.resize(static_cast<std::size_t>(size.x) * static_cast<std::size_t>(size.y));
  const QuietGdal quiet;
  if (r.mask->RasterIO(GF_Read, left, top, w, h, mask.data(), w, h, GDT_Byte, 1, size.x, nullptr) !=
      CE_None) {
    broken(raster, number, quiet.why());
  }
}

}  // namespace

void Raster::sample_series(std::span<const int> bands, std::span<const Point> lonlat,
                           std::span<float> out, const Progress& progress) const {
  std::fill(out.begin(), out.end(), kNaN);
  if (bands.empty() || lonlat.empty()) return;
  std::vector<Reading> readings;
  for (const int number : bands) readings.push_back(reading_of(*impl_, number));
  const auto size = block_size(*impl_, bands);
  std::vector<std::uint8_t> mask;
  visit(*impl_, bands, size, lonlat, progress,
        [&](std::size_t b, int x, int y, std::span<const Wanted> wanted, const void* block) {
          const Reading& r = readings[b];
          if (r.mask != nullptr) read_mask(*impl_, r, bands[b], size, x, y, mask);
          for (const auto& w : wanted) {
            const bool masked = r.mask != nullptr && mask[w.inside] == 0;
            out[w.point * bands.size() + b] =
                masked ? kNaN : r.value(stored(r.type, block, w.inside));
          }
        });
}

bool Raster::holds_masks() const {
  for (int number = 1; number <= impl_->info.bands; ++number) {
    if (impl_->dataset->GetRasterBand(number)->GetRasterDataType() != GDT_UInt32) return false;
  }
  return true;
}

void Raster::sample_masks(std::span<const int> bands, std::span<const Point> lonlat,
                          std::uint32_t outside, std::span<std::uint32_t> out,
                          const Progress& progress) const {
  if (!holds_masks()) {
    throw Error(ErrorKind::bad_input, "geo.not-masks", {{"path", impl_->path}}, impl_->path);
  }
  std::fill(out.begin(), out.end(), outside);
  if (bands.empty() || lonlat.empty()) return;
  visit(*impl_, bands, block_size(*impl_, bands), lonlat, progress,
        [&](std::size_t b, int, int, std::span<const Wanted> wanted, const void* block) {
          const auto* cells = static_cast<const std::uint32_t*>(block);
          for (const auto& w : wanted) out[w.point * bands.size() + b] = cells[w.inside];
        });
}

std::vector<std::int64_t> Raster::cells(std::span<const Point> lonlat) const {
  std::vector<std::int64_t> out;
  out.reserve(lonlat.size());
  for (const Point own : project(*impl_, lonlat)) {
    const auto cell = cell_of(*impl_, own);
    out.push_back(cell ? static_cast<std::int64_t>(cell->row * impl_->info.width + cell->column)
                       : -1);
  }
  return out;
}

void Raster::sample(int band, std::span<const Point> lonlat, std::span<float> out) const {
  sample_series(std::span(&band, 1), lonlat, out);
}

Raster::Extremes Raster::extremes(const Progress& progress) const {
  Extremes out;
  const int width = static_cast<int>(impl_->info.width);
  const int height = static_cast<int>(impl_->info.height);
  const auto rows = static_cast<std::uint64_t>(height);
  std::vector<float> values;
  for (int number = 1; number <= impl_->info.bands; ++number) {
    Rectangles band(*impl_, number);
    int bx = 0, by = 0;
    band.band()->GetBlockSize(&bx, &by);
    for (int y = 0; y < height; y += by) {
      const int h = std::min(by, height - y);
      for (int x = 0; x < width; x += bx) {
        const int w = std::min(bx, width - x);
        values.resize(static_cast<std::size_t>(w) * static_cast<std::size_t>(h));
        band.read(x, y, w, h, values);
        for (const float value : values) {
          if (std::isnan(value)) continue;
          const auto v = static_cast<double>(value);
          out.least = out.known == 0 ? v : std::min(out.least, v);
          out.greatest = out.known == 0 ? v : std::max(out.greatest, v);
          ++out.known;
        }
      }
      if (progress) {
        progress(rows * static_cast<std::uint64_t>(number - 1) + static_cast<std::uint64_t>(y + h),
                 rows * static_cast<std::uint64_t>(impl_->info.bands));
      }
    }
  }
  return out;
}

void Raster::read_cells(int number, std::span<float> out) const {
  Rectangles band(*impl_, number);
  int bx = 0, by = 0;
  band.band()->GetBlockSize(&bx, &by);
  const int width = static_cast<int>(impl_->info.width);
  const int height = static_cast<int>(impl_->info.height);
  for (int y = 0; y < height; y += by) {
    const int h = std::min(by, height - y);
    const auto begin = static_cast<std::size_t>(y) * impl_->info.width;
    band.read(0, y, width, h, out.subspan(begin, static_cast<std::size_t>(h) * impl_->info.width));
  }
}

}  // namespace adem::geo
