// How many of a station's crew live in which village. Counts only: a list of the members is not
// taken, not even in part.
#include <map>
#include <unordered_map>

#include "base/error.h"
#include "election/find_station.h"
#include "election/private_text.h"
#include "intake/area_index.h"
#include "intake/numbers.h"
#include "intake/place_lists.h"
#include "intake/place_words.h"
#include "intake/row_reader.h"
#include "intake/text.h"

namespace adem::intake {

namespace {

using election::Crew;
using election::PlaceKind;

constexpr std::int32_t kMostMembers = 100;

// Villages by whatever a list may call them.
class Villages {
 public:
  Villages(const std::vector<election::Area>& areas, const std::vector<election::Place>& places)
      : areas_(areas) {
    for (const auto& place : places) {
      if (place.kind != PlaceKind::crew_village) continue;
      by_key_.emplace(place.key, &place);
      by_name_.emplace(folded_place(place.name), &place);
    }
  }

  // Key of the place or code of the area; nothing where it is not known or could be several.
  std::optional<std::string> find(std::string_view text) const {
    if (by_key_.contains(text)) return std::string(text);
    const auto code = areas_.by_code(text);
    if (code != kNoArea) return areas_.area(code).code;
    const auto [begin, end] = by_name_.equal_range(folded_place(text));
    if (begin != end && std::next(begin) == end) return begin->second->key;
    const auto named = areas_.by_name(text, {}, {});
    if (named.match == AreaIndex::Match::found) return areas_.area(named.area).code;
    return std::nullopt;
  }

 private:
  AreaIndex areas_;
  std::unordered_map<std::string_view, const election::Place*> by_key_;
  std::multimap<std::string, const election::Place*> by_name_;
};

class CrewReader {
 public:
  CrewReader(RowReader& rows, const election::StationTable& stations,
             const election::StationFinder& finder, const Villages& villages)
      : rows_(rows), stations_(stations), finder_(finder), villages_(villages) {}

  void read(const geo::Row& row, std::vector<Crew>& crews) {
    if (!rows_.begin(row) || !fit_to_keep(row)) return;
    Crew crew;
    if (!read_station(crew) || !read_village(crew) || !read_members(crew)) return;
    const auto [earlier, fresh] =
        rows_of_.emplace(std::pair(crew.station, crew.village), row.number);
    if (!fresh) {
      rows_.refuse(
          "village", crew.village,
          {"intake.refused.repeated-crew", {{"row", static_cast<std::int64_t>(earlier->second)}}});
      return;
    }
    crews.push_back(std::move(crew));
  }

 private:
  // A cell that points at a person has no place in a list of counts, whatever its heading says.
  bool fit_to_keep(const geo::Row& row) {
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (rows_.columns().field(c) == "station") continue;
      const auto found = election::private_text(row.cells[c]);
      if (!found) continue;
      rows_.refuse(rows_.columns().name(c), std::get<std::string>(found->args.front().second),
                   *found);
      return false;
    }
    return true;
  }

  bool read_station(Crew& crew) {
    const auto text = rows_.text("station");
    const auto rows = finder_.matches(text);
    if (!text.empty() && rows.size() == 1) {
      crew.station = stations_.text(rows.front(), election::StationText::key);
      return true;
    }
    rows_.refuse("station", text,
                 rows.size() > 1 && !text.empty()
                     ? Message{"intake.refused.ambiguous-station",
                               {{"count", static_cast<std::int64_t>(rows.size())}}}
                     : Message{"intake.refused.unknown-station", {}});
    return false;
  }

  bool read_village(Crew& crew) {
    const auto text = rows_.text("village");
    if (!text.empty()) {
      if (auto village = villages_.find(text)) {
        crew.village = std::move(*village);
        return true;
      }
    }
    rows_.refuse("village", text, {"intake.refused.unknown-village", {}});
    return false;
  }

  bool read_members(Crew& crew) {
    const auto text = rows_.text("members");
    const auto count = parse_count(text);
    if (count && *count >= 0 && *count <= kMostMembers) {
      crew.members = *count;
      return true;
    }
    rows_.refuse("members", text,
                 {"intake.refused.not-a-crew", {{"most", std::int64_t{kMostMembers}}}});
    return false;
  }

  RowReader& rows_;
  const election::StationTable& stations_;
  const election::StationFinder& finder_;
  const Villages& villages_;
  std::map<std::pair<std::string, std::string>, std::size_t> rows_of_;
};

void refuse_persons(const Columns& columns, const std::string& path) {
  std::string list;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!columns.field(c).empty() || !tells_of_persons(columns.name(c))) continue;
    list += (list.empty() ? "" : ", ") + columns.name(c);
  }
  if (list.empty()) return;
  throw Error(ErrorKind::bad_input, "intake.person-column", {{"columns", list}}, path);
}

}  // namespace

CrewsResult read_crews(const std::string& path, const election::StationTable& stations,
                       const std::vector<election::Area>& areas,
                       const std::vector<election::Place>& places, const Options& options) {
  CrewsResult result;
  const auto table = geo::open_table(path, options.table);
  Columns columns(table->columns(), crew_fields(), options.columns, path);
  refuse_persons(columns, path);
  for (const auto* field : {"station", "village", "members"}) require_field(columns, field, path);
  columns.tell(result.report);
  if (auto note = ignored_note(columns)) result.report.notes.push_back(std::move(*note));
  RowReader rows(*table, std::move(columns), {}, result.report);
  const election::StationFinder finder(stations, areas);
  const Villages villages(areas, places);
  CrewReader reader(rows, stations, finder, villages);
  geo::Row row;
  while (table->next(row)) reader.read(row, result.crews);
  return result;
}

}  // namespace adem::intake
