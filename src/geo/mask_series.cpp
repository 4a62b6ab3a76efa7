#include "geo/mask_series.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "geo/beside.h"
#include "geo/gdal_scope.h"
#include "geo/raster_impl.h"

namespace adem::geo {

namespace {

constexpr int kTile = 256;

[[noreturn]] void cannot_write(const std::string& path, const std::string& why) {
  throw Error(ErrorKind::io, "base.cannot-write", {{"path", path}, {"why", why}}, path);
}

}  // namespace

struct MaskSeries::Impl {
  explicit Impl(const std::string& target) : path(target), beside(target) {}
  std::string path;
  Beside beside;
  std::unique_ptr<GDALDataset> set;
  int width = 0, height = 0;
  std::vector<std::uint32_t> tile;
};

MaskSeries::MaskSeries(const std::string& path, const Grid<float>& frame, int bands)
    : impl_(std::make_unique<Impl>(path)) {
  register_gdal();
  const GdalScope scope;
  CPLStringList options;
  options.SetNameValue("TILED", "YES");
  options.SetNameValue("BLOCKXSIZE", std::to_string(kTile).c_str());
  options.SetNameValue("BLOCKYSIZE", std::to_string(kTile).c_str());
  options.SetNameValue("COMPRESS", "DEFLATE");
  options.SetNameValue("INTERLEAVE", "BAND");
  options.SetNameValue("BIGTIFF", "IF_SAFER");
  options.SetNameValue("SPARSE_OK", "TRUE");
  impl_->width = static_cast<int>(frame.width);
  impl_->height = static_cast<int>(frame.height);
  auto* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  impl_->set.reset(driver->Create(impl_->beside.path().c_str(), impl_->width, impl_->height, bands,
                                  GDT_UInt32, options.List()));
  if (!impl_->set) cannot_write(path, scope.failure());
  std::array<double, 6> at = {frame.origin_x, frame.dx, 0, frame.origin_y, 0, -frame.dy};
  impl_->set->SetGeoTransform(at.data());
  if (!frame.crs.empty()) {
    const OGRSpatialReference crs = read_crs(frame.crs);
    impl_->set->SetSpatialRef(&crs);
  }
  impl_->tile.resize(static_cast<std::size_t>(kTile) * kTile);
}

MaskSeries::~MaskSeries() = default;

// Tile by tile past GDAL's cache, whose order of writing depends on what else it holds. What is
// nought throughout is left out, as the form allows.
void MaskSeries::put(int number, std::span<const std::uint32_t> cells,
                     const std::string& description) {
  Impl& to = *impl_;
  const GdalScope scope;
  auto* band = to.set->GetRasterBand(number);
  band->SetDescription(description.c_str());
  for (int y = 0; y < to.height; y += kTile) {
    for (int x = 0; x < to.width; x += kTile) {
      std::ranges::fill(to.tile, 0U);
      const int wide = std::min(kTile, to.width - x), high = std::min(kTile, to.height - y);
      for (int row = 0; row < high; ++row) {
        const auto from = static_cast<std::size_t>(y + row) * static_cast<std::size_t>(to.width) +
                          static_cast<std::size_t>(x);
        std::copy_n(cells.begin() + static_cast<std::ptrdiff_t>(from), wide,
                    to.tile.begin() + static_cast<std::ptrdiff_t>(row) * kTile);
      }
      if (std::ranges::all_of(to.tile, [](std::uint32_t cell) { return cell == 0; })) continue;
      if (band->WriteBlock(x / kTile, y / kTile, to.tile.data()) != CE_None) {
        cannot_write(to.path, scope.failure());
      }
    }
  }
}

void MaskSeries::finish(const Texts& texts) {
  const GdalScope scope;
  for (const auto& [name, text] : texts) impl_->set->SetMetadataItem(name.c_str(), text.c_str());
  impl_->set->FlushCache(true);
  impl_->set.reset();
  if (!scope.failure().empty()) cannot_write(impl_->path, scope.failure());
  impl_->beside.finish();
}

}  // namespace adem::geo
