// Venue lists: places that can host stations, as points or outlines.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "intake/area_index.h"
#include "intake/extra.h"
#include "intake/intake.h"
#include "intake/numbers.h"
#include "intake/row_place.h"
#include "intake/station_keys.h"
#include "intake/text.h"

namespace adem::intake {

namespace {

using election::kUnknown;
using election::Venue;

// "yes", "no", "unknown": nothing else is read into what was written.
std::string consent_of(std::string_view text) {
  constexpr std::array<std::string_view, 6> kYes = {"yes",    "ya",        "y",
                                                    "setuju", "diizinkan", "true"};
  constexpr std::array<std::string_view, 6> kNo = {"no",          "tidak",   "t",
                                                   "tidaksetuju", "menolak", "false"};
  const std::string word = folded(text);
  if (std::find(kYes.begin(), kYes.end(), word) != kYes.end()) return "yes";
  if (std::find(kNo.begin(), kNo.end(), word) != kNo.end()) return "no";
  return "unknown";
}

class VenueReader {
 public:
  VenueReader(RowReader& rows, const AreaIndex& areas, bool keyed, election::ImportReport& report)
      : rows_(rows), areas_(areas), doubts_(areas, report), keyed_(keyed), report_(report) {}

  void read(const geo::Row& row, std::vector<Venue>& venues) {
    if (!rows_.begin(row)) return;
    Venue venue;
    const std::size_t refused = report_.refused.size();
    venue.name = rows_.raw("name");
    venue.address = rows_.raw("address");
    if (!read_key(venue) || !read_place(row, venue)) return;
    read_measures(venue);
    if (report_.refused.size() > refused) return;
    venue.access = rows_.raw("access");
    venue.consent = consent_of(rows_.text("consent"));
    const auto area = row_area(rows_, areas_, venue.area);
    venue.extra = rows_.extra([&](auto field, auto cell) { return stored(venue, field, cell); });
    const std::size_t flagged = flagged_rows(report_);
    venue.key = rows_.place(std::move(venue.key));
    if (flagged_rows(report_) == flagged) {
      doubts_.tell(row.number, venue.key, venue.lat_text, venue.lon_text, area);
    }
    venues.push_back(std::move(venue));
  }

 private:
  bool read_key(Venue& venue) {
    if (keyed_) venue.key = rows_.text("key");
    if (venue.key.empty()) {
      for (const auto* field : {"name", "address", "area", "village"}) {
        const auto text = rows_.text(field);
        if (text.empty()) continue;
        if (!venue.key.empty()) venue.key += '|';
        venue.key += text;
      }
    }
    if (!venue.key.empty()) return true;
    rows_.refuse("name", "", {"intake.refused.no-identity", {}});
    return false;
  }

  bool read_place(const geo::Row& row, Venue& venue) {
    auto place = row_place(rows_, row);
    if (!place) return false;
    venue.lat_text = std::move(place->lat_text);
    venue.lon_text = std::move(place->lon_text);
    venue.lat = place->lat;
    venue.lon = place->lon;
    venue.shape = std::move(place->shape);
    return true;
  }

  void read_measures(Venue& venue) {
    const auto metres = [this](std::string_view field) {
      const auto text = rows_.text(field);
      if (text.empty()) return kUnknown;
      const auto value = parse_metres(text);
      if (!value) rows_.refuse(field, text, {"intake.refused.not-a-measure", {}});
      return value.value_or(kUnknown);
    };
    venue.floor_height_m = metres("floor_height_m");
    venue.width_m = metres("width_m");
    venue.length_m = metres("length_m");
    const auto hosts = rows_.text("hosts");
    if (hosts.empty()) return;
    venue.hosts = parse_count(hosts);
    if (!venue.hosts) rows_.refuse("hosts", hosts, {"intake.refused.not-a-count", {}});
  }

  static bool stored(const Venue& venue, std::string_view field, std::string_view cell) {
    const auto same = [cell](double value) {
      return !std::isnan(value) && cell == fmt::format("{}", value);
    };
    if (field == "name" || field == "address" || field == "lat" || field == "lon" ||
        field == "access" || field == "wkt") {
      return true;
    }
    if (field == "key") return cell == venue.key;
    if (field == "area" || field == "village") return cell == venue.area;
    if (field == "consent") return cell == venue.consent;
    if (field == "floor_height_m") return same(venue.floor_height_m);
    if (field == "width_m") return same(venue.width_m);
    if (field == "length_m") return same(venue.length_m);
    return field == "hosts" && venue.hosts && cell == std::to_string(*venue.hosts);
  }

  RowReader& rows_;
  const AreaIndex& areas_;
  PointDoubts doubts_;
  bool keyed_;
  election::ImportReport& report_;
};

}  // namespace

VenuesResult read_venues(const std::string& path, const std::vector<election::Area>& areas,
                         const Options& options) {
  VenuesResult result;
  const auto table = geo::open_table(path, options.table);
  Columns columns(table->columns(), venue_fields(), options.columns, path);
  const auto key = columns.find("key");
  if (!key) require_field(columns, "name", path);
  const bool keyed =
      key && (columns.name(*key) == "key" || all_different(path, options.table, *key));
  columns.tell(result.report);
  result.report.notes.push_back(
      keyed ? Message{"intake.note.key-given", {{"columns", columns.name(*key)}}}
            : Message{"intake.note.key-combined", {{"columns", std::string("name, address")}}});
  RowReader rows(*table, std::move(columns), venue_export_columns(), result.report);
  const AreaIndex index(areas);
  VenueReader reader(rows, index, keyed, result.report);
  geo::Row row;
  while (table->next(row)) reader.read(row, result.venues);
  return result;
}

}  // namespace adem::intake
