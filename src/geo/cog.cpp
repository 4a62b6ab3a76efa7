#include "geo/cog.h"

#include <array>
#include <limits>

#include "base/error.h"
#include "base/format.h"
#include "geo/beside.h"
#include "geo/gdal_scope.h"
#include "geo/raster_impl.h"

namespace adem::geo {

namespace {

constexpr std::uint8_t kNoClass = 255;

[[noreturn]] void cannot_write(const std::string& path, const std::string& why) {
  throw Error(ErrorKind::io, "base.cannot-write", {{"path", path}, {"why", why}}, path);
}

void place(GDALDataset& set, const Grid<float>& frame) {
  std::array<double, 6> at = {frame.origin_x, frame.dx, 0, frame.origin_y, 0, -frame.dy};
  set.SetGeoTransform(at.data());
  if (frame.crs.empty()) return;
  const OGRSpatialReference crs = read_crs(frame.crs);
  set.SetSpatialRef(&crs);
}

void describe(GDALDataset& set, const Texts& texts) {
  for (const auto& [name, text] : texts) set.SetMetadataItem(name.c_str(), text.c_str());
}

// GDAL 3.6 interleaves a COG's bands by pixel: a block holds all of them, so many bands ask for
// small blocks.
int block_of(std::size_t bytes_per_cell) {
  constexpr std::size_t kMost = 8U << 20U;
  int side = 512;
  while (side > 64 &&
         static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * bytes_per_cell > kMost) {
    side /= 2;
  }
  return side;
}

void copy_to_cog(GDALDataset& from, const std::string& path, bool floats,
                 std::size_t bytes_per_cell) {
  const GdalScope scope;
  Beside beside(path);
  CPLStringList options;
  options.SetNameValue("COMPRESS", "DEFLATE");
  options.SetNameValue("PREDICTOR", floats ? "FLOATING_POINT" : "STANDARD");
  options.SetNameValue("BLOCKSIZE", std::to_string(block_of(bytes_per_cell)).c_str());
  options.SetNameValue("OVERVIEW_RESAMPLING", "NEAREST");
  options.SetNameValue("BIGTIFF", "IF_SAFER");
  auto* driver = GetGDALDriverManager()->GetDriverByName("COG");
  if (driver == nullptr) cannot_write(path, "GDAL has no COG driver");
  std::unique_ptr<GDALDataset> made(
      driver->CreateCopy(beside.path().c_str(), &from, FALSE, options.List(), nullptr, nullptr));
  if (made) made->FlushCache(true);
  const bool fine = made != nullptr;
  made.reset();
  if (!fine || !scope.failure().empty()) cannot_write(path, scope.failure());
  beside.finish();
}

// A dataset over cells that are in memory already: nothing is copied.
std::unique_ptr<GDALDataset> over(const Grid<float>& frame) {
  register_gdal();
  auto* driver = GetGDALDriverManager()->GetDriverByName("MEM");
  std::unique_ptr<GDALDataset> set(driver->Create(
      "", static_cast<int>(frame.width), static_cast<int>(frame.height), 0, GDT_Byte, nullptr));
  place(*set, frame);
  return set;
}

GDALRasterBand& add_band(GDALDataset& set, const void* cells, GDALDataType type) {
  std::array<char, 64> pointer{};
  const int length = CPLPrintPointer(pointer.data(), const_cast<void*>(cells),
                                     static_cast<int>(pointer.size()) - 1);
  pointer[static_cast<std::size_t>(length)] = '\0';
  CPLStringList options;
  options.SetNameValue("DATAPOINTER", pointer.data());
  set.AddBand(type, options.List());
  return *set.GetRasterBand(set.GetRasterCount());
}

}  // namespace

void write_cog(const std::string& path, const std::vector<CogBand>& bands, const Texts& texts) {
  const auto set = over(*bands.front().grid);
  for (const auto& each : bands) {
    auto& band = add_band(*set, each.grid->cells.data(), GDT_Float32);
    band.SetNoDataValue(std::numeric_limits<double>::quiet_NaN());
    if (!each.unit.empty()) band.SetUnitType(each.unit.c_str());
    band.SetDescription(each.description.c_str());
  }
  describe(*set, texts);
  copy_to_cog(*set, path, true, bands.size() * sizeof(float));
}

void write_cog(const std::string& path, const Grid<float>& frame,
               const std::vector<std::uint8_t>& classes, const std::string& description,
               const Texts& texts) {
  const auto set = over(frame);
  auto& band = add_band(*set, classes.data(), GDT_Byte);
  band.SetNoDataValue(kNoClass);
  band.SetDescription(description.c_str());
  describe(*set, texts);
  copy_to_cog(*set, path, false, 1);
}

namespace {

GDALDataType type_of(CogSeries::Cell cell) {
  if (cell == CogSeries::Cell::real) return GDT_Float32;
  return cell == CogSeries::Cell::byte ? GDT_Byte : GDT_UInt16;
}

}  // namespace

struct CogSeries::Impl {
  Impl(const std::string& target, Cell kind)
      : path(target), scratch(target + ".bands"), cell(kind) {}
  void put(int number, const void* cells, GDALDataType type, const std::string& description);
  std::string path;
  Beside scratch;  // never renamed: it goes when the series does
  Cell cell;
  std::unique_ptr<GDALDataset> set;
  int width = 0, height = 0;
};

CogSeries::CogSeries(const std::string& path, const Grid<float>& frame, int bands, Cell cell,
                     double scale, const std::string& unit)
    : impl_(std::make_unique<Impl>(path, cell)) {
  register_gdal();
  const GdalScope scope;
  auto* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  CPLStringList options;
  options.SetNameValue("TILED", "YES");
  options.SetNameValue("COMPRESS", "DEFLATE");
  options.SetNameValue("ZLEVEL", "1");
  options.SetNameValue("INTERLEAVE", "BAND");
  options.SetNameValue("BIGTIFF", "IF_SAFER");
  impl_->width = static_cast<int>(frame.width);
  impl_->height = static_cast<int>(frame.height);
  impl_->set.reset(driver->Create(impl_->scratch.path().c_str(), impl_->width, impl_->height, bands,
                                  type_of(cell), options.List()));
  if (!impl_->set) cannot_write(path, scope.failure());
  place(*impl_->set, frame);
  for (int b = 1; b <= bands; ++b) {
    auto* band = impl_->set->GetRasterBand(b);
    if (cell == Cell::real) {
      band->SetNoDataValue(std::numeric_limits<double>::quiet_NaN());
    } else {
      band->SetNoDataValue(cell == Cell::byte ? 0xff : 0xffff);
      band->SetScale(scale);
    }
    if (!unit.empty()) band->SetUnitType(unit.c_str());
  }
}

CogSeries::~CogSeries() = default;

void CogSeries::Impl::put(int number, const void* cells, GDALDataType type,
                          const std::string& description) {
  const GdalScope scope;
  auto* band = set->GetRasterBand(number);
  band->SetDescription(description.c_str());
  // GDAL takes a mutable pointer for both directions; writing only reads.
  if (band->RasterIO(GF_Write, 0, 0, width, height, const_cast<void*>(cells), width, height, type,
                     0, 0, nullptr) != CE_None) {
    cannot_write(path, scope.failure());
  }
}

void CogSeries::put(int band, const std::vector<std::uint16_t>& stored,
                    const std::string& description) {
  impl_->put(band, stored.data(), GDT_UInt16, description);
}

void CogSeries::put(int band, const std::vector<float>& values, const std::string& description) {
  impl_->put(band, values.data(), GDT_Float32, description);
}

void CogSeries::finish(const Texts& texts) {
  describe(*impl_->set, texts);
  impl_->set->FlushCache(true);
  const auto bands = static_cast<std::size_t>(impl_->set->GetRasterCount());
  const auto bytes = static_cast<std::size_t>(GDALGetDataTypeSizeBytes(type_of(impl_->cell)));
  copy_to_cog(*impl_->set, impl_->path, impl_->cell == Cell::real, bands * bytes);
}

}  // namespace adem::geo
