// Lanes: 512 bits that are worked on together, one for each future (or for each step of time).
// Plain loops: the compiler makes vectors of them, and searches wait for memory, not for this.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace adem::roads {

inline constexpr std::size_t kLanes = 512;

struct alignas(64) Lanes {
  static constexpr std::size_t kWords = kLanes / 64;
  std::array<std::uint64_t, kWords> word{};

  // The first `count` lanes, at most kLanes.
  static Lanes first(std::size_t count) {
    Lanes lanes;
    for (std::size_t i = 0; i < count; ++i) lanes.set(i);
    return lanes;
  }

  bool operator[](std::size_t lane) const { return (word[lane / 64] >> lane % 64 & 1) != 0; }
  void set(std::size_t lane) { word[lane / 64] |= std::uint64_t{1} << lane % 64; }

  bool any() const {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kWords; ++i) sum |= word[i];
    return sum != 0;
  }
  std::size_t count() const {
    int sum = 0;
    for (std::size_t i = 0; i < kWords; ++i) sum += std::popcount(word[i]);
    return static_cast<std::size_t>(sum);
  }
  // The first lane from `lane` on that is set, kLanes if none is.
  std::size_t next(std::size_t lane) const { return scan(lane, 0); }
  // The first lane from `lane` on that is not set, kLanes if all are.
  std::size_t next_clear(std::size_t lane) const { return scan(lane, ~std::uint64_t{0}); }

  Lanes& operator|=(const Lanes& other) {
    for (std::size_t i = 0; i < kWords; ++i) word[i] |= other.word[i];
    return *this;
  }
  Lanes& operator&=(const Lanes& other) {
    for (std::size_t i = 0; i < kWords; ++i) word[i] &= other.word[i];
    return *this;
  }
  // Takes the other's lanes away.
  Lanes& operator-=(const Lanes& other) {
    for (std::size_t i = 0; i < kWords; ++i) word[i] &= ~other.word[i];
    return *this;
  }
  friend Lanes operator|(const Lanes& a, const Lanes& b) {
    Lanes lanes = a;
    return lanes |= b;
  }
  friend Lanes operator&(const Lanes& a, const Lanes& b) {
    Lanes lanes = a;
    return lanes &= b;
  }
  friend Lanes operator-(const Lanes& a, const Lanes& b) {
    Lanes lanes = a;
    return lanes -= b;
  }
  friend bool operator==(const Lanes& a, const Lanes& b) { return a.word == b.word; }

 private:
  std::size_t scan(std::size_t lane, std::uint64_t flip) const {
    if (lane >= kLanes) return kLanes;
    std::uint64_t bits = (word[lane / 64] ^ flip) >> lane % 64 << lane % 64;
    for (std::size_t i = lane / 64;; bits = word[i] ^ flip) {
      if (bits != 0) return i * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      if (++i == kWords) return kLanes;
    }
  }
};

}  // namespace adem::roads
