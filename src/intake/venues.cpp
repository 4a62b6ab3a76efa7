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
#include "intake/position_check.h"
#include "intake/row_reader.h"
#include "intake/station_keys.h"
#include "intake/text.h"

namespace adem::intake {

namespace {

using election::Flag;
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
      : rows_(rows), areas_(areas), check_(areas, {}), keyed_(keyed), report_(report) {}

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
    const auto area = read_area(venue);
    venue.extra = rows_.extra([&](auto field, auto cell) { return stored(venue, field, cell); });
    const std::size_t flagged = flagged_rows();
    venue.key = rows_.place(std::move(venue.key));
    if (flagged_rows() == flagged) flag(row, venue, area);
    venues.push_back(std::move(venue));
  }

 private:
  std::size_t flagged_rows() const {
    std::size_t sum = 0;
    for (const auto count : report_.flagged) sum += count;
    return sum;
  }

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
    venue.lat_text = rows_.raw("lat");
    venue.lon_text = rows_.raw("lon");
    const auto wkt = rows_.text("wkt");
    if (row.shape != nullptr) {
      venue.shape = *row.shape;
    } else if (!wkt.empty()) {
      auto shape = geo::from_wkt(std::string(wkt));
      if (!shape) {
        rows_.refuse("wkt", wkt.substr(0, 60), {"intake.refused.not-an-outline", {}});
        return false;
      }
      venue.shape = std::move(*shape);
    }
    auto point = row.point;
    if (!point && !venue.shape.empty()) point = geo::label_point(venue.shape);
    if (point && venue.lat_text.empty() && venue.lon_text.empty()) {
      venue.lat_text = fmt::format("{}", point->y);
      venue.lon_text = fmt::format("{}", point->x);
    }
    const auto lat = parse_coordinate(venue.lat_text), lon = parse_coordinate(venue.lon_text);
    if (lat && lon && on_globe({*lat, *lon})) {
      venue.lat = *lat;
      venue.lon = *lon;
    }
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

  std::uint32_t read_area(Venue& venue) {
    const auto code = rows_.text("area"), village = rows_.text("village");
    auto found = code.empty() ? kNoArea : areas_.by_code(code);
    if (found == kNoArea && (!village.empty() || !code_digits(code))) {
      found = areas_
                  .by_name(village.empty() ? code : village, rows_.text("district"),
                           rows_.text("regency"))
                  .area;
    }
    venue.area =
        found == kNoArea ? std::string(code.empty() ? village : code) : areas_.area(found).code;
    return found;
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

  // Counted and told, not kept: venues carry no flags.
  void flag(const geo::Row& row, const Venue& venue, std::uint32_t area) {
    const auto lat = parse_coordinate(venue.lat_text), lon = parse_coordinate(venue.lon_text);
    const auto tell = [&](Flag flag, Message what) {
      ++report_.flagged.at(static_cast<std::size_t>(flag));
      report_.doubts.push_back({row.number, venue.key, flag, std::move(what)});
    };
    if (!lat || !lon) {
      tell(Flag::no_coordinates, {"intake.doubt.no-coordinates", {}});
      return;
    }
    const auto finding = check_.look({*lat, *lon}, area);
    const Args listed{{"lat", venue.lat_text}, {"lon", venue.lon_text}};
    if (finding.proposal) {
      const bool swapped = finding.flags.has(Flag::swapped);
      Args args = listed;
      args.emplace_back("proposed_lat", decimal_text(finding.proposal->lat));
      args.emplace_back("proposed_lon", decimal_text(finding.proposal->lon));
      tell(swapped ? Flag::swapped : Flag::mis_scaled,
           {swapped ? "intake.doubt.swapped" : "intake.doubt.mis-scaled", args});
    } else if (finding.flags.has(Flag::outside_region)) {
      tell(Flag::outside_region, {"intake.doubt.outside-region", listed});
    } else if (finding.flags.has(Flag::outside_area)) {
      Args args{{"listed", areas_.area(area).name},
                {"distance_m", static_cast<std::int64_t>(std::llround(finding.distance_m))}};
      const bool known = finding.found_area != kNoArea;
      if (known) args.emplace_back("found", areas_.area(finding.found_area).name);
      tell(Flag::outside_area,
           {known ? "intake.doubt.outside-area" : "intake.doubt.between-areas", args});
    }
  }

  RowReader& rows_;
  const AreaIndex& areas_;
  PositionCheck check_;
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
  if (!key && !columns.has("name")) {
    std::string list;
    for (const auto& name : table->columns()) list += (list.empty() ? "" : ", ") + name;
    throw Error(ErrorKind::bad_input, "intake.no-field",
                {{"field", std::string("name")}, {"columns", list}}, path);
  }
  const bool keyed =
      key && (columns.name(*key) == "key" || all_different(path, options.table, *key));
  result.report.notes.push_back(columns.note());
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
