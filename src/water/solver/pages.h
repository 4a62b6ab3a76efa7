// Memory for what is large: in the system's large pages where it has them. A step walks through all
// of a flood's memory, and in pages of 4 KiB a part of its time goes into finding them.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace adem::water {

// Aligned to a cache line; parts of two megabytes and more to a large page. To be given to
// std::free. Throws std::bad_alloc.
void* allocate_pages(std::size_t bytes);
void free_pages(void* memory);

template <class T>
struct PageAllocator {
  using value_type = T;
  PageAllocator() = default;
  template <class U>
  explicit PageAllocator(const PageAllocator<U>& /*other*/) {}
  T* allocate(std::size_t count) { return static_cast<T*>(allocate_pages(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t /*count*/) { free_pages(memory); }
  friend bool operator==(const PageAllocator&, const PageAllocator&) { return true; }
};

using PageFloats = std::vector<float, PageAllocator<float>>;
using Floats = std::shared_ptr<float>;

// Hands out blocks from a few large pieces of memory. A piece goes back to the system when the last
// of its blocks does; the arena may go before them. For one thread.
class Arena {
 public:
  // Aligned to a cache line, zeroed, with a line to spare on either side: a kernel's edge vectors
  // begin before a row and end after it.
  Floats take(std::size_t floats);

 private:
  std::shared_ptr<std::byte> piece_;
  std::size_t size_ = 0, used_ = 0, taken_ = 0;  // bytes: of the piece; of all blocks so far
};

}  // namespace adem::water
