// Numbers too small for a full mantissa count as zero while a kernel runs: they carry no water and
// cost a hundred cycles each. Restored at the end, for the thread may be anybody's.
#pragma once

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace adem::water {

#if defined(__SSE__)
class FloatMode {
 public:
  [[gnu::always_inline]] FloatMode() : before_(_mm_getcsr()) { _mm_setcsr(before_ | 0x8040U); }
  [[gnu::always_inline]] ~FloatMode() { _mm_setcsr(before_); }
  FloatMode(const FloatMode&) = delete;
  FloatMode& operator=(const FloatMode&) = delete;

 private:
  unsigned before_;
};
#else
class FloatMode {};
#endif

}  // namespace adem::water
