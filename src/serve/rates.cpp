#include "serve/rates.h"

#include <algorithm>
#include <cstring>

#include "base/hash.h"
#include "base/password.h"

namespace adem::serve {

Rates::Rates(Rule rule) : rule_(rule), salt_(random_secret()), sets_(kSets) {}

std::int64_t Rates::tokens(const Bucket& bucket, std::int64_t now) const {
  if (bucket.tag == 0) return rule_.most;
  const auto seconds = std::clamp<std::int64_t>(now - bucket.at, 0, rule_.most);
  return std::min(rule_.most, bucket.tokens + seconds * rule_.each_second);
}

std::int64_t Rates::wait(std::string_view key, std::int64_t cost, std::int64_t now) {
  const Id id = make_id({salt_, key});
  std::array<std::uint64_t, 2> parts{};
  std::memcpy(parts.data(), id.bytes.data(), id.bytes.size());
  const auto tag = parts[1] | 1U;  // none is 0
  const std::lock_guard lock(mutex_);
  auto& set = sets_[parts[0] % kSets];
  auto* found = std::ranges::find(set, tag, &Bucket::tag);
  if (found == set.end()) {
    found = std::ranges::max_element(set, {}, [&](const Bucket& one) { return tokens(one, now); });
    *found = {};
  }
  const auto there = tokens(*found, now);
  const bool enough = there >= cost;
  *found = {.tag = tag, .tokens = enough ? there - cost : there, .at = std::max(found->at, now)};
  if (enough) return 0;
  return std::max<std::int64_t>(1, (cost - there + rule_.each_second - 1) / rule_.each_second);
}

}  // namespace adem::serve
