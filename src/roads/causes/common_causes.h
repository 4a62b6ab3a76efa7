// Which closed stretches cut stations off from where their boxes come from, which stations fail
// together because of it, and which few stretches would serve most voters if they were kept open.
// The method and its assumptions: docs/method/common-causes.md.
//
// Worth is counted in voters times lanes; a lane is a quarter-hour of one future. Integers all the
// way: the answer is the same at any number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "roads/causes/gains.h"

namespace adem::roads {

// A stretch that alone, kept open, would serve somebody.
struct StretchWorth {
  std::vector<std::uint32_t> edges;
  std::uint64_t gain = 0;
  std::uint64_t voters = 0;  // of the targets that it would serve in any lane
  std::vector<std::uint32_t> targets;
  std::vector<Lanes> helps, closed;  // per block: lanes in which it serves, in which it is closed
};

// Two that serve more together than the sum of both alone.
struct PairWorth {
  std::array<std::vector<std::uint32_t>, 2> edges;
  std::uint64_t gain = 0, more = 0;  // together; beyond the sum
};

// One step of the small set: a stretch, or two that are only useful together, and what they add to
// those before.
struct SetStep {
  std::vector<std::vector<std::uint32_t>> stretches;  // edges of each
  std::uint64_t gain = 0;
};

enum class CutBy : std::uint8_t {
  source,   // where the ways begin does not work itself
  stretch,  // one stretch is enough to separate them
  pair,     // two, one behind the other
  several,  // more than that, or more than was looked at
  no_road,  // no road leads there at all
};

struct CutMember {
  std::uint32_t target = 0;
  std::vector<Lanes> lanes;  // per block
};

// What is cut off from a service (a hospital) while the group is cut off.
struct ServiceCut {
  std::uint64_t voters = 0;
  std::uint32_t targets = 0;
  std::vector<Lanes> lanes;  // per block
};

// Targets that are missed for one cause.
struct CutGroup {
  CutBy by = CutBy::several;
  std::vector<std::vector<std::uint32_t>> stretches;  // edges: one for stretch, two for pair
  // Other stretches of which each alone would serve the whole group in all these lanes.
  std::vector<std::vector<std::uint32_t>> instead;
  std::vector<CutMember> members;    // rising targets
  std::vector<Lanes> lanes;          // per block, of any member
  std::uint64_t lost = 0;            // weight times lanes
  std::uint64_t voters = 0;          // of its members
  std::vector<ServiceCut> services;  // one for each service asked for
};

struct CommonCauses {
  std::uint64_t lost = 0;           // weight times lanes missed, of all targets
  std::vector<StretchWorth> worth;  // greatest gain first
  std::vector<PairWorth> pairs;     // greatest `more` first
  std::vector<SetStep> best;        // at most three stretches
  std::vector<CutGroup> groups;     // most lost first
  std::size_t pairs_found = 0, pairs_tried = 0;
};

struct CutLimits {
  std::size_t worth = 50;    // stretches listed
  std::size_t causes = 100;  // stretches, and as many pairs, that missed lanes are put down to
  std::size_t pairs = 1000;  // pairs tried, each time
  std::size_t best = 3;      // stretches in the small set
};

// `services`: each one's places, from any of which it is reached.
CommonCauses common_causes(const CutQuestion& question,
                           std::span<const std::vector<CutSource>> services = {},
                           const CutLimits& limits = {});

}  // namespace adem::roads
