// The floor of one station: what all hazards together say of it.
#pragma once

#include <vector>

#include "election/clock.h"
#include "outlook/link_futures.h"
#include "outlook/outlook.h"
#include "outlook/status.h"

namespace adem::outlook {

inline unsigned kind_bit(election::HazardKind kind) { return 1U << static_cast<unsigned>(kind); }

struct Floor {
  // Future by future, of layers that say which; only where the fold was asked for members.
  LinkFutures futures;
  // Layers that only say how many futures are wet; negative unknown, empty where there are none.
  std::vector<float> shares;
  std::vector<float> chance;  // all layers together; negative unknown
  Cause cause;                // the layer with most bad steps
  unsigned touched = 0;       // kinds of hazard that touch the station (kind_bit)
};

// Folds one station after the other; the scratch is used again.
class FloorFold {
 public:
  // `members` futures, or 0 where nobody asks for them: then each layer's chance is taken by itself
  // and the worse one counts at each step.
  FloorFold(const Inputs& inputs, std::size_t members);
  // Also puts hazards, depth, recession and notes into `out`. Good until the next call.
  const Floor& station(std::size_t row, election::StationOutlook& out);
  // Why nothing is known of a floor.
  Message why_unknown(std::size_t row) const;

 private:
  void take(const HazardAtStations& hazard, std::size_t row, election::StationOutlook& out);
  bool only_shares(const HazardAtStations& hazard) const;
  void take_futures(const HazardAtStations& hazard, std::size_t row);
  void take_chances(const HazardAtStations& hazard, std::size_t row, election::StationOutlook& out);
  void note_spread(const HazardAtStations& hazard, float most, election::StationOutlook& out) const;
  void beside(const election::HazardLayer& layer, std::size_t first, std::size_t last,
              election::StationOutlook& out) const;
  void worse(std::size_t step, float chance);
  void join_futures();
  float floor_height(std::size_t row) const;

  const Inputs& in_;
  std::size_t members_;
  roads::Lanes all_;
  double demanded_, limit_;
  std::vector<float> value_;
  std::vector<roads::Lanes> no_, known_;     // futures in which the floor is closed, and is known
  std::vector<roads::Lanes> wet_, unknown_;  // of the layer at hand
  std::size_t cause_bad_ = 0;
  Floor floor_;
};

}  // namespace adem::outlook
