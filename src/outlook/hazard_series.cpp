// What a layer says over time: footprints with hours, series of moments, still water.
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "election/hazard_hours.h"
#include "outlook/outlook.h"
#include "water/still.h"

namespace adem::outlook {

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

using What = election::Ruling::What;

// Between two moments of a series the worse of them holds; outside its hours nothing is known. A
// footprint holds within its hours and not outside; unknown stays unknown.
void unfold(std::span<const float> values, const election::HazardLayer& layer,
            const election::Window& window, std::span<float> out) {
  const auto rules = election::rulings(layer, values.size(), window);
  for (std::size_t s = 0; s < out.size(); ++s) {
    const auto& rule = rules[s];
    out[s] = kNaN;
    if (rule.what == What::nothing) continue;
    const float before = values[rule.before], after = values[rule.after];
    if (std::isnan(before) || std::isnan(after)) continue;
    out[s] = rule.what == What::moments ? std::max(before, after) : 0;
  }
}

// The members of one row's words.
roads::Lanes lanes_of(const election::FuturesHead& head, std::span<const std::uint32_t> words) {
  roads::Lanes out;
  for (std::size_t w = 0; w < words.size(); ++w) {
    const auto bits = words[w] & election::members_of_word(head, w);
    for (auto rest = bits; rest != 0; rest &= rest - 1) {
      out.set(w * election::kMembersInBand + static_cast<std::size_t>(std::countr_zero(rest)));
    }
  }
  return out;
}

}  // namespace

election::FuturesHead HazardAtStations::head() const {
  election::FuturesHead head{above_m, members, 0};
  head.moments = steps / std::max<std::size_t>(1, above_m.size() * head.words());
  return head;
}

void HazardAtStations::futures(std::size_t row, double limit_m, const election::Window& window,
                               std::span<roads::Lanes> wet, std::span<roads::Lanes> unknown) const {
  const auto head = this->head();
  const auto all = roads::Lanes::first(static_cast<std::size_t>(members));
  std::ranges::fill(wet, roads::Lanes{});
  std::ranges::fill(unknown, all);
  const auto depth = head.at_most(limit_m);
  if (!depth) return;
  struct Moment {
    roads::Lanes wet;
    bool known = false;
  };
  std::vector<Moment> moments(head.moments);
  const auto of_row = std::span(masks).subspan(row * steps, steps);
  for (std::size_t m = 0; m < moments.size(); ++m) {
    const auto first = static_cast<std::size_t>(head.band(m, *depth, 0)) - 1;
    const auto words = of_row.subspan(first, head.words());
    moments[m] = {lanes_of(head, words), std::ranges::none_of(words, [](std::uint32_t word) {
                    return (word & election::kCellUnknown) != 0;
                  })};
  }
  const auto rules = election::rulings(layer, moments.size(), window);
  for (std::size_t s = 0; s < rules.size(); ++s) {
    if (rules[s].what == What::nothing) continue;
    const auto& before = moments[rules[s].before];
    const auto& after = moments[rules[s].after];
    if (rules[s].what == What::moments) wet[s] = before.wet | after.wet;
    unknown[s] = before.known && after.known ? roads::Lanes{} : all - wet[s];
  }
}

void HazardAtStations::wet_members(std::size_t row, double limit_m, const election::Window& window,
                                   std::span<float> out) const {
  std::fill(out.begin(), out.end(), kNaN);
  if (layer.form == election::HazardForm::futures) {
    std::vector<roads::Lanes> wet(out.size()), unknown(out.size());
    futures(row, limit_m, window, wet, unknown);
    for (std::size_t s = 0; s < out.size(); ++s) {
      if (!unknown[s].any()) out[s] = static_cast<float>(wet[s].count());
    }
    return;
  }
  const auto depth = head().at_most(limit_m);
  if (!depth) return;
  const auto moments = steps / above_m.size();
  std::vector<float> shares(moments);
  for (std::size_t m = 0; m < moments; ++m) {
    shares[m] = value[row * steps + m * above_m.size() + *depth];
  }
  unfold(shares, layer, window, out);
  for (float& v : out) v = std::round(v * static_cast<float>(members));
}

bool HazardAtStations::series(std::size_t row, const election::Window& window,
                              std::span<float> out) const {
  if (!level_m.empty()) {
    std::vector<float> highest(level_m);
    for (std::size_t s = 1; s < highest.size(); ++s) {
      highest[s] = std::max(highest[s], highest[s - 1]);
    }
    return water::still_depths_at(ground_m[row], connection_m[row], level_m, highest, out);
  }
  const auto values = std::span<const float>(value).subspan(row * steps, steps);
  unfold(values, layer, window, out);
  return false;
}

}  // namespace adem::outlook
