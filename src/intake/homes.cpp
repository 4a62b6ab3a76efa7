// Homes: buildings or populated cells, of a table, a layer or a raster.
#include <cmath>

#include "base/error.h"
#include "geo/raster.h"
#include "intake/numbers.h"
#include "intake/place_lists.h"
#include "intake/place_words.h"
#include "intake/row_place.h"
#include "intake/text.h"

namespace adem::intake {

namespace {

using election::Home;

constexpr double kMostResidents = 1'000'000;
constexpr std::size_t kMostCells = 200'000'000;

void require_room(std::size_t homes, const std::string& path) {
  if (homes < kMostHomes) return;
  throw Error(ErrorKind::bad_input, "intake.too-many-homes",
              {{"limit", static_cast<std::int64_t>(kMostHomes)}}, path);
}

class HomeReader {
 public:
  explicit HomeReader(RowReader& rows) : rows_(rows) {}

  void read(const geo::Row& row, std::vector<Home>& homes) {
    if (!rows_.begin(row)) return;
    const auto at = row_place(rows_, row);
    if (!at) return;
    if (std::isnan(at->lat)) {
      rows_.refuse("lat", at->lat_text, {"intake.refused.no-point", {}});
      return;
    }
    Home home{at->lat, at->lon, 1};
    if (const auto text = rows_.text("residents"); !text.empty()) {
      const auto number = residents(text);
      if (!number) {
        rows_.refuse("residents", text, {"intake.refused.not-residents", {}});
        return;
      }
      home.residents = *number;
    }
    homes.push_back(home);
  }

 private:
  // A count, or a share of one as population grids have them ("3.7").
  static std::optional<double> residents(std::string_view text) {
    if (const auto count = parse_count(text); count && *count >= 0) return *count;
    const auto number = parse_coordinate(text);
    if (!number || *number < 0 || *number > kMostResidents) return std::nullopt;
    return number;
  }

  RowReader& rows_;
};

}  // namespace

HomesResult read_homes(const std::string& path, const Options& options) {
  HomesResult result;
  const auto table = geo::open_table(path, options.table);
  Columns columns(table->columns(), home_fields(), options.columns, path);
  if (!table->spatial() && !columns.has("wkt")) {
    for (const auto* field : {"lat", "lon"}) require_field(columns, field, path);
  }
  columns.tell(result.report);
  if (!columns.has("residents")) result.report.notes.push_back({"intake.note.one-each", {}});
  if (auto note = ignored_note(columns)) result.report.notes.push_back(std::move(*note));
  RowReader rows(*table, std::move(columns), {}, result.report);
  HomeReader reader(rows);
  geo::Row row;
  while (table->next(row)) {
    require_room(result.homes.size(), path);
    reader.read(row, result.homes);
  }
  return result;
}

HomesResult read_home_raster(const std::string& path, const Options& options) {
  const auto raster = geo::Raster::open(path, options.table.crs);
  const auto& info = raster.info();
  if (info.width > kMostCells / info.height) {
    throw Error(ErrorKind::bad_input, "intake.raster-too-large",
                {{"cells", static_cast<double>(info.width) * static_cast<double>(info.height)},
                 {"limit", static_cast<double>(kMostCells)}},
                path);
  }
  const auto grid = raster.read(1);
  HomesResult result;
  std::vector<geo::Point> middles;
  std::int64_t unknown = 0;
  for (std::size_t cell = 0; cell < grid.cells.size(); ++cell) {
    const auto residents = static_cast<double>(grid.cells[cell]);
    unknown += std::isnan(residents) ? 1 : 0;
    if (!(residents > 0)) continue;
    require_room(result.homes.size(), path);
    if (residents > kMostResidents) {
      throw Error(ErrorKind::bad_input, "intake.not-a-population", {{"value", residents}}, path);
    }
    middles.push_back(geo::middle_of(grid, cell));
    result.homes.push_back({0, 0, residents});
  }
  const auto lonlat = geo::to_lonlat(grid, middles);
  for (std::size_t i = 0; i < lonlat.size(); ++i) {
    result.homes[i].lon = lonlat[i].x;
    result.homes[i].lat = lonlat[i].y;
  }
  std::erase_if(result.homes, [](const Home& home) { return !on_globe({home.lat, home.lon}); });
  result.report.rows = result.homes.size();
  result.report.notes.push_back(
      {"intake.note.home-cells",
       {{"homes", static_cast<std::int64_t>(result.homes.size())}, {"unknown", unknown}}});
  return result;
}

}  // namespace adem::intake
