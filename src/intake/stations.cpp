// Station lists: each row becomes a station or a refusal.
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "intake/area_index.h"
#include "intake/extra.h"
#include "intake/key_set.h"
#include "intake/numbers.h"
#include "intake/row_reader.h"
#include "intake/row_stream.h"
#include "intake/station_checks.h"
#include "intake/station_keys.h"
#include "intake/text.h"

namespace adem::intake {

namespace {

using election::kUnknown;
using election::StationText;

constexpr std::size_t kSampleRows = 500;

// Which column holds each field, looked up once.
struct Fields {
  std::optional<std::size_t> key, id, number, name, area, village, district, regency, address, lat,
      lon, voters, men, women, venue;
  explicit Fields(const Columns& columns)
      : key(columns.find("key")),
        id(columns.find("id")),
        number(columns.find("number")),
        name(columns.find("name")),
        area(columns.find("area")),
        village(columns.find("village")),
        district(columns.find("district")),
        regency(columns.find("regency")),
        address(columns.find("address")),
        lat(columns.find("lat")),
        lon(columns.find("lon")),
        voters(columns.find("voters")),
        men(columns.find("men")),
        women(columns.find("women")),
        venue(columns.find("venue")) {}
};

class StationReader {
 public:
  StationReader(Columns columns, KeyPlan plan, const AreaIndex& areas, const Options& options,
                election::ImportReport& report)
      : columns_(std::move(columns)),
        plan_(std::move(plan)),
        fields_(columns_),
        areas_(areas),
        options_(options),
        report_(report),
        extra_names_(extra_names(columns_, station_export_columns())),
        keys_(built_.table) {
    if (!fields_.key && !fields_.id && !fields_.number && !fields_.name) {
      throw Error(ErrorKind::bad_input, "intake.no-field",
                  {{"field", std::string("number")},
                   {"columns", columns_.size() == 0 ? std::string() : list_columns()}});
    }
  }

  void read(const RowBatch& batch) {
    for (std::size_t row = 0; row < batch.size(); ++row) read_row(batch, row);
  }
  BuiltRows& built() { return built_; }
  void note_areas();

 private:
  std::string list_columns() const {
    std::string list;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      list += (c == 0 ? "" : ", ") + columns_.name(c);
    }
    return list;
  }

  std::string_view cell(std::optional<std::size_t> column) const {
    return column ? batch_->cell(row_, *column) : std::string_view();
  }

  void refuse(const std::string& column, std::string_view value, Message why) {
    report_.refused.push_back(
        {batch_->record(row_).number, column, std::string(value.substr(0, 200)), std::move(why)});
  }

  bool blank() const {
    const std::size_t cells = batch_->record(row_).cells;
    for (std::size_t c = 0; c < cells; ++c) {
      if (!trimmed(batch_->cell(row_, c)).empty()) return false;
    }
    return !batch_->record(row_).point;
  }

  void read_row(const RowBatch& batch, std::size_t row);
  bool storable();
  std::int32_t read_voters(bool& refused);
  void read_area();
  void read_key();
  void read_point(double& lat, double& lon, double& raw_lat, double& raw_lon);
  void read_extra(std::int32_t voters);
  bool represented(std::size_t column, std::string_view text, std::int32_t voters) const;

  Columns columns_;
  KeyPlan plan_;
  Fields fields_;
  const AreaIndex& areas_;
  const Options& options_;
  election::ImportReport& report_;
  std::vector<std::string> extra_names_;
  BuiltRows built_;
  KeySet keys_;

  // The row at work.
  const RowBatch* batch_ = nullptr;
  std::size_t row_ = 0;
  StationLabel label_;
  std::string_view area_text_;
  std::uint32_t area_ = kNoArea;
  std::string key_, extra_, lat_text_, lon_text_;

  // The last village looked up: lists are sorted by village.
  std::string last_area_, last_village_, last_district_;
  std::uint32_t last_found_ = kNoArea;
  bool any_last_ = false;
  std::size_t by_name_ = 0, unmatched_ = 0;
  std::vector<std::string> unmatched_names_;
};

bool StationReader::storable() {
  const auto& record = batch_->record(row_);
  if (record.ragged) {
    refuse("", batch_->cell(row_, 0),
           {"intake.refused.ragged",
            {{"cells", static_cast<std::int64_t>(record.cells)},
             {"columns", static_cast<std::int64_t>(columns_.size())}}});
    return false;
  }
  for (std::size_t c = 0; c < record.cells; ++c) {
    if (batch_->cell(row_, c).size() > kMaxCell) {
      refuse(columns_.name(c), batch_->cell(row_, c).substr(0, 40),
             {"intake.refused.too-long", {{"limit", static_cast<std::int64_t>(kMaxCell)}}});
      return false;
    }
  }
  label_ = station_label(cell(fields_.number));
  if (trimmed(cell(fields_.key)).empty() && trimmed(cell(fields_.id)).empty() &&
      label_.name.empty() && trimmed(cell(fields_.name)).empty()) {
    const auto column = fields_.number ? fields_.number : fields_.name ? fields_.name : fields_.id;
    refuse(columns_.name(column ? *column : *fields_.key), "", {"intake.refused.no-identity", {}});
    return false;
  }
  return true;
}

std::int32_t StationReader::read_voters(bool& refused) {
  std::int32_t sum = -1;
  const auto take = [&](std::optional<std::size_t> column) {
    const auto text = trimmed(cell(column));
    if (text.empty() || text == "-" || refused) return;
    const auto count = parse_count(text);
    if (!count) {
      refuse(columns_.name(*column), text, {"intake.refused.not-a-count", {}});
      refused = true;
      return;
    }
    const std::int64_t total = std::int64_t{*count} + std::max(sum, 0);
    if (total > std::numeric_limits<std::int32_t>::max()) {
      refuse(columns_.name(*column), text, {"intake.refused.not-a-count", {}});
      refused = true;
      return;
    }
    sum = static_cast<std::int32_t>(total);
  };
  if (fields_.voters) {
    take(fields_.voters);
  } else {
    take(fields_.men);
    take(fields_.women);
  }
  return sum;
}

// The area's code where it can be told, else the list's own text.
void StationReader::read_area() {
  auto code = trimmed(cell(fields_.area));
  const auto village = trimmed(cell(fields_.village));
  const auto district = trimmed(cell(fields_.district));
  if (code.empty() && village.empty() && fields_.key && key_scheme(cell(fields_.key)) == "kpu") {
    code = cell(fields_.key).substr(0, 10);
  }
  if (!any_last_ || code != last_area_ || village != last_village_ || district != last_district_) {
    any_last_ = true;
    last_area_ = code;
    last_village_ = village;
    last_district_ = district;
    last_found_ = code.empty() ? kNoArea : areas_.by_code(code);
    // A text that is no code may be a name; a code that adem does not know is not guessed at.
    if (last_found_ == kNoArea && !areas_.areas().empty() && !code_digits(code)) {
      const auto name = village.empty() ? code : village;
      const auto found = areas_.by_name(name, district, cell(fields_.regency));
      last_found_ = found.area;
      if (found.match == AreaIndex::Match::found) ++by_name_;
    }
    if (last_found_ == kNoArea && !areas_.areas().empty() && unmatched_names_.size() < 20) {
      unmatched_names_.emplace_back(village.empty() ? code : village);
    }
  }
  area_ = last_found_;
  if (area_ != kNoArea) {
    area_text_ = areas_.area(area_).code;
    return;
  }
  if (!areas_.areas().empty()) ++unmatched_;
  area_text_ = code.empty() ? village : code;
}

void StationReader::read_key() {
  const auto combined = [&] {
    key_.clear();
    for (const auto column : plan_.combined) {
      if (!key_.empty()) key_ += '|';
      key_ += trimmed(batch_->cell(row_, column));
    }
  };
  switch (plan_.way) {
    case KeyPlan::Way::given:
      key_ = trimmed(cell(fields_.key));
      break;
    case KeyPlan::Way::area_number:
      key_ = kpu_key(trimmed(cell(fields_.area)),
                     fields_.number ? label_.number : station_label(cell(fields_.name)).number);
      break;
    case KeyPlan::Way::id:
      key_ = own_id(cell(fields_.id), cell(fields_.number));
      break;
    case KeyPlan::Way::combined:
      break;
  }
  if (plan_.way == KeyPlan::Way::combined || key_.empty()) combined();
}

void StationReader::read_point(double& lat, double& lon, double& raw_lat, double& raw_lon) {
  lat_text_ = cell(fields_.lat);
  lon_text_ = cell(fields_.lon);
  const auto& point = batch_->record(row_).point;
  if (point && lat_text_.empty() && lon_text_.empty()) {
    lat_text_ = fmt::format("{}", point->y);
    lon_text_ = fmt::format("{}", point->x);
  }
  raw_lat = parse_coordinate(lat_text_).value_or(kUnknown);
  raw_lon = parse_coordinate(lon_text_).value_or(kUnknown);
  if (raw_lon > 180 && raw_lon <= 360) raw_lon -= 360;
  const bool possible = std::abs(raw_lat) <= 90 && std::abs(raw_lon) <= 180;
  lat = possible ? raw_lat : kUnknown;
  lon = possible ? raw_lon : kUnknown;
}

// Is the cell's text found, letter by letter, in a field of the station?
bool StationReader::represented(std::size_t column, std::string_view text,
                                std::int32_t voters) const {
  const auto field = columns_.field(column);
  if (field.empty()) return false;
  if (field == "key") return text == key_;
  if (field == "number") return text == label_.number;
  if (field == "name" || field == "address" || field == "venue" || field == "lat" ||
      field == "lon") {
    return true;
  }
  if (field == "area" || field == "village") {
    if (text == area_text_) return true;
    const auto ours = code_digits(area_text_), theirs = code_digits(text);
    return ours && theirs && ours->value == theirs->value && ours->count == theirs->count;
  }
  if (field == "voters") return voters >= 0 && text == std::to_string(voters);
  return false;
}

void StationReader::read_extra(std::int32_t voters) {
  extra_.clear();
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const auto text = batch_->cell(row_, c);
    if (text.empty() || represented(c, text, voters)) continue;
    append_member(extra_, extra_names_[c], text);
  }
  close_object(extra_);
}

void StationReader::read_row(const RowBatch& batch, std::size_t row) {
  batch_ = &batch;
  row_ = row;
  if (blank()) return;
  ++report_.rows;
  if (!storable()) return;
  bool refused = false;
  const std::int32_t voters = read_voters(refused);
  if (refused) return;
  read_area();
  read_key();
  std::string_view name = cell(fields_.name);
  std::string_view number = label_.number;
  if (!fields_.name) name = label_.name == label_.number ? std::string_view() : label_.name;
  if (number.empty() && fields_.key && key_scheme(key_) == "kpu") {
    number = std::string_view(key_).substr(10);
  }
  read_extra(voters);
  double lat = kUnknown, lon = kUnknown, raw_lat = kUnknown, raw_lon = kUnknown;
  read_point(lat, lon, raw_lat, raw_lon);

  const auto stored = static_cast<std::uint32_t>(built_.table.size());
  const auto placed =
      keys_.place(key_, options_.election, options_.scheme, plan_.way == KeyPlan::Way::given);
  if (!placed.repeats.empty()) built_.repeated.emplace_back(stored, placed.repeats);
  std::array<std::string_view, election::kStationTexts> texts;
  const auto put = [&texts](StationText column, std::string_view text) {
    texts[static_cast<std::size_t>(column)] = text;
  };
  put(StationText::key, placed.key);
  put(StationText::number, number);
  put(StationText::name, name);
  put(StationText::area, area_text_);
  put(StationText::address, cell(fields_.address));
  put(StationText::lat_text, lat_text_);
  put(StationText::lon_text, lon_text_);
  put(StationText::venue, cell(fields_.venue));
  put(StationText::extra, extra_);
  built_.table.add(placed.id, texts, lat, lon, voters, {});
  keys_.added();
  built_.numbers.push_back(static_cast<std::uint32_t>(batch.record(row).number));
  built_.areas.push_back(area_);
  built_.lat.push_back(raw_lat);
  built_.lon.push_back(raw_lon);
}

void StationReader::note_areas() {
  if (areas_.areas().empty()) {
    report_.notes.push_back({"intake.note.no-areas", {}});
    return;
  }
  if (by_name_ > 0) {
    report_.notes.push_back(
        {"intake.note.areas-by-name", {{"count", static_cast<std::int64_t>(by_name_)}}});
  }
  if (unmatched_ == 0) return;
  std::string names;
  for (const auto& name : unmatched_names_) names += (names.empty() ? "" : ", ") + name;
  report_.notes.push_back({"intake.note.areas-unmatched",
                           {{"rows", static_cast<std::int64_t>(unmatched_)}, {"names", names}}});
}

}  // namespace

StationsResult read_stations(const std::string& path, const std::vector<election::Area>& areas,
                             const Options& options, const Progress& progress) {
  StationsResult result;
  auto reader = geo::open_table(path, options.table);
  Columns columns(reader->columns(), station_fields(), options.columns, path);
  for (auto& note : reader->notes()) result.report.notes.push_back(std::move(note));
  const Sample sample = sample_rows(path, options, kSampleRows);
  recognise_station_content(columns, sample);
  KeyPlan plan = plan_keys(path, options, columns, sample);
  columns.tell(result.report);
  result.report.notes.push_back(plan.note);
  RowStream stream(std::move(reader));
  const AreaIndex index(areas);
  StationReader stations(std::move(columns), std::move(plan), index, options, result.report);
  RowBatch batch;
  while (stream.next(batch)) {
    stations.read(batch);
    if (progress) progress(result.report.rows, 0);
  }
  stations.note_areas();
  check_stations(stations.built(), index, options, result.report);
  result.stations = std::move(stations.built().table);
  return result;
}

}  // namespace adem::intake
