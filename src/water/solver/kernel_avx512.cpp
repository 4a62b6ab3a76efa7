// The kernel for AVX-512 (F, DQ, BW, VL): sixteen lanes.
#include "water/solver/float_mode.h"
#include "water/solver/kernel_body.h"

#if defined(__AVX512F__) && defined(__AVX512DQ__)

#include <immintrin.h>

namespace adem::water {

namespace {

struct F16 {
  __m512 v;
  friend F16 operator+(F16 a, F16 b) { return {_mm512_add_ps(a.v, b.v)}; }
  friend F16 operator-(F16 a, F16 b) { return {_mm512_sub_ps(a.v, b.v)}; }
  friend F16 operator*(F16 a, F16 b) { return {_mm512_mul_ps(a.v, b.v)}; }
  friend F16 operator/(F16 a, F16 b) { return {_mm512_div_ps(a.v, b.v)}; }
};

struct Sixteen {
  using F = F16;
  using M = __mmask16;
  static constexpr std::size_t kLanes = 16;

  static F set(float x) { return {_mm512_set1_ps(x)}; }
  static F load(const float* p) { return {_mm512_load_ps(p)}; }
  static F loadu(const float* p) { return {_mm512_loadu_ps(p)}; }
  static void store(float* p, F x) { _mm512_store_ps(p, x.v); }
  static void storeu(float* p, F x) { _mm512_storeu_ps(p, x.v); }

  // The first and last vector of a row begin and end with the halo's four columns.
  static bool owns(std::size_t /*i*/) { return true; }
  static M owned(std::size_t i) {
    return i == 0 ? M{0xFFF0} : i == kRow - kLanes ? M{0x0FFF} : M{0xFFFF};
  }
  static bool edge(std::size_t i) { return i == 0 || i == kRow - kLanes; }
  static F own(std::size_t i, F x) { return zero_unless(owned(i), x); }
  static F load_own(const float* p, std::size_t i) { return {_mm512_maskz_loadu_ps(owned(i), p)}; }
  static void store_own(float* p, std::size_t i, F x) { _mm512_mask_storeu_ps(p, owned(i), x.v); }

  // The first vector of a row: two (three) columns of the western neighbour, which end before the
  // tile's own; the last: two of the eastern one's. Beyond them `outside`.
  static F first_of_two(const float* from, const float* west, float outside) {
    return first(from, _mm_loadh_pi(_mm_set1_ps(outside), reinterpret_cast<const __m64*>(west)));
  }
  static F first_of_three(const float* from, const float* west, float outside) {
    return first(from, _mm_blend_ps(_mm_loadu_ps(west - 1), _mm_set1_ps(outside), 1));
  }
  static F last_of_two(const float* from, const float* east, float outside) {
    const __m128 end = _mm_loadl_pi(_mm_set1_ps(outside), reinterpret_cast<const __m64*>(east));
    return {_mm512_insertf32x4(_mm512_maskz_loadu_ps(0x0FFF, from), end, 3)};
  }
  // x with `other` in the columns beyond the halo.
  static F real(std::size_t i, F x, float other) {
    const M m = i == 0 ? M{0xFFFC} : i == kRow - kLanes ? M{0x3FFF} : M{0xFFFF};
    return select(m, x, set(other));
  }

  static F fma(F a, F b, F c) { return {_mm512_fmadd_ps(a.v, b.v, c.v)}; }
  static F fnma(F a, F b, F c) { return {_mm512_fnmadd_ps(a.v, b.v, c.v)}; }
  static F max(F a, F b) { return {_mm512_max_ps(a.v, b.v)}; }
  static F min(F a, F b) { return {_mm512_min_ps(a.v, b.v)}; }
  static F abs(F a) { return {_mm512_abs_ps(a.v)}; }
  static F sqrt(F a) { return {_mm512_sqrt_ps(a.v)}; }
  static M gt(F a, F b) { return _mm512_cmp_ps_mask(a.v, b.v, _CMP_GT_OQ); }
  static M not_ge(F a, F b) { return _mm512_cmp_ps_mask(a.v, b.v, _CMP_NGE_UQ); }
  static bool all(M m) { return m == 0xFFFF; }
  // The larger in size.
  static F larger(F a, F b) { return {_mm512_range_ps(a.v, b.v, 0x0B)}; }
  // The lanes before those of `now`: the last of `before` and all but the last of `now`.
  static F shifted(F before, F now) {
    return {_mm512_castsi512_ps(
        _mm512_alignr_epi32(_mm512_castps_si512(now.v), _mm512_castps_si512(before.v), 15))};
  }
  static M without(M a, M b) { return static_cast<M>(a & ~b); }
  static bool any(M m) { return m != 0; }
  static F select(M m, F a, F b) { return {_mm512_mask_blend_ps(m, b.v, a.v)}; }
  static F zero_unless(M m, F a) { return {_mm512_maskz_mov_ps(m, a.v)}; }

  static F cube_root_seed(F x) {
    const __m512 i = _mm512_cvtepi32_ps(_mm512_castps_si512(x.v));
    const __m512 y = _mm512_fnmadd_ps(i, _mm512_set1_ps(1.0F / 3), _mm512_set1_ps(kCubeRootMagic));
    return {_mm512_castsi512_ps(_mm512_cvtps_epi32(y))};
  }
  static F cut(F f, F h) {
    const __m512i sign = _mm512_set1_epi32(static_cast<int>(0x80000000U));
    const __m512i power = _mm512_ternarylogic_epi32(
        _mm512_castps_si512(h.v), _mm512_set1_epi32(0x7F800000), _mm512_set1_epi32(0x00400000),
        0xEA);  // (h & exponent) | half
    const __m512 m =
        _mm512_castsi512_ps(_mm512_ternarylogic_epi32(_mm512_castps_si512(f.v), sign, power, 0xEA));
    const __m512 less = _mm512_fnmadd_ps(m, _mm512_set1_ps(kHalfUlp), f.v);
    return {_mm512_sub_ps(_mm512_add_ps(less, m), m)};
  }
  static float highest(F a) { return _mm512_reduce_max_ps(a.v); }
  static float lowest(F a) { return _mm512_reduce_min_ps(a.v); }
  static void add_ticks(std::uint32_t* p, std::size_t i, M m, std::uint32_t ticks) {
    const M own = owned(i);
    const __m512i sum = _mm512_maskz_loadu_epi32(own, p);
    const __m512i more =
        _mm512_mask_add_epi32(sum, m, sum, _mm512_set1_epi32(static_cast<int>(ticks)));
    _mm512_mask_storeu_epi32(p, own, more);
  }

 private:
  static F first(const float* from, __m128 ends) {
    return {_mm512_mask_loadu_ps(_mm512_castps128_ps512(ends), 0xFFF0, from)};
  }
};

TileResult run(const TilePass& pass) {
  const FloatMode mode;
  static thread_local Rows rows;
  return TileKernel<Sixteen>(pass, rows).run();
}

}  // namespace

PassFunction avx512_pass() { return &run; }

}  // namespace adem::water

#else

namespace adem::water {
PassFunction avx512_pass() { return nullptr; }
}  // namespace adem::water

#endif
