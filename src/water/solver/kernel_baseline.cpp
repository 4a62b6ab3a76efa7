// The kernel for any processor: four lanes of the compiler's own vectors, no fused multiply-add.
#include "water/solver/float_mode.h"
#include "water/solver/kernel_body.h"

namespace adem::water {

namespace {

struct Four {
  using F = float __attribute__((vector_size(16)));
  using U = std::uint32_t __attribute__((vector_size(16)));
  using M = std::int32_t __attribute__((vector_size(16)));
  using Loose = float __attribute__((vector_size(16), aligned(4), may_alias));
  using LooseU = std::uint32_t __attribute__((vector_size(16), aligned(4), may_alias));
  static constexpr std::size_t kLanes = 4;

  static F set(float x) { return F{x, x, x, x}; }
  static F load(const float* p) { return loadu(p); }
  static F loadu(const float* p) { return *reinterpret_cast<const Loose*>(p); }
  static void store(float* p, F x) { storeu(p, x); }
  static void storeu(float* p, F x) { *reinterpret_cast<Loose*>(p) = x; }

  // Columns of the halo belong to others; four lanes are all the tile's or all the halo's.
  static bool owns(std::size_t i) { return i >= kHalo && i < kRow - kHalo; }
  static bool edge(std::size_t i) { return i == 0 || i == kRow - kLanes; }
  static F own(std::size_t /*i*/, F x) { return x; }
  static F load_own(const float* p, std::size_t /*i*/) { return loadu(p); }
  static void store_own(float* p, std::size_t /*i*/, F x) { storeu(p, x); }

  // The first vector of a row: two (three) columns of the western neighbour; the last: two of the
  // eastern one. Beyond them `outside`.
  static F first_of_two(const float* /*from*/, const float* west, float outside) {
    return F{outside, outside, west[0], west[1]};
  }
  static F first_of_three(const float* /*from*/, const float* west, float outside) {
    return F{outside, west[0], west[1], west[2]};
  }
  static F last_of_two(const float* /*from*/, const float* east, float outside) {
    return F{east[0], east[1], outside, outside};
  }
  // x with `other` in the columns beyond the halo.
  static F real(std::size_t i, F x, float other) {
    if (i == 0) return F{other, other, x[2], x[3]};
    if (i == kRow - kLanes) return F{x[0], x[1], other, other};
    return x;
  }

  static F fma(F a, F b, F c) { return a * b + c; }
  static F fnma(F a, F b, F c) { return c - a * b; }
  static F max(F a, F b) { return a > b ? a : b; }
  static F min(F a, F b) { return a < b ? a : b; }
  static F abs(F a) { return bits(bits(a) & 0x7FFFFFFFU); }
  static F sqrt(F a) {
    return F{__builtin_sqrtf(a[0]), __builtin_sqrtf(a[1]), __builtin_sqrtf(a[2]),
             __builtin_sqrtf(a[3])};
  }
  static M gt(F a, F b) { return a > b; }
  static M not_ge(F a, F b) { return ~(a >= b); }
  static bool all(M m) { return (m[0] & m[1] & m[2] & m[3]) != 0; }
  // The larger in size.
  static F larger(F a, F b) { return max(a, abs(b)); }
  // The lanes before those of `now`: the last of `before` and all but the last of `now`.
  static F shifted(F before, F now) { return F{before[3], now[0], now[1], now[2]}; }
  static M without(M a, M b) { return a & ~b; }
  static bool any(M m) { return (m[0] | m[1] | m[2] | m[3]) != 0; }
  static F select(M m, F a, F b) { return m ? a : b; }
  static F zero_unless(M m, F a) { return bits(bits(a) & reinterpret_cast<U>(m)); }

  static U bits(F a) { return reinterpret_cast<U>(a); }
  static F bits(U a) { return reinterpret_cast<F>(a); }
  static F cube_root_seed(F x) {
    const F i = __builtin_convertvector(reinterpret_cast<M>(x), F);
    const M y = __builtin_convertvector(set(kCubeRootMagic) - i * set(1.0F / 3), M);
    return reinterpret_cast<F>(y);
  }
  static F cut(F f, F h) {
    const F m = bits((bits(f) & 0x80000000U) | (bits(h) & 0x7F800000U) | 0x00400000U);
    return ((f - m * set(kHalfUlp)) + m) - m;
  }
  static float highest(F a) {
    float most = a[0];
    for (int i = 1; i < 4; ++i) most = a[i] > most ? a[i] : most;
    return most;
  }
  static float lowest(F a) {
    float least = a[0];
    for (int i = 1; i < 4; ++i) least = a[i] < least ? a[i] : least;
    return least;
  }
  static void add_ticks(std::uint32_t* p, std::size_t /*i*/, M m, std::uint32_t ticks) {
    auto& sum = *reinterpret_cast<LooseU*>(p);
    sum += reinterpret_cast<U>(m) & ticks;
  }
};

TileResult run(const TilePass& pass) {
  const FloatMode mode;
  static thread_local Rows rows;
  return TileKernel<Four>(pass, rows).run();
}

}  // namespace

PassFunction baseline_pass() { return &run; }

}  // namespace adem::water
