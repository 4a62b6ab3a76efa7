#include "election/futures.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>

#include "base/error.h"
#include "election/hazard.h"

namespace adem::election {

namespace {

constexpr double kSameDepth_m = 1e-6;

std::optional<int> whole_number(const std::string& text) {
  int number = 0;
  const auto* end = text.data() + text.size();
  const auto [at, bad] = std::from_chars(text.data(), end, number);
  if (bad != std::errc() || at != end) return std::nullopt;
  return number;
}

}  // namespace

std::optional<std::size_t> FuturesHead::at_most(double limit_m) const {
  const auto above = std::ranges::upper_bound(above_m, limit_m + kSameDepth_m);
  if (above == above_m.begin()) return std::nullopt;
  return static_cast<std::size_t>(above - above_m.begin()) - 1;
}

std::optional<std::size_t> FuturesHead::at_least(double limit_m) const {
  const auto found = std::ranges::lower_bound(above_m, limit_m - kSameDepth_m);
  if (found == above_m.end()) return std::nullopt;
  return static_cast<std::size_t>(found - above_m.begin());
}

std::uint32_t members_of_word(const FuturesHead& head, std::size_t word) {
  const int before = static_cast<int>(word) * kMembersInBand;
  const int here = std::clamp(head.members - before, 0, kMembersInBand);
  return (std::uint32_t{1} << static_cast<unsigned>(here)) - 1;
}

std::optional<std::vector<double>> depths_of(const std::string& text) {
  std::vector<double> out;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at != end;) {
    double depth = 0;
    const auto [after, bad] = std::from_chars(at, end, depth);
    const bool stops = after == end || (*after == ',' && after + 1 != end);
    if (bad != std::errc() || !std::isfinite(depth) || !stops) return std::nullopt;
    out.push_back(depth);
    at = after == end ? end : after + 1;
  }
  return out;
}

FuturesHead futures_head(const geo::Raster& raster, const std::string& name) {
  const auto require = [&name](bool fine, const char* why) {
    if (fine) return;
    throw Error(ErrorKind::bad_input, "election.bad-futures",
                {{"name", name}, {"why", std::string(why)}}, name);
  };
  FuturesHead head;
  require(raster.holds_masks(), "type");
  require(whole_number(raster.text(kFuturesText)) == kMembersInBand, "form");
  head.above_m = depths_of(raster.text(kThresholdsText)).value_or(std::vector<double>{});
  const bool rising =
      std::ranges::adjacent_find(head.above_m, std::greater_equal<>()) == head.above_m.end();
  require(!head.above_m.empty() && rising, "depths");
  head.members = whole_number(raster.text(kMembersText)).value_or(0);
  require(head.members >= 1 && head.members <= kMostMembers, "members");
  const auto bands = static_cast<std::size_t>(raster.info().bands);
  const auto a_moment = head.above_m.size() * head.words();
  require(bands % a_moment == 0, "bands");
  head.moments = bands / a_moment;
  return head;
}

int shared_members(std::span<const std::pair<std::string, int>> members_by_layer) {
  if (members_by_layer.empty()) return 1;
  const auto& first = members_by_layer.front();
  for (const auto& other : members_by_layer) {
    if (other.second == first.second) continue;
    throw Error(ErrorKind::conflict, "election.members-differ",
                {{"name", first.first},
                 {"members", static_cast<std::int64_t>(first.second)},
                 {"other", other.first},
                 {"other_members", static_cast<std::int64_t>(other.second)}});
  }
  return first.second;
}

}  // namespace adem::election
