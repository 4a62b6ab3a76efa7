#include "water/solver/pages.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace adem::water {

namespace {

constexpr std::size_t kLine = 64;  // bytes
constexpr std::size_t kLargePage = std::size_t{1} << 21;
constexpr std::size_t kLargestPiece = std::size_t{1} << 26;

std::size_t rounded_up(std::size_t bytes, std::size_t to) { return (bytes + to - 1) / to * to; }

}  // namespace

void* allocate_pages(std::size_t bytes) {
  const std::size_t align = bytes < kLargePage ? kLine : kLargePage;
  void* memory = std::aligned_alloc(align, rounded_up(std::max(bytes, kLine), align));
  if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
  // Whole large pages only, so that nothing is taken that is not asked for. A wish: without it all
  // is the same but slower.
  const std::size_t whole = bytes / kLargePage * kLargePage;
  if (whole != 0) static_cast<void>(madvise(memory, whole, MADV_HUGEPAGE));
#endif
  return memory;
}

void free_pages(void* memory) { std::free(memory); }

Floats Arena::take(std::size_t floats) {
  const std::size_t bytes = rounded_up(floats * sizeof(float), kLine) + 2 * kLine;
  if (size_ - used_ < bytes) {
    // As much as there is already: never more than twice what is used, and soon in large pages.
    size_ = std::max(bytes, std::min(taken_, kLargestPiece));
    used_ = 0;
    piece_.reset(static_cast<std::byte*>(allocate_pages(size_)), free_pages);
  }
  std::byte* block = piece_.get() + used_;
  used_ += bytes;
  taken_ += bytes;
  std::memset(block, 0, bytes);
  return {piece_, reinterpret_cast<float*>(block + kLine)};
}

}  // namespace adem::water
