#include "demo/tide.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <set>

#include "base/format.h"

namespace adem::demo {

namespace {

struct Extreme {
  int minute;
  double level_m;
};
constexpr std::array<Extreme, 4> kReported = {
    {{0, 0.3}, {6 * 60 + 58, 3.3}, {12 * 60, 0.6}, {19 * 60, 3.6}}};
constexpr int kDay = 24 * 60;

double level_at(int minute) {
  const int of_day = ((minute % kDay) + kDay) % kDay;
  for (std::size_t i = 0; i < kReported.size(); ++i) {
    const auto& from = kReported[i];
    const bool last = i + 1 == kReported.size();
    const Extreme to = last ? Extreme{kDay, kReported[0].level_m} : kReported[i + 1];
    if (of_day < from.minute || of_day >= to.minute) continue;
    const double share = static_cast<double>(of_day - from.minute) / (to.minute - from.minute);
    return std::lerp(from.level_m, to.level_m, (1 - std::cos(std::numbers::pi * share)) / 2);
  }
  return kReported[0].level_m;
}

}  // namespace

std::vector<TideRow> exercise_tide(Instant vote_midnight) {
  std::set<int> minutes;
  for (int day = -1; day <= 1; ++day) {
    for (int minute = 0; minute <= kDay; minute += 15) minutes.insert(day * kDay + minute);
    for (const auto& extreme : kReported) minutes.insert(day * kDay + extreme.minute);
  }
  std::vector<TideRow> rows;
  for (const int minute : minutes) {
    rows.push_back(
        {vote_midnight + std::chrono::minutes(minute), std::round(level_at(minute) * 1000) / 1000});
  }
  return rows;
}

std::string tide_csv(const std::vector<TideRow>& rows, const Zone& zone) {
  std::string text = "time,level_m\n";
  for (const auto& row : rows)
    text += fmt::format("{},{:.3f}\n", iso_local(row.at, zone), row.level_m);
  return text;
}

}  // namespace adem::demo
