// The files of a finished run: Cloud Optimized GeoTIFFs, gauges.csv, manifest.json. Each is written
// beside its place and renamed; the manifest comes last, so where it is, all is.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "scenario/member_run.h"
#include "scenario/world.h"

namespace adem::scenario {

// What is said about the run itself.
struct Made {
  std::string version;
  unsigned threads = 1;
};

// Products that a single run asks of the solver, and an ensemble's member.
water::ProductChoice single_products(const Scenario& scenario);
water::ProductChoice member_products(const Scenario& scenario);

// max-depth, max-speed, max-depth-speed, aidr-class, arrival, duration and, where asked for, depth;
// gauges.csv. Arrival counts seconds from the start, -1 where the depth was never reached.
void write_single(const World& world, const MemberRun& run, const std::string& slices);

// The class of AIDR Guideline 7-3 for each cell, from the largest depth, speed and depth × speed
// over the run, each by itself: the first class whose limits all hold, so never a milder one than
// that of any moment. 0 dry, 255 outside.
std::vector<std::uint8_t> aidr_classes(std::span<const float> depth_m,
                                       std::span<const float> speed_m_s,
                                       std::span<const float> product_m2_s);

// One member, or a single run, for the manifest.
struct Account {
  Member member;
  std::uint64_t steps = 0, cell_updates = 0;
  double wall_s = 0;
  SmallestStep smallest;
  water::Ledger mass;
  std::string isa;
};
Account account_of(const MemberRun& run, const Member& member);
Json to_json(const Account& account);
Account account_from(const Json& json);

// manifest.json of MODEL, for one account or the sum of several.
void write_manifest(const World& world, const std::vector<Account>& accounts, const Made& made);

// Texts that travel in every raster; `to` ends the hours it speaks of.
std::vector<std::pair<std::string, std::string>> texts_of(const World& world, Instant to);

}  // namespace adem::scenario
