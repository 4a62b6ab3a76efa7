// Rasters as files: grids written as GeoTIFF, and anybody's raster kept as one.
#include <array>
#include <filesystem>
#include <limits>

#include "base/error.h"
#include "geo/beside.h"
#include "geo/raster.h"
#include "geo/raster_impl.h"

namespace adem::geo {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void cannot_write(const std::string& path, const std::string& why) {
  throw Error(ErrorKind::io, "base.cannot-write", {{"path", path}, {"why", why}}, path);
}

std::unique_ptr<GDALDataset> create(const std::string& path, const Grid<float>& grid, int bands) {
  GDALAllRegister();
  auto* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  CPLStringList options;
  options.SetNameValue("TILED", "YES");
  options.SetNameValue("COMPRESS", "DEFLATE");
  options.SetNameValue("PREDICTOR", "3");
  options.SetNameValue("INTERLEAVE", "BAND");
  options.SetNameValue("BIGTIFF", "IF_SAFER");
  return std::unique_ptr<GDALDataset>(driver->Create(path.c_str(), static_cast<int>(grid.width),
                                                     static_cast<int>(grid.height), bands,
                                                     GDT_Float32, options.List()));
}

void fill(GDALDataset& dataset, const BandsOut& out, const std::string& path,
          const QuietGdal& quiet) {
  const Grid<float>& frame = *out.bands.front();
  std::array<double, 6> at = {frame.origin_x, frame.dx, 0, frame.origin_y, 0, -frame.dy};
  dataset.SetGeoTransform(at.data());
  if (!frame.crs.empty()) {
    const OGRSpatialReference crs = read_crs(frame.crs);
    dataset.SetSpatialRef(&crs);
  }
  for (const auto& [name, text] : out.texts) dataset.SetMetadataItem(name.c_str(), text.c_str());
  for (std::size_t i = 0; i < out.bands.size(); ++i) {
    auto* band = dataset.GetRasterBand(static_cast<int>(i) + 1);
    band->SetNoDataValue(std::numeric_limits<double>::quiet_NaN());
    const int w = static_cast<int>(frame.width), h = static_cast<int>(frame.height);
    // GDAL takes a mutable pointer for both directions; writing only reads.
    auto* cells = const_cast<float*>(out.bands[i]->cells.data());
    if (band->RasterIO(GF_Write, 0, 0, w, h, cells, w, h, GDT_Float32, 0, 0, nullptr) != CE_None) {
      cannot_write(path, quiet.why());
    }
  }
  dataset.FlushCache(true);
}

bool self_contained_geotiff(GDALDataset& dataset) {
  if (std::string_view(dataset.GetDriverName()) != "GTiff") return false;
  char** files = dataset.GetFileList();
  const int count = CSLCount(files);
  CSLDestroy(files);
  return count == 1;
}

void rewrite(GDALDataset& dataset, const std::string& path, const std::string& crs_text,
             const std::string& target) {
  const QuietGdal quiet;
  CPLStringList options;
  options.SetNameValue("TILED", "YES");
  options.SetNameValue("COMPRESS", "DEFLATE");
  options.SetNameValue("INTERLEAVE", "BAND");
  options.SetNameValue("BIGTIFF", "IF_SAFER");
  auto* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  std::unique_ptr<GDALDataset> made(
      driver->CreateCopy(path.c_str(), &dataset, FALSE, options.List(), nullptr, nullptr));
  if (made && !crs_text.empty()) {
    const OGRSpatialReference crs = read_crs(crs_text);
    made->SetSpatialRef(&crs);
  }
  if (made) made->FlushCache(true);
  made.reset();
  if (!quiet.why().empty()) {
    throw Error(ErrorKind::bad_input, "geo.not-a-raster",
                {{"path", std::string(dataset.GetDescription())}, {"why", quiet.why()}}, target);
  }
}

}  // namespace

void write_geotiff(const std::string& path, const BandsOut& out) {
  const QuietGdal quiet;
  Beside beside(path);
  {
    const auto dataset =
        create(beside.path(), *out.bands.front(), static_cast<int>(out.bands.size()));
    if (!dataset) cannot_write(path, quiet.why());
    fill(*dataset, out, path, quiet);
  }
  if (!quiet.why().empty()) cannot_write(path, quiet.why());
  beside.finish();
}

void write_geotiff(const std::string& path, const Grid<float>& grid) {
  write_geotiff(path, BandsOut{{&grid}, {}});
}

void keep_raster(const std::string& from, const std::string& to, const std::string& crs_override) {
  Raster::open(from, crs_override);  // refuses what cannot be laid on a map
  std::unique_ptr<GDALDataset> dataset(
      GDALDataset::Open(from.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY));
  Beside beside(to);
  if (crs_override.empty() && self_contained_geotiff(*dataset)) {
    std::error_code failed;
    fs::copy_file(from, beside.path(), fs::copy_options::overwrite_existing, failed);
    if (failed) cannot_write(to, failed.message());
    fs::permissions(beside.path(), fs::perms::owner_write, fs::perm_options::add, failed);
  } else {
    rewrite(*dataset, beside.path(), crs_override, from);
  }
  beside.finish();
}

}  // namespace adem::geo
