// Where all stations stand, kept beside the ledger: whoever looks finds what was recorded until now
// without its being read again.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>

#include "desk/station_lines.h"
#include "ledger/ledger.h"

namespace adem::serve {

class Register;

// Thread-safe.
class Wall {
 public:
  explicit Wall(const ledger::Ledger& ledger) : ledger_(ledger) {}

  // What `look` makes of the lines, with all in them that was recorded before.
  template <typename Look>
  auto look(const std::shared_ptr<const Register>& lists, const desk::Surroundings& around,
            const Look& look) {
    follow(lists, around);
    const auto lock = shared();
    return look(*lines_);
  }

 private:
  void follow(const std::shared_ptr<const Register>& lists, const desk::Surroundings& around);
  bool fits(const Register& lists, const desk::Surroundings& around, std::uint64_t size) const;
  // Who looks lets go before who follows, who would else wait for ever where many look.
  std::shared_lock<std::shared_mutex> shared() {
    const std::lock_guard turn(turn_);
    return std::shared_lock(mutex_);
  }

  const ledger::Ledger& ledger_;
  std::mutex turn_;
  std::shared_mutex mutex_;
  std::shared_ptr<const Register> lists_;  // whose stations the lines are of
  std::optional<desk::StationLines> lines_;
  std::uint64_t seen_ = 0;  // events
};

}  // namespace adem::serve
