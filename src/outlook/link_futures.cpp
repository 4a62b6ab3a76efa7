#include "outlook/link_futures.h"

#include <algorithm>
#include <functional>

namespace adem::outlook {

using roads::Lanes;

LinkFutures LinkFutures::unknown(std::size_t steps, std::size_t members, Steps asked) {
  return {std::vector<Lanes>(steps), std::vector<Lanes>(steps, Lanes::first(members)), asked};
}

float chance_of(const Lanes& sure, const Lanes& maybe, std::size_t members, double demanded) {
  const auto works = sure.count(), could = maybe.count();
  const auto share = [members](std::size_t count) {
    return static_cast<float>(count) / static_cast<float>(members);
  };
  if (works == could) return share(works);
  return share(could) < static_cast<float>(demanded) ? share(could) : -1.0F;
}

std::vector<float> chances_of(const LinkFutures& link, std::size_t members, double demanded) {
  std::vector<float> out(link.sure.size(), -1.0F);
  for (std::size_t s = link.asked.begin; s < link.asked.end; ++s) {
    out[s] = chance_of(link.sure[s], link.maybe[s], members, demanded);
  }
  return out;
}

LinkFutures together(const std::vector<const LinkFutures*>& links, std::size_t steps,
                     std::size_t members) {
  const Lanes all = Lanes::first(members);
  LinkFutures out{std::vector<Lanes>(steps, all), std::vector<Lanes>(steps, all), {0, steps}};
  for (const auto* link : links) {
    for (std::size_t s = link->asked.begin; s < link->asked.end; ++s) {
      out.sure[s] &= link->sure[s];
      out.maybe[s] &= link->maybe[s];
    }
  }
  return out;
}

election::LinkSeries series_of(const std::vector<float>& chances) {
  const bool same =
      std::adjacent_find(chances.begin(), chances.end(), std::not_equal_to<>()) == chances.end();
  if (!same) return {chances};
  if (chances.empty() || chances.front() < 0) return {};
  return {{chances.front()}};
}

}  // namespace adem::outlook
