// The kernel for AVX2 with FMA: eight lanes.
#include "water/solver/float_mode.h"
#include "water/solver/kernel_body.h"

#if defined(__AVX2__) && defined(__FMA__)

#include <immintrin.h>

namespace adem::water {

namespace {

struct F8 {
  __m256 v;
  friend F8 operator+(F8 a, F8 b) { return {_mm256_add_ps(a.v, b.v)}; }
  friend F8 operator-(F8 a, F8 b) { return {_mm256_sub_ps(a.v, b.v)}; }
  friend F8 operator*(F8 a, F8 b) { return {_mm256_mul_ps(a.v, b.v)}; }
  friend F8 operator/(F8 a, F8 b) { return {_mm256_div_ps(a.v, b.v)}; }
};

struct Eight {
  using F = F8;
  struct M {
    __m256i v;
  };
  static constexpr std::size_t kLanes = 8;

  static F set(float x) { return {_mm256_set1_ps(x)}; }
  static F load(const float* p) { return {_mm256_load_ps(p)}; }
  static F loadu(const float* p) { return {_mm256_loadu_ps(p)}; }
  static void store(float* p, F x) { _mm256_store_ps(p, x.v); }
  static void storeu(float* p, F x) { _mm256_storeu_ps(p, x.v); }

  // The first and last vector of a row begin and end with the halo's four columns.
  static bool owns(std::size_t /*i*/) { return true; }
  static M owned(std::size_t i) {
    if (i == 0) return {_mm256_setr_epi32(0, 0, 0, 0, -1, -1, -1, -1)};
    if (i == kRow - kLanes) return {_mm256_setr_epi32(-1, -1, -1, -1, 0, 0, 0, 0)};
    return {_mm256_set1_epi32(-1)};
  }
  static bool edge(std::size_t i) { return i == 0 || i == kRow - kLanes; }
  static F own(std::size_t i, F x) { return zero_unless(owned(i), x); }
  static F load_own(const float* p, std::size_t i) { return {_mm256_maskload_ps(p, owned(i).v)}; }
  static void store_own(float* p, std::size_t i, F x) { _mm256_maskstore_ps(p, owned(i).v, x.v); }

  // The first vector of a row: two (three) columns of the western neighbour, which end before the
  // tile's own; the last: two of the eastern one's. Beyond them `outside`.
  static F first_of_two(const float* from, const float* west, float outside) {
    const __m128 ends = _mm_loadh_pi(_mm_set1_ps(outside), reinterpret_cast<const __m64*>(west));
    return joined(ends, _mm_loadu_ps(from + kHalo));
  }
  static F first_of_three(const float* from, const float* west, float outside) {
    const __m128 ends = _mm_blend_ps(_mm_loadu_ps(west - 1), _mm_set1_ps(outside), 1);
    return joined(ends, _mm_loadu_ps(from + kHalo));
  }
  static F last_of_two(const float* from, const float* east, float outside) {
    return joined(_mm_loadu_ps(from),
                  _mm_loadl_pi(_mm_set1_ps(outside), reinterpret_cast<const __m64*>(east)));
  }
  // x with `other` in the columns beyond the halo.
  static F real(std::size_t i, F x, float other) {
    if (i == 0) return {_mm256_blend_ps(x.v, _mm256_set1_ps(other), 0x03)};
    if (i == kRow - kLanes) return {_mm256_blend_ps(x.v, _mm256_set1_ps(other), 0xC0)};
    return x;
  }

  static F fma(F a, F b, F c) { return {_mm256_fmadd_ps(a.v, b.v, c.v)}; }
  static F fnma(F a, F b, F c) { return {_mm256_fnmadd_ps(a.v, b.v, c.v)}; }
  static F max(F a, F b) { return {_mm256_max_ps(a.v, b.v)}; }
  static F min(F a, F b) { return {_mm256_min_ps(a.v, b.v)}; }
  static F abs(F a) {
    return {_mm256_and_ps(a.v, _mm256_castsi256_ps(_mm256_set1_epi32(kNoSign)))};
  }
  static F sqrt(F a) { return {_mm256_sqrt_ps(a.v)}; }
  static M gt(F a, F b) { return {_mm256_castps_si256(_mm256_cmp_ps(a.v, b.v, _CMP_GT_OQ))}; }
  static M not_ge(F a, F b) { return {_mm256_castps_si256(_mm256_cmp_ps(a.v, b.v, _CMP_NGE_UQ))}; }
  static bool all(M m) { return _mm256_movemask_ps(_mm256_castsi256_ps(m.v)) == 0xFF; }
  // The larger in size.
  static F larger(F a, F b) { return max(a, abs(b)); }
  // The lanes before those of `now`: the last of `before` and all but the last of `now`.
  static F shifted(F before, F now) {
    const __m256 middle = _mm256_permute2f128_ps(before.v, now.v, 0x21);
    return {_mm256_castsi256_ps(
        _mm256_alignr_epi8(_mm256_castps_si256(now.v), _mm256_castps_si256(middle), 12))};
  }
  static M without(M a, M b) { return {_mm256_andnot_si256(b.v, a.v)}; }
  static bool any(M m) { return _mm256_movemask_ps(_mm256_castsi256_ps(m.v)) != 0; }
  static F select(M m, F a, F b) { return {_mm256_blendv_ps(b.v, a.v, _mm256_castsi256_ps(m.v))}; }
  static F zero_unless(M m, F a) { return {_mm256_and_ps(a.v, _mm256_castsi256_ps(m.v))}; }

  static F cube_root_seed(F x) {
    const __m256 i = _mm256_cvtepi32_ps(_mm256_castps_si256(x.v));
    const __m256 y = _mm256_fnmadd_ps(i, _mm256_set1_ps(1.0F / 3), _mm256_set1_ps(kCubeRootMagic));
    return {_mm256_castsi256_ps(_mm256_cvtps_epi32(y))};
  }
  static F cut(F f, F h) {
    const __m256 sign = _mm256_castsi256_ps(_mm256_set1_epi32(static_cast<int>(0x80000000U)));
    const __m256 exponent = _mm256_castsi256_ps(_mm256_set1_epi32(0x7F800000));
    const __m256 half = _mm256_castsi256_ps(_mm256_set1_epi32(0x00400000));
    const __m256 m =
        _mm256_or_ps(_mm256_or_ps(_mm256_and_ps(f.v, sign), half), _mm256_and_ps(h.v, exponent));
    const __m256 less = _mm256_fnmadd_ps(m, _mm256_set1_ps(kHalfUlp), f.v);
    return {_mm256_sub_ps(_mm256_add_ps(less, m), m)};
  }
  static float highest(F a) {
    alignas(32) float lanes[kLanes];
    store(lanes, a);
    float most = lanes[0];
    for (const float lane : lanes) most = lane > most ? lane : most;
    return most;
  }
  static float lowest(F a) {
    alignas(32) float lanes[kLanes];
    store(lanes, a);
    float least = lanes[0];
    for (const float lane : lanes) least = lane < least ? lane : least;
    return least;
  }
  static void add_ticks(std::uint32_t* p, std::size_t i, M m, std::uint32_t ticks) {
    auto* at = reinterpret_cast<int*>(p);
    const __m256i own = owned(i).v;
    const __m256i more = _mm256_and_si256(m.v, _mm256_set1_epi32(static_cast<int>(ticks)));
    _mm256_maskstore_epi32(at, own, _mm256_add_epi32(_mm256_maskload_epi32(at, own), more));
  }

 private:
  static F joined(__m128 low, __m128 high) {
    return {_mm256_insertf128_ps(_mm256_castps128_ps256(low), high, 1)};
  }
  static constexpr int kNoSign = 0x7FFFFFFF;
};

TileResult run(const TilePass& pass) {
  const FloatMode mode;
  static thread_local Rows rows;
  return TileKernel<Eight>(pass, rows).run();
}

}  // namespace

PassFunction avx2_pass() { return &run; }

}  // namespace adem::water

#else

namespace adem::water {
PassFunction avx2_pass() { return nullptr; }
}  // namespace adem::water

#endif
