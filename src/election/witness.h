// What people who stood there say: needs no coordinates and no terrain. Weeks before a vote this is
// all there is. Shown beside computed water, never merged with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/time.h"

namespace adem::election {

enum class Answered : std::uint8_t { yes, no, unknown };
// How high it stood on a grown person.
enum class Mark : std::uint8_t { unknown, ankle, calf, knee, waist };

struct WitnessAnswer {
  std::string station;  // key
  Answered flooded = Answered::unknown;
  std::string when;  // as told: "pasang Oktober 2024"
  Mark height = Mark::unknown;
  std::string road_cut;     // which road is cut
  std::string alternative;  // where else could the station stand
  Answered owner_agrees = Answered::unknown;
  std::string office;  // PKD, Bhabinkamtibmas, lurah, …; never a person's name
  std::optional<Instant> told_at;
  bool operator==(const WitnessAnswer&) const = default;
};

std::string_view name_of(Answered answered);  // "yes", "no", "unknown"
std::string_view name_of(Mark mark);          // "unknown", "ankle", "calf", "knee", "waist"

// "ya", "y", "1", "✓", "setuju" … · "tidak", "n", "0", "belum pernah" … · "", "-", "?", "tidak
// tahu" … for unknown. Nothing where the word is none of these, as a lone "x" is.
std::optional<Answered> read_answered(std::string_view text);

// {"flooded","when","height","road_cut","alternative","owner_agrees","office","told_at"}, null
// where it is not dated. Without the station: it stands where the answer is.
Json to_json(const WitnessAnswer& answer);

// A witness makes a station vulnerable when it flooded (said, or said by how high), or its road is
// cut.
bool says_vulnerable(const WitnessAnswer& answer);

}  // namespace adem::election
