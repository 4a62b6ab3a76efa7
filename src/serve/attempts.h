// Failures by key (an account, an address), in a table of fixed size: who fails too often waits.
// Keys are not kept, only a salted hash of them. When the places for a hash are all taken by keys
// that wait, a new key waits with the longest of them: an attacker with many addresses makes others
// wait rather than being forgotten himself. Thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace adem::serve {

class Attempts {
 public:
  struct Rule {
    int most = 10;              // failures
    std::int64_t within = 900;  // seconds after the first of them
    std::int64_t lock = 900;    // seconds
  };
  explicit Attempts(Rule rule);

  // Seconds to wait; 0: none. `now` in seconds that only rise.
  std::int64_t wait(std::string_view key, std::int64_t now) const;
  void failed(std::string_view key, std::int64_t now);
  void forget(std::string_view key);

 private:
  struct Place {
    std::uint64_t tag = 0;
    int failures = 0;        // 0: free
    std::int64_t until = 0;  // the count, or the lock, is over then
  };
  static constexpr std::size_t kSets = 1024, kWays = 4;
  using Set = std::array<Place, kWays>;

  std::pair<std::size_t, std::uint64_t> of(std::string_view key) const;
  static const Place* find(const Set& set, std::uint64_t tag, std::int64_t now);

  const Rule rule_;
  const std::string salt_;
  mutable std::mutex mutex_;
  std::vector<Set> sets_;
};

}  // namespace adem::serve
