// Places that the links of the station clock start from.
#include <cmath>

#include "base/error.h"
#include "election/private_text.h"
#include "intake/place_lists.h"
#include "intake/place_words.h"
#include "intake/row_place.h"
#include "intake/text.h"

namespace adem::intake {

namespace {

using election::Place;

class PlaceReader {
 public:
  PlaceReader(RowReader& rows, const AreaIndex& areas, election::ImportReport& report)
      : rows_(rows), areas_(areas), doubts_(areas, report), report_(report) {}

  void read(const geo::Row& row, std::vector<Place>& places) {
    if (!rows_.begin(row)) return;
    Place place;
    if (!read_kind(place) || !read_name(place)) return;
    auto at = row_place(rows_, row);
    if (!at) return;
    place.lat_text = std::move(at->lat_text);
    place.lon_text = std::move(at->lon_text);
    place.lat = at->lat;
    place.lon = at->lon;
    const auto area = row_area(rows_, areas_, place.area);
    if (!read_modes_of(place) || !read_key(place)) return;
    const std::size_t flagged = flagged_rows(report_);
    place.key = rows_.place(std::move(place.key));
    if (flagged_rows(report_) == flagged) {
      doubts_.tell(row.number, place.key, place.lat_text, place.lon_text, area);
    }
    places.push_back(std::move(place));
  }

 private:
  bool read_kind(Place& place) {
    const auto text = rows_.text("kind");
    const auto kind = read_place_kind(text);
    if (kind) {
      place.kind = *kind;
      return true;
    }
    rows_.refuse("kind", text, {"intake.refused.unknown-kind", {}});
    return false;
  }

  bool read_name(Place& place) {
    const auto name = rows_.text("name");
    if (const auto found = election::private_text(name)) {
      const auto shown = std::get<std::string>(found->args.front().second);
      rows_.refuse("name", shown, *found);
      return false;
    }
    place.name = name;
    return true;
  }

  bool read_modes_of(Place& place) {
    const auto text = rows_.text("modes");
    const auto modes = read_modes(text);
    if (modes) {
      place.modes = *modes;
      return true;
    }
    rows_.refuse("modes", text, {"intake.refused.unknown-modes", {}});
    return false;
  }

  bool read_key(Place& place) {
    place.key = rows_.text("key");
    if (!place.key.empty()) return true;
    if (place.name.empty() && place.area.empty()) {
      rows_.refuse("name", "", {"intake.refused.no-identity", {}});
      return false;
    }
    place.key = name_of(place.kind);
    for (const auto* part : {&place.name, &place.area}) {
      if (!part->empty()) place.key += '|' + *part;
    }
    return true;
  }

  RowReader& rows_;
  const AreaIndex& areas_;
  PointDoubts doubts_;
  election::ImportReport& report_;
};

}  // namespace

PlacesResult read_places(const std::string& path, const std::vector<election::Area>& areas,
                         const Options& options) {
  PlacesResult result;
  const auto table = geo::open_table(path, options.table);
  Columns columns(table->columns(), place_fields(), options.columns, path);
  require_field(columns, "kind", path);
  columns.tell(result.report);
  if (auto note = ignored_note(columns)) result.report.notes.push_back(std::move(*note));
  RowReader rows(*table, std::move(columns), {}, result.report);
  const AreaIndex index(areas);
  PlaceReader reader(rows, index, result.report);
  geo::Row row;
  while (table->next(row)) reader.read(row, result.places);
  return result;
}

}  // namespace adem::intake
