// How much each may ask: a bucket of tokens by key (a login, an address) that fills at a steady
// rate, in a table of fixed size. Keys are not kept, only a salted hash of them. Where more keys
// ask than the table holds, the one that asked least lately is forgotten, which gives it a full
// bucket. Thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace adem::serve {

class Rates {
 public:
  struct Rule {
    std::int64_t each_second = 400;
    std::int64_t most = 1000;  // at once
  };
  explicit Rates(Rule rule);

  // Takes `cost` tokens and returns 0; or takes nothing and returns the seconds until they are
  // there, one at least. `now` in seconds that only rise.
  std::int64_t wait(std::string_view key, std::int64_t cost, std::int64_t now);

 private:
  struct Bucket {
    std::uint64_t tag = 0;    // 0: free
    std::int64_t tokens = 0;  // as of `at`
    std::int64_t at = 0;
  };
  static constexpr std::size_t kSets = 2048, kWays = 4;
  std::int64_t tokens(const Bucket& bucket, std::int64_t now) const;

  const Rule rule_;
  const std::string salt_;
  std::mutex mutex_;
  std::vector<std::array<Bucket, kWays>> sets_;
};

}  // namespace adem::serve
