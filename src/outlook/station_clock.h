// All links of one station together: its series, its status, its weakest link and why.
#pragma once

#include "election/clock.h"
#include "outlook/duties.h"
#include "outlook/floor_link.h"
#include "outlook/links.h"

namespace adem::outlook {

struct ClockInputs {
  const election::Window& window;
  const Duties& duties;
  double demanded;
  const Links* links;  // none: the floor alone
};

// Fills links, works, status, reason, weakest, first and last bad step, departures and the notes of
// the links. `floor` and `why` are the station's floor and why nothing is known of it.
void set_clock(const ClockInputs& inputs, const Floor& floor, const Message& why, std::size_t row,
               election::StationOutlook& out);

}  // namespace adem::outlook
