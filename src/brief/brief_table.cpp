#include "brief/brief_table.h"

#include "base/format.h"
#include "brief/brief_words.h"

namespace adem::brief {

namespace {

using election::StationOutlook;
using election::StationText;

std::string yes_no(bool yes) { return yes ? "yes" : "no"; }

std::string local_time(const std::optional<Instant>& at, const Zone& zone) {
  return at ? iso_local(*at, zone) : "";
}

std::string flag_names(election::Flags flags) {
  std::string out;
  for (std::size_t i = 0; i < election::kFlagNames.size(); ++i) {
    if (!flags.has(static_cast<election::Flag>(i))) continue;
    if (!out.empty()) out += ' ';
    out += election::kFlagNames.at(i);
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) {
    if (!out.empty()) out += "; ";
    out += part;
  }
  return out;
}

std::string degrees(double value) { return fmt::format("{}", value); }

void add_told(std::vector<std::string>& cells, const StationOutlook& station, const Zone& zone) {
  cells.push_back(yes_no(station.rawan_by_witness));
  if (station.witness.empty()) {
    cells.insert(cells.end(), 7, "");
    return;
  }
  const auto& told = station.witness.front();
  cells.insert(cells.end(),
               {std::string(election::name_of(told.flooded)), one_line(told.when),
                std::string(election::name_of(told.height)), one_line(told.road_cut),
                one_line(told.alternative), std::string(election::name_of(told.owner_agrees)),
                one_line(told.office) +
                    (told.told_at ? ", " + local_time(told.told_at, zone).substr(0, 10) : "")});
}

}  // namespace

const std::vector<TableColumn>& station_columns() {
  static const std::vector<TableColumn> columns = {
      {"key", "#loc+station+code"},
      {"number", "#loc+station+number"},
      {"name", "#loc+station+name"},
      {"area", "#adm+code"},
      {"village", "#adm+name"},
      {"lat", "#geo+lat", true},
      {"lon", "#geo+lon", true},
      {"point", "#geo+flags"},
      {"voters", "#population+voters", true},
      {"status", "#status+code"},
      {"status-words", "#status+name"},
      {"reason", "#status+reason"},
      {"weakest", "#cause+link"},
      {"max-depth", "#indicator+depth+max_m", true},
      {"first-bad", "#date+start+below_demand"},
      {"last-bad", "#date+end+below_demand"},
      {"hazards", "#event+hazard"},
      {"told-vulnerable", "#status+told"},
      {"told-flooded", "#indicator+told+flooded"},
      {"told-when", "#date+told+flooded"},
      {"told-height", "#indicator+told+height"},
      {"told-road", "#access+told+road_cut"},
      {"told-alternative", "#loc+told+alternative"},
      {"told-owner", "#indicator+told+owner_agrees"},
      {"told-by", "#org+told"},
      {"tick", "#status+tick_disagrees"},
      {"step", "#activity+next"},
      {"as-of", "#date+asof"},
      {"stamp", "#meta+exercise"},
  };
  return columns;
}

std::vector<std::string> station_cells(const Input& input, const View& view,
                                       const words::Speech& speech, std::size_t index) {
  const auto& station = input.outlook.stations[index];
  const auto& table = input.stations;
  const bool listed = station.row < table.size();
  const bool placed = listed && table.has_point(station.row);
  std::vector<std::string> cells = {
      station.key,
      listed ? std::string(table.text(station.row, StationText::number)) : "",
      one_line(station.name),
      station.area,
      village_name(station, view),
      placed ? degrees(table.lat(station.row)) : "",
      placed ? degrees(table.lon(station.row)) : "",
      listed ? flag_names(table.flags(station.row)) : "",
      listed && table.voters(station.row) >= 0 ? fmt::format("{}", table.voters(station.row)) : "",
      std::string(election::name_of(station.status)),
      status_words(station.status, speech),
      computed_words(station, speech),
      station.weakest ? std::string(election::name_of(*station.weakest)) : "",
      station.max_depth_m >= 0 ? fmt::format("{:.2f}", station.max_depth_m) : "",
      local_time(station.first_bad, speech.zone()),
      local_time(station.last_bad, speech.zone()),
      joined(station.hazards)};
  add_told(cells, station, speech.zone());
  const bool worries = computed_trouble(station) || station.rawan_by_witness;
  cells.push_back(yes_no(station.tick_disagrees));
  cells.push_back(worries || station.status == election::Status::unknown
                      ? next_step(station, view, speech)
                      : "");
  cells.push_back(iso_local(input.now, speech.zone()));
  cells.push_back(input.exercise ? speech.say("brief.stamp") : "");
  return cells;
}

}  // namespace adem::brief
