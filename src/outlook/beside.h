// What stands beside a computed status and changes none: doubts about a station's point, official
// ticks, witnesses.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "election/clock.h"
#include "outlook/outlook.h"

namespace adem::outlook {

// A point that is flagged may stand elsewhere: said beside whatever was computed for it.
void note_doubt(election::Flags flags, election::StationOutlook& out);

// An official tick and a computed hazard that say different things are both shown.
class Ticks {
 public:
  explicit Ticks(const Inputs& inputs);
  // `touched` are the kinds of hazard that touch the station (kind_bit).
  void compare(const std::string& key, unsigned touched, election::StationOutlook& out) const;

 private:
  const election::IndicatorSet* indicators_;
  std::unordered_map<std::string, std::vector<const election::IndicatorTick*>> by_station_;
};

class Witnesses {
 public:
  explicit Witnesses(const Inputs& inputs);
  void stand_beside(const std::string& key, election::StationOutlook& out) const;

 private:
  std::unordered_map<std::string, std::vector<const election::WitnessAnswer*>> by_station_;
};

}  // namespace adem::outlook
