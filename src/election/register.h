// Areas, stations and venues: the register. Ids are stable and equal on every laptop: make_id of
// (election, scheme, key).
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "election/flags.h"
#include "geo/shape.h"

namespace adem::election {

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

// A territory of some coding scheme. Levels are not fixed in number: `parent` is a code or empty.
struct Area {
  std::string code;
  std::string scheme;  // "kemendagri", "kpu-internal", "vec", …
  std::string name;
  std::string parent;
  geo::Shape shape;   // lon/lat; empty where not known
  std::string extra;  // JSON object text: columns the import did not recognise, in file order
  bool operator==(const Area&) const = default;
};

// A place that can host stations.
struct Venue {
  std::string key;  // unique in the workspace
  std::string name;
  std::string address;
  std::string area;  // code
  std::string lat_text, lon_text;
  double lat = kUnknown, lon = kUnknown;
  double floor_height_m = kUnknown;  // floor above the ground outside
  double width_m = kUnknown, length_m = kUnknown;
  std::optional<int> hosts;  // how many stations it can take
  std::string access;        // free text: steps, ramp, path
  std::string consent;       // "yes", "no", "unknown"
  geo::Shape shape;          // building or plot outline, lon/lat
  std::string extra;         // JSON object text
  Id id(std::string_view election) const { return make_id({election, "venue", key}); }
};

// The text columns of a station, in storage order.
enum class StationText : std::uint8_t {
  key,       // KPU's 13 digits, or what the import said it used
  number,    // "001" as listed
  name,      // "TPS 001"
  area,      // code of the area it belongs to
  address,   //
  lat_text,  // coordinates as the list writes them
  lon_text,  //
  venue,     // venue key; empty where not placed
  doubt,     // JSON object text: what a flag found (proposal, distance_m, found_area, first_row …)
  extra,     // JSON object text: unrecognised columns, in file order
};
inline constexpr std::size_t kStationTexts = 10;

// A station as a value.
struct Station {
  Id id;
  std::array<std::string, kStationTexts> texts;
  double lat = kUnknown, lon = kUnknown;
  std::int32_t voters = -1;  // -1: unknown
  Flags flags;

  std::string& operator[](StationText t) { return texts[static_cast<std::size_t>(t)]; }
  const std::string& operator[](StationText t) const { return texts[static_cast<std::size_t>(t)]; }
};

// A nation's stations in columns: about 150 bytes each, so that 818,339 fit a laptop easily.
// Rows are appended; views stay valid until the next append.
class StationTable {
 public:
  std::size_t size() const { return ids_.size(); }
  void reserve(std::size_t rows);
  void add(const Id& id, const std::array<std::string_view, kStationTexts>& texts, double lat,
           double lon, std::int32_t voters, Flags flags);
  void add(const Station& station);

  const Id& id(std::size_t row) const { return ids_[row]; }
  std::string_view text(std::size_t row, StationText column) const;
  // How a station is called without its village: its name, or "TPS 001" where the list only
  // numbers.
  std::string call_name(std::size_t row) const;
  double lat(std::size_t row) const { return lat_[row]; }
  double lon(std::size_t row) const { return lon_[row]; }
  bool has_point(std::size_t row) const { return !std::isnan(lat_[row]) && !std::isnan(lon_[row]); }
  std::int32_t voters(std::size_t row) const { return voters_[row]; }
  Flags flags(std::size_t row) const { return flags_[row]; }
  void set_flags(std::size_t row, Flags flags) { flags_[row] = flags; }
  void set_point(std::size_t row, double lat, double lon);
  // New texts for some rows of one column, by ascending row: one pass over the column.
  void replace(StationText column, const std::vector<std::pair<std::uint32_t, std::string>>& texts);
  Station station(std::size_t row) const;
  // All stored fields equal.
  bool same(std::size_t row, const StationTable& other, std::size_t other_row) const;

  // One self-describing binary block with a checksum; the same table gives the same bytes.
  // decode: Error election.bad-station-file.
  std::string encode() const;
  static StationTable decode(std::string_view bytes);
  // The same bytes, piece by piece, for a writer that does not want a second copy in memory.
  void encode(const std::function<void(std::string_view)>& sink) const;

 private:
  struct Column {
    std::string heap;  // at most 4 GiB: Error election.too-large beyond
    std::vector<std::uint32_t> ends;
    void add(std::string_view text);
    std::string_view at(std::size_t row) const;
  };
  std::vector<Id> ids_;
  std::array<Column, kStationTexts> columns_;
  std::vector<double> lat_, lon_;
  std::vector<std::int32_t> voters_;
  std::vector<Flags> flags_;
};

}  // namespace adem::election
