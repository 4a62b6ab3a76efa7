// A made-up sub-district for the tests of this module: four villages, 27 stations, one tide.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "brief/brief.h"

namespace adem::brief {

struct Fixture {
  election::RuleBook rules;
  std::vector<election::Area> areas;
  election::StationTable stations;
  election::Outlook outlook;
  std::vector<HazardOutline> hazards;
  std::vector<desk::Commitment> promises;
  std::vector<desk::Meeting> meetings;
  Instant now;
  bool exercise = true;
  std::optional<RoadsShown> roads;

  Input input() const {
    return {"Kecamatan Medang Kampai",
            rules,
            areas,
            stations,
            outlook,
            hazards,
            promises,
            meetings,
            now,
            exercise,
            roads ? &*roads : nullptr};
  }
};

const Zone& fixture_zone();
Instant fixture_time(std::string_view text);
Fixture make_fixture();

// The same with roads, a warehouse, crews and homes: all four links, and a low road that is closed.
Fixture linked_fixture();

// `count` stations in a square lattice of villages, every seventh in trouble: for size.
Fixture large_fixture(std::size_t count);

}  // namespace adem::brief
