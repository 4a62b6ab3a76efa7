#include "geo/raster.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <mutex>

#include "base/error.h"
#include "geo/raster_impl.h"

namespace adem::geo {

void CPL_STDCALL QuietGdal::keep(CPLErr level, CPLErrorNum, const char* text) {
  auto* self = static_cast<QuietGdal*>(CPLGetErrorHandlerUserData());
  if (level >= CE_Failure && self->why_.empty()) self->why_ = text;
}

OGRSpatialReference wgs84() {
  OGRSpatialReference crs;
  crs.SetWellKnownGeogCS("WGS84");
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return crs;
}

OGRSpatialReference read_crs(const std::string& text) {
  const QuietGdal quiet;
  OGRSpatialReference crs;
  // Only definitions that need no file and no network.
  if (crs.SetFromUserInput(text.c_str(),
                           OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) !=
      OGRERR_NONE) {
    throw Error(ErrorKind::misuse, "geo.bad-crs", {{"crs", text}});
  }
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  return crs;
}

Transform make_transform(const OGRSpatialReference& from, const OGRSpatialReference& to) {
  if (from.IsGeographic() && to.IsGeographic() && from.IsSameGeogCS(&to)) return nullptr;
  const QuietGdal quiet;
  Transform made(OGRCreateCoordinateTransformation(&from, &to));
  if (!made) {
    const char* name = from.GetName();
    const char* other = to.GetName();
    throw Error(ErrorKind::unsupported, "geo.no-transform",
                {{"from", std::string(name == nullptr ? "?" : name)},
                 {"to", std::string(other == nullptr ? "?" : other)}});
  }
  return made;
}

double into_turn(double longitude, double west) {
  if (longitude >= west && longitude < west + 360) return longitude;
  return longitude - 360 * std::floor((longitude - west) / 360);
}

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kMetresPerDegree = 6371008.8 * kPi / 180;

// One block cache for the process, small and fixed: memory must not follow the raster's size. Each
// block is visited once, so a larger one would gain nothing.
void prepare_gdal() {
  static std::once_flag once;
  std::call_once(once, [] {
    GDALAllRegister();
    GDALSetCacheMax64(64 << 20);
  });
}

// Longitude/latitude bounds from points along the four edges; a raster that crosses the date line
// is said to span all longitudes.
Box lonlat_bounds(const Raster::Impl& raster) {
  const auto way = make_transform(raster.crs, wgs84());
  const double w = static_cast<double>(raster.info.width);
  const double h = static_cast<double>(raster.info.height);
  constexpr int kPerSide = 21;
  Box box;
  double last = std::numeric_limits<double>::quiet_NaN();
  bool wraps = raster.geographic && w * raster.at[1] >= 360;
  for (int side = 0; side < 4; ++side) {
    for (int i = 0; i <= kPerSide; ++i) {
      const double share = static_cast<double>(i) / kPerSide;
      const std::array<Point, 4> walk = {
          {{share * w, 0}, {w, share * h}, {w - share * w, h}, {0, h - share * h}}};
      const Point at = walk[static_cast<std::size_t>(side)];
      double x = raster.at[0] + at.x * raster.at[1];
      double y = raster.at[3] + at.y * raster.at[5];
      if (way && !way->Transform(1, &x, &y)) continue;
      x = into_turn(x, -180);
      wraps = wraps || std::abs(x - last) > 180;
      last = x;
      box.add(Point{x, y});
    }
  }
  if (wraps) {
    box.min_x = -180;
    box.max_x = 180;
  }
  return box;
}

void fill_info(Raster::Impl& raster) {
  auto& info = raster.info;
  auto& set = *raster.dataset;
  info.width = static_cast<std::size_t>(set.GetRasterXSize());
  info.height = static_cast<std::size_t>(set.GetRasterYSize());
  info.bands = set.GetRasterCount();
  if (!raster.crs.IsEmpty()) info.lonlat = lonlat_bounds(raster);
  if (raster.geographic) {
    const double middle = raster.at[3] + raster.at[5] * static_cast<double>(raster.info.height) / 2;
    info.cell_x_m = raster.at[1] * kMetresPerDegree * std::cos(middle * kPi / 180);
    info.cell_y_m = std::abs(raster.at[5]) * kMetresPerDegree;
  } else {
    const double unit = raster.crs.GetLinearUnits();
    info.cell_x_m = raster.at[1] * unit;
    info.cell_y_m = std::abs(raster.at[5]) * unit;
  }
  const char* unit = set.GetRasterBand(1)->GetUnitType();
  if (unit != nullptr) info.unit = unit;
}

// `opened` is what GDAL calls the raster: the path, or a part of that file.
std::unique_ptr<GDALDataset> open_dataset(const std::string& path, const std::string& opened) {
  std::error_code missing;
  if (!std::filesystem::exists(path, missing)) {
    throw Error(ErrorKind::not_found, "base.cannot-read", {{"path", path}}, path);
  }
  const QuietGdal quiet;
  std::unique_ptr<GDALDataset> dataset(
      GDALDataset::Open(opened.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR));
  if (!dataset || dataset->GetRasterCount() == 0) {
    throw Error(ErrorKind::bad_input, "geo.not-a-raster", {{"path", path}, {"why", quiet.why()}},
                path);
  }
  return dataset;
}

// GDAL looks for a row of a text grid by all rows before it, and where a file ends early it does so
// anew for each that is missing: a hundred missing rows never end. Read once in order, the first of
// them tells, and where the others begin is known from then on.
void require_all_rows(GDALDataset& set, const std::string& path) {
  const std::string driver = set.GetDriver() == nullptr ? "" : set.GetDriverName();
  if (driver != "AAIGrid" && driver != "GRASSASCIIGrid" && driver != "ISG") return;
  const QuietGdal quiet;
  auto* band = set.GetRasterBand(1);
  for (int y = 0; y < band->GetYSize(); ++y) {
    GDALRasterBlock* row = band->GetLockedBlockRef(0, y);
    if (row == nullptr) {
      throw Error(ErrorKind::bad_input, "geo.bad-raster",
                  {{"path", path}, {"band", std::int64_t{1}}, {"why", quiet.why()}},
                  path + ":" + std::to_string(y + 1));
    }
    row->DropLock();
  }
}

bool axes_in_degrees(GDALDataset& set) {
  bool degrees = false;
  for (char** item = set.GetMetadata(); item != nullptr && *item != nullptr; ++item) {
    const std::string_view text = *item;
    degrees = degrees || text.find("#units=degrees_east") != std::string_view::npos ||
              text.find("#units=degree_east") != std::string_view::npos;
  }
  return degrees;
}

}  // namespace

Raster::Raster(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Raster::Raster(Raster&&) noexcept = default;
Raster& Raster::operator=(Raster&&) noexcept = default;
Raster::~Raster() = default;

const RasterInfo& Raster::info() const { return impl_->info; }

Raster Raster::open(const std::string& path, const std::string& crs_override) {
  return load(path, path, crs_override, false);
}

Raster Raster::open_local(const std::string& path, const std::string& crs_override) {
  return load(path, path, crs_override, true);
}

Raster Raster::open_variable(const std::string& path, const std::string& variable) {
  auto raster = load(path, "NETCDF:\"" + path + "\":" + variable, {}, true);
  auto& impl = *raster.impl_;
  // Most NetCDF files name no coordinate system; their axes say degrees, and that is WGS84.
  if (impl.crs.IsEmpty() && axes_in_degrees(*impl.dataset)) {
    impl.crs = wgs84();
    impl.geographic = true;
    fill_info(impl);
  }
  return raster;
}

Raster Raster::load(const std::string& path, const std::string& opened,
                    const std::string& crs_override, bool local) {
  prepare_gdal();
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->dataset = open_dataset(path, opened);
  require_all_rows(*impl->dataset, path);
  if (impl->dataset->GetGeoTransform(impl->at.data()) != CE_None) {
    throw Error(ErrorKind::bad_input, "geo.no-place", {{"path", path}}, path);
  }
  if (impl->at[2] != 0 || impl->at[4] != 0 || impl->at[1] <= 0 || impl->at[5] == 0) {
    throw Error(ErrorKind::unsupported, "geo.rotated-raster", {{"path", path}}, path);
  }
  const auto* own = impl->dataset->GetSpatialRef();
  if (!crs_override.empty()) {
    impl->crs = read_crs(crs_override);
  } else if (own != nullptr && !own->IsEmpty()) {
    impl->crs = *own;
    impl->crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  } else if (!local) {
    throw Error(ErrorKind::bad_input, "geo.no-crs", {{"path", path}}, path);
  }
  impl->geographic = impl->crs.IsGeographic();
  fill_info(*impl);
  return Raster(std::move(impl));
}

std::string Raster::text(const std::string& name) const {
  const char* text = impl_->dataset->GetMetadataItem(name.c_str());
  return text == nullptr ? "" : text;
}

std::string Raster::band_text(int band, const std::string& name) const {
  const char* text = impl_->dataset->GetRasterBand(band)->GetMetadataItem(name.c_str());
  return text == nullptr ? "" : text;
}

Grid<float> Raster::read(int band) const {
  const Impl& raster = *impl_;
  Grid<float> grid;
  grid.width = raster.info.width;
  grid.height = raster.info.height;
  const bool south_up = raster.at[5] > 0;
  grid.origin_x = raster.at[0];
  grid.origin_y =
      south_up ? raster.at[3] + raster.at[5] * static_cast<double>(grid.height) : raster.at[3];
  grid.dx = raster.at[1];
  grid.dy = std::abs(raster.at[5]);
  char* wkt = nullptr;
  if (!raster.crs.IsEmpty() && raster.crs.exportToWkt(&wkt) == OGRERR_NONE && wkt != nullptr) {
    grid.crs = wkt;
  }
  CPLFree(wkt);
  grid.cells.resize(grid.width * grid.height);
  read_cells(band, grid.cells);
  if (south_up) {
    for (std::size_t top = 0, bottom = grid.height - 1; top < bottom; ++top, --bottom) {
      const auto a = grid.cells.begin() + static_cast<std::ptrdiff_t>(top * grid.width);
      const auto b = grid.cells.begin() + static_cast<std::ptrdiff_t>(bottom * grid.width);
      std::swap_ranges(a, a + static_cast<std::ptrdiff_t>(grid.width), b);
    }
  }
  return grid;
}

}  // namespace adem::geo
