#include "scenario/members.h"

#include <cmath>
#include <numeric>

namespace adem::scenario {

namespace {

// SplitMix64 (Steele, Lea & Flood 2014).
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30u)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27u)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31u);
  }
  double share() { return static_cast<double>(bits() >> 11u) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

// One value in each of `count` equal parts of the range, in random order, to four decimals: what is
// printed is what was run.
std::vector<double> spread(std::size_t count, const Range& range, Draw& draw) {
  std::vector<std::size_t> part(count);
  std::iota(part.begin(), part.end(), std::size_t{0});
  for (std::size_t i = count; i > 1; --i) std::swap(part[i - 1], part[draw.bits() % i]);
  std::vector<double> out;
  for (std::size_t i = 0; i < count; ++i) {
    const double share = (static_cast<double>(part[i]) + draw.share()) / static_cast<double>(count);
    const double value = range.first + share * (range.second - range.first);
    out.push_back(std::round(value * 1e4) / 1e4);
  }
  return out;
}

}  // namespace

std::vector<Member> draw_members(std::size_t count, std::uint64_t seed,
                                 const std::optional<Range>& rain_factor,
                                 const std::optional<Range>& level_offset_m,
                                 const std::optional<Range>& shift_h) {
  std::vector<Member> out(count);
  Draw draw(seed);
  const auto fill = [&](const std::optional<Range>& range, double Member::* what) {
    if (!range) return;
    const auto values = spread(count, *range, draw);
    for (std::size_t i = 0; i < count; ++i) out[i].*what = values[i];
  };
  fill(rain_factor, &Member::rain_factor);
  fill(level_offset_m, &Member::level_offset_m);
  fill(shift_h, &Member::shift_h);
  return out;
}

}  // namespace adem::scenario
