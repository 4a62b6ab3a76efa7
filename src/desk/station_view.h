// The wall of voting day: all stations with what is known of them, those that worry people most
// first; and one station with everything that was said about it, by source and time.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "desk/seat.h"

namespace adem::desk {

// A station as the register lists it. The desk knows no register; whoever asks names the stations.
struct ListedStation {
  std::string key, name, area;
};

struct WallFilter {
  std::string area;                                      // with what lies below it; empty: all
  std::string status;                                    // only this one; empty: all
  std::function<bool(const ListedStation&)> shows = {};  // only these; empty: all
  // A page of the rest; without a limit all of it.
  std::size_t offset = 0;
  std::optional<std::size_t> limit = {};
};

// Who may look: any office that has a right at the desk, and everybody at an open table. Error
// desk.not-shown {office}.
void require_view(const Actor& who);

class StationLines;
struct AboutStation;

// {"as_of","stations":[{"station","name","area","status","reported","as_of","age_s","office",
//   "water_cm","disagree","reports":{office:
//   {"status","as_of","age_s"}},"missing":{"duty","since"},
//   "incidents":[ids],"gravity","facts_pending","unchecked","forecast":{…}}],
//  "summary":{"stations","status":{status: n},"missing","disagreeing","open_incidents",
//   "facts_pending"},"exercise"}
// Stations that were reported and are not listed appear under their key. The summary counts what
// the area holds, whatever else is asked for. A page has "total" and "offset" too. `lines` say
// which stations come, and are of this moment; each row is read from the book.
Json station_wall(const StationLines& lines, const ledger::Reader& book, const Surroundings& around,
                  const Actor& who, const WallFilter& filter);
// The same for one look: reads everything that was said in the area.
Json station_wall(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                  std::span<const ListedStation> stations, const WallFilter& filter);

// {"station","name","area", as on the wall; "reports":{office: the whole latest report},
//  "checklist":[{"duty","item","name_id","name_en","mark","said":{office: {…}},"disagree"}],
//  "incidents","facts","decisions","promises","forecasts":[{"forecast","office","made_at","age_s",
//  "row"}],"history":[{"at","office","kind", what it said}],"exercise"}
// Lists oldest first, except open incidents (gravest first) and forecasts (newest first).
Json station_show(const AboutStation& about, const ledger::Reader& book, const Surroundings& around,
                  const Actor& who, const ListedStation& station);
// The same for one look: reads all incidents, facts, decisions and promises.
Json station_show(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                  const ListedStation& station);

}  // namespace adem::desk
