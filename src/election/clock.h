// The station clock: for each station and quarter-hour from 12:00 the day before to 06:00 the day
// after, the chance that floor, box, crew and voters all work. Null is unknown and never dry.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/json.h"
#include "base/message.h"
#include "base/time.h"
#include "election/rules.h"
#include "election/travel.h"
#include "election/witness.h"

namespace adem::election {

struct Window {
  Instant from;             // 12:00 local the day before
  int step_s = 900;         //
  std::size_t steps = 168;  // 42 hours
  Instant at(std::size_t step) const {
    return from + Seconds{step_s * static_cast<std::int64_t>(step)};
  }
  // Before and after the voting day, of which the window holds the eve's noon to the next morning.
  bool on_eve(Instant when) const { return when < from + std::chrono::hours(12); }
  bool on_morrow(Instant when) const { return when >= from + std::chrono::hours(36); }
  bool operator==(const Window&) const = default;
};

// The window of a voting day given as its local midnight.
Window station_window(Instant vote_day_midnight);

enum class Status : std::uint8_t { ready, opens_late, may_be_interrupted, cannot_open, unknown };
// "ready", "opens-late", "may-be-interrupted", "cannot-open", "unknown"
std::string_view name_of(Status status);
std::optional<Status> status_named(std::string_view name);

enum class Link : std::uint8_t { floor, box, crew, voters };
inline constexpr std::array<Link, 4> kLinks = {Link::floor, Link::box, Link::crew, Link::voters};
std::string_view name_of(Link link);
std::optional<Link> link_named(std::string_view name);

// Chance per step of the window; negative is unknown (null in JSON).
struct LinkSeries {
  // Empty: unknown throughout. One value: the same at every step (most stations of a nation are dry
  // all day, and 168 values each would not fit a laptop). Read it through at().
  std::vector<float> chance;
  bool known() const;  // any step known
  float at(std::size_t step) const {
    if (chance.empty()) return -1;
    return chance.size() == 1 ? chance.front() : chance[step];
  }
};

// The last moment at which a vehicle with the box can leave and is there before the water, in the
// demanded share of futures.
struct Departure {
  Mode mode = Mode::car;
  std::string from;               // name of the place it leaves
  std::optional<Instant> latest;  // none: no departure is safe, or none is known to be
  bool operator==(const Departure&) const = default;
};

struct StationOutlook {
  std::size_t row = 0;  // in the station table
  Id id;
  std::string key, name, area;
  Status status = Status::unknown;
  Message reason;
  std::optional<Link> weakest;
  std::array<LinkSeries, kLinks.size()> links;  // by Link; one that was not computed is unknown
  LinkSeries works;                             // the links that were computed, all together
  std::vector<Departure> departures;            // of the box, by mode
  float max_depth_m = -1;                       // above the ground at the station; < 0 unknown
  std::vector<std::string> hazards;             // names of hazard layers that touch it
  std::optional<Instant> first_bad, last_bad;   // first and one-past-last step below the demand
  std::vector<WitnessAnswer> witness;           // newest first
  bool rawan_by_witness = false;
  bool tick_disagrees = false;  // the official disaster tick and the computed hazard differ
  // Water stays behind a sill after the sea has fallen: when it leaves is not known.
  bool recession_unknown = false;
  std::vector<Message> notes;  // hazards that are listed beside and do not close the floor, …
  LinkSeries& link(Link which) { return links[static_cast<std::size_t>(which)]; }
  const LinkSeries& link(Link which) const { return links[static_cast<std::size_t>(which)]; }
};

// What witnesses say of a station, newest first, beside what is computed for it.
void tell(StationOutlook& station, std::vector<WitnessAnswer> answers);

struct SourceNote {
  std::string what;  // "hazard", "terrain", "level", "stations"
  std::string name;
  std::string hash;
  std::optional<Instant> made_at;  // as-of time of the data
  double resolution_m = -1;        // < 0: not applicable
  Message caveat;                  // may have an empty code
};

struct Outlook {
  Window window;
  std::vector<StationOutlook> stations;  // ordered: those that worry people most first
  std::vector<SourceNote> made_from;
  std::vector<Message> caveats;
  double demanded_chance = 0.9;
  double floor_limit_m = 0.05;
  std::vector<Threshold> thresholds;  // the rule book's lines behind the two, with their sources
  std::optional<Instant> made_at;
  // Whose inputs were there. A status speaks of these links only.
  std::array<bool, kLinks.size()> computed = {true, false, false, false};
  bool exercise = false;
  bool has(Link which) const { return computed[static_cast<std::size_t>(which)]; }
};

// The outlook JSON of MODEL.md. Chances are rounded to 1e-4; unknown steps are null, and so is a
// whole link that is unknown throughout; "computed" names the links that were looked at.
Json to_json(const Outlook& outlook);
// Of a station: [{"mode","from","at"}], or null where none was computed.
Json departures_json(const std::vector<Departure>& departures);
// The same text in pieces, for outlooks of a nation. `compact` writes a series as runs of equal
// values, "runs": [[chance, steps], …] for "chance", which is how outlooks are kept.
void write_json(const Outlook& outlook, bool compact,
                const std::function<void(std::string_view)>& sink);
// Reads both forms, and outlooks of the time when only the floor was computed. Error
// election.bad-outlook.
Outlook outlook_from_json(const Json& json);

}  // namespace adem::election
