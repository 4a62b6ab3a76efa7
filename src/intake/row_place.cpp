#include "intake/row_place.h"

#include <cmath>
#include <numeric>

#include "base/format.h"
#include "intake/numbers.h"
#include "intake/text.h"

namespace adem::intake {

using election::Flag;

std::optional<RowPlace> row_place(RowReader& rows, const geo::Row& row) {
  RowPlace place;
  place.lat_text = rows.raw("lat");
  place.lon_text = rows.raw("lon");
  const auto wkt = rows.text("wkt");
  if (row.shape != nullptr) {
    place.shape = *row.shape;
  } else if (!wkt.empty()) {
    auto shape = geo::from_wkt(std::string(wkt));
    if (!shape) {
      rows.refuse("wkt", wkt.substr(0, 60), {"intake.refused.not-an-outline", {}});
      return std::nullopt;
    }
    place.shape = std::move(*shape);
  }
  auto point = row.point;
  if (!point && !place.shape.empty()) point = geo::label_point(place.shape);
  if (point && place.lat_text.empty() && place.lon_text.empty()) {
    place.lat_text = fmt::format("{}", point->y);
    place.lon_text = fmt::format("{}", point->x);
  }
  const auto lat = parse_coordinate(place.lat_text), lon = parse_coordinate(place.lon_text);
  if (lat && lon && on_globe({*lat, *lon})) {
    place.lat = *lat;
    place.lon = *lon;
  }
  return place;
}

std::uint32_t row_area(const RowReader& rows, const AreaIndex& areas, std::string& code) {
  const auto listed = rows.text("area"), village = rows.text("village");
  auto found = listed.empty() ? kNoArea : areas.by_code(listed);
  if (found == kNoArea && (!village.empty() || !code_digits(listed))) {
    found = areas
                .by_name(village.empty() ? listed : village, rows.text("district"),
                         rows.text("regency"))
                .area;
  }
  code = found == kNoArea ? std::string(listed.empty() ? village : listed) : areas.area(found).code;
  return found;
}

PointDoubts::PointDoubts(const AreaIndex& areas, election::ImportReport& report)
    : areas_(areas), check_(areas, {}), report_(report) {}

void PointDoubts::tell(std::size_t row, const std::string& key, const std::string& lat_text,
                       const std::string& lon_text, std::uint32_t area) {
  const auto lat = parse_coordinate(lat_text), lon = parse_coordinate(lon_text);
  const auto doubt = [&](Flag flag, Message what) {
    ++report_.flagged.at(static_cast<std::size_t>(flag));
    report_.doubts.push_back({row, key, flag, std::move(what)});
  };
  if (!lat || !lon) {
    doubt(Flag::no_coordinates, {"intake.doubt.no-coordinates", {}});
    return;
  }
  const auto finding = check_.look({*lat, *lon}, area);
  const Args listed{{"lat", lat_text}, {"lon", lon_text}};
  if (finding.proposal) {
    const bool swapped = finding.flags.has(Flag::swapped);
    Args args = listed;
    args.emplace_back("proposed_lat", decimal_text(finding.proposal->lat));
    args.emplace_back("proposed_lon", decimal_text(finding.proposal->lon));
    doubt(swapped ? Flag::swapped : Flag::mis_scaled,
          {swapped ? "intake.doubt.swapped" : "intake.doubt.mis-scaled", args});
  } else if (finding.flags.has(Flag::outside_region)) {
    doubt(Flag::outside_region, {"intake.doubt.outside-region", listed});
  } else if (finding.flags.has(Flag::outside_area)) {
    Args args{{"listed", areas_.area(area).name},
              {"distance_m", static_cast<std::int64_t>(std::llround(finding.distance_m))}};
    const bool known = finding.found_area != kNoArea;
    if (known) args.emplace_back("found", areas_.area(finding.found_area).name);
    doubt(Flag::outside_area,
          {known ? "intake.doubt.outside-area" : "intake.doubt.between-areas", args});
  }
}

std::size_t flagged_rows(const election::ImportReport& report) {
  return std::accumulate(report.flagged.begin(), report.flagged.end(), std::size_t{0});
}

}  // namespace adem::intake
