// The links beyond the floor, computed for all stations: box, crew and voters in every future, and
// who is cut off from help.
#pragma once

#include <array>
#include <vector>

#include "outlook/box_link.h"
#include "outlook/crew_link.h"
#include "outlook/help_link.h"
#include "outlook/link_futures.h"
#include "outlook/tie_world.h"
#include "outlook/voters_link.h"

namespace adem::outlook {

class Links {
 public:
  // Computes what the world has inputs for. Deterministic at any number of threads.
  Links(TiedWorld tied, const OpenRoads& open, unsigned threads);

  std::size_t members() const { return members_; }
  bool computed(election::Link link) const {
    return tied_.computed[static_cast<std::size_t>(link)];
  }
  const std::vector<Message>& caveats() const { return tied_.caveats; }
  // Box, crew or voters of a station; unknown throughout where why() says so.
  LinkFutures futures(election::Link link, std::size_t row) const;
  // Why a link is unknown at a station in the hours that are asked for.
  Message why_unknown(election::Link link, std::size_t row) const;
  std::vector<election::Departure> departures(std::size_t row) const;
  // Cut off from every hospital, every police post: hours, and in how many futures.
  std::vector<Message> notes(std::size_t row) const;
  // Where a station's box leaves; empty where not known.
  std::string warehouse(std::size_t row) const;

 private:
  void note_cut(const std::vector<std::uint16_t>& cut, const char* kind, std::size_t row,
                std::vector<Message>& notes) const;

  TiedWorld tied_;
  std::size_t members_;
  BoxTimes box_;
  CrewTimes crew_;
  VoterWays voters_;
  CutOff help_;
};

}  // namespace adem::outlook
