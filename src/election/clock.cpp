#include "election/clock.h"

#include <algorithm>
#include <array>

namespace adem::election {

namespace {
constexpr std::array<std::string_view, 5> kStatuses = {"ready", "opens-late", "may-be-interrupted",
                                                       "cannot-open", "unknown"};
constexpr std::array<std::string_view, kLinks.size()> kLinkNames = {"floor", "box", "crew",
                                                                    "voters"};
}  // namespace

Window station_window(Instant vote_day_midnight) {
  Window window;
  window.from = vote_day_midnight - std::chrono::hours(12);
  return window;
}

std::string_view name_of(Status status) { return kStatuses[static_cast<std::size_t>(status)]; }
std::string_view name_of(Link link) { return kLinkNames[static_cast<std::size_t>(link)]; }

std::optional<Status> status_named(std::string_view name) {
  const auto* found = std::find(kStatuses.begin(), kStatuses.end(), name);
  if (found == kStatuses.end()) return std::nullopt;
  return static_cast<Status>(found - kStatuses.begin());
}

std::optional<Link> link_named(std::string_view name) {
  const auto* found = std::find(kLinkNames.begin(), kLinkNames.end(), name);
  if (found == kLinkNames.end()) return std::nullopt;
  return static_cast<Link>(found - kLinkNames.begin());
}

void tell(StationOutlook& station, std::vector<WitnessAnswer> answers) {
  station.rawan_by_witness = std::any_of(answers.begin(), answers.end(), says_vulnerable);
  station.witness = std::move(answers);
}

bool LinkSeries::known() const {
  return std::any_of(chance.begin(), chance.end(), [](float c) { return c >= 0; });
}

}  // namespace adem::election
