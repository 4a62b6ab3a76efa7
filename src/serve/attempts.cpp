#include "serve/attempts.h"

#include <algorithm>
#include <cstring>

#include "base/hash.h"
#include "base/password.h"

namespace adem::serve {

Attempts::Attempts(Rule rule) : rule_(rule), salt_(random_secret()), sets_(kSets) {}

std::pair<std::size_t, std::uint64_t> Attempts::of(std::string_view key) const {
  const Id id = make_id({salt_, key});
  std::array<std::uint64_t, 2> parts{};
  std::memcpy(parts.data(), id.bytes.data(), id.bytes.size());
  return {parts[0] % kSets, parts[1]};
}

const Attempts::Place* Attempts::find(const Set& set, std::uint64_t tag, std::int64_t now) {
  const auto* found = std::ranges::find_if(set, [&](const Place& place) {
    return place.failures > 0 && place.until > now && place.tag == tag;
  });
  return found == set.end() ? nullptr : found;
}

std::int64_t Attempts::wait(std::string_view key, std::int64_t now) const {
  const auto [at, tag] = of(key);
  const std::lock_guard lock(mutex_);
  const Set& set = sets_[at];
  if (const Place* place = find(set, tag, now)) {
    return place->failures >= rule_.most ? place->until - now : 0;
  }
  std::int64_t longest = 0;
  for (const Place& place : set) {
    if (place.until <= now || place.failures < rule_.most) return 0;
    longest = std::max(longest, place.until - now);
  }
  return longest;
}

void Attempts::failed(std::string_view key, std::int64_t now) {
  const auto [at, tag] = of(key);
  const std::lock_guard lock(mutex_);
  Set& set = sets_[at];
  const Place* known = find(set, tag, now);
  if (known == nullptr) {
    // The place that is over, or has the fewest failures; one that waits is not taken.
    auto* least = std::ranges::min_element(
        set, {}, [now](const Place& place) { return place.until <= now ? 0 : place.failures; });
    if (least->until > now && least->failures >= rule_.most) return;
    *least = {.tag = tag, .failures = 1, .until = now + rule_.within};
    known = least;
  } else {
    Place& place = set[static_cast<std::size_t>(known - set.data())];
    if (++place.failures == rule_.most) place.until = now + rule_.lock;
  }
}

void Attempts::forget(std::string_view key) {
  const auto [at, tag] = of(key);
  const std::lock_guard lock(mutex_);
  for (Place& place : sets_[at]) {
    if (place.tag == tag) place = {};
  }
}

}  // namespace adem::serve
