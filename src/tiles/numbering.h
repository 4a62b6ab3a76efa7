// Small numbers for large ones: a hash table without a place of its own for each entry, because a
// tile asks a thousand times and lives for microseconds.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace adem::tiles {

class Numbering {
 public:
  Numbering() : slots_(64) {}

  // What was kept under the key, to be set where it is new; holds until the next call.
  std::pair<std::uint32_t&, bool> number(std::uint64_t key) {
    if (2 * used_ >= slots_.size()) grow();
    Slot& slot = find(key);
    const bool is_new = !slot.used;
    if (is_new) {
      slot.key = key;
      slot.used = true;
      ++used_;
    }
    return {slot.value, is_new};
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t value = 0;
    bool used = false;
  };

  Slot& find(std::uint64_t key) {
    const std::size_t mask = slots_.size() - 1;
    // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4).
    std::size_t at = (key * 0x9E3779B97F4A7C15u) >> 32 & mask;
    while (slots_[at].used && slots_[at].key != key) at = (at + 1) & mask;
    return slots_[at];
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 4);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.used) find(slot.key) = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace adem::tiles
