// The flow over one vector of faces.
#pragma once

#include "water/solver/kernel.h"
#include "water/solver/kernel_load.h"
#include "water/solver/rows.h"

namespace adem::water {

// What every V needs for its two tricks on the bits of a float.
//
// cube_root_seed: the bits of x, read as a number, are about 2^23 (log2 x + 127); a third of that,
// taken from this constant, is a guess at x^(-1/3) within 4 %.
inline constexpr float kCubeRootMagic = 1419923456.0F;  // 0x54a25000
// cut(f, h): f cut down, towards zero, to a whole number of the last bits of h. What is added to
// one cell and taken from another is then exact in both, if h is the deeper of the two: mass is
// kept to the last bit without a remainder of its own. m is 1.5 times h's power of two with f's
// sign; adding and subtracting it rounds to such bits, half of which is taken off before.
inline constexpr float kHalfUlp = 1.0F / (1 << 24) / 1.5F;  // of m

// What drives the flow is computed fourfold: the mean of four faces is then their sum, and since
// four is a power of two no bit changes.
inline constexpr float kFold = 4;

template <class V>
class FaceFlow {
 public:
  using F = typename V::F;

  explicit FaceFlow(const TilePass& pass) : p_(pass) {}

  // The flows east and south of row j, in those pairs of vectors where `groups` has a bit; zero in
  // the others. Copies the middle of another row meanwhile.
  void row(Rows& r, int j, unsigned groups, ComingRow<V>& coming) {
    const Around around{r[j], r[j - 1], r[j + 1]};
    coming = p_.n != nullptr ? sweep<true>(around, groups, coming)
                             : sweep<false>(around, groups, coming);
  }

  // The strongest flows of the last row: east or west, north or south.
  float along() const { return along_; }
  float down() const { return down_; }
  float speed_max() const { return V::highest(speed_); }

 private:
  static constexpr int kFaces = 4;
  // The weight of the deeper side: at 1 a front runs ahead of the exact wave, at a half it lags.
  static constexpr float kDeeper = 0.55F;

  struct Around {
    Row& here;
    const Row &north, &south;
  };

  // The step's numbers and the strongest flows so far. Local to a sweep, so that they stay in
  // registers: a vector that is stored might otherwise have changed them.
  struct Step {
    explicit Step(const TilePass& p)
        : theta(V::set(kFold * p.theta)),
          side(V::set(kFold * p.side)),
          gdtdx(V::set(kFold * p.gdtdx)),
          gdtdy(V::set(kFold * p.gdtdy)),
          gdt(V::set(p.gdt)),
          drag(V::set(p.gdt * p.manning * p.manning)) {}
    F theta, side, gdtdx, gdtdy, gdt, drag;
  };
  struct Most {
    F speed, along, down;
  };

  struct Face {
    F depth, push;    // of the flow; what drives it, less friction, fourfold
    F whole_2, drag;  // the fourfold whole flow's square; g dt n²
  };

  template <bool kVarying>
  ComingRow<V> sweep(const Around r, unsigned groups, ComingRow<V> coming) {
    const Step s(p_);
    const F zero = V::set(0);
    Most most{speed_, zero, zero};
    for (std::size_t i = 0; i < kRow; i += 2 * V::kLanes) {
      if (i != 0) coming.template copy<kVarying>(i);
      if (i + 2 * V::kLanes != kRow) coming.template copy<kVarying>(i + V::kLanes);
      const unsigned here = groups >> (i / kGroup) | groups >> ((i + V::kLanes) / kGroup);
      if ((here & 1U) != 0) {
        two<kVarying>(r, s, i, most);
        continue;
      }
      V::store(r.here.fx.at(i), zero);
      V::store(r.here.fy.at(i), zero);
      V::store(r.here.fx.at(i + V::kLanes), zero);
      V::store(r.here.fy.at(i + V::kLanes), zero);
    }
    speed_ = most.speed;
    along_ = V::highest(most.along);
    down_ = V::highest(most.down);
    return coming;
  }

  // Two vectors of cells, at columns i and i + kLanes. The four long chains of arithmetic are
  // written side by side: a processor's window is too short to find them when they follow one
  // another.
  template <bool kVarying>
  [[gnu::always_inline]] static void two(const Around& r, const Step& s, std::size_t i,
                                         Most& most) {
    Face face[kFaces];
    face[0] = east<kVarying>(r, s, i);
    face[1] = south<kVarying>(r, s, i);
    face[2] = east<kVarying>(r, s, i + V::kLanes);
    face[3] = south<kVarying>(r, s, i + V::kLanes);
    F flow[kFaces];
    solve(face, flow, most.speed);
    V::store(r.here.fx.at(i), flow[0]);
    V::store(r.here.fy.at(i), flow[1]);
    V::store(r.here.fx.at(i + V::kLanes), flow[2]);
    V::store(r.here.fy.at(i + V::kLanes), flow[3]);
    most.along = V::larger(V::larger(most.along, flow[0]), flow[2]);
    most.down = V::larger(V::larger(most.down, flow[1]), flow[3]);
  }

  template <bool kVarying>
  [[gnu::always_inline]] static Face east(const Around& r, const Step& s, std::size_t i) {
    const Row& w = r.here;
    const F across = (V::load(w.qy.at(i)) + V::loadu(w.qy.at(i + 1))) +
                     (V::load(r.north.qy.at(i)) + V::loadu(r.north.qy.at(i + 1)));
    const F drag = kVarying ? drag_of(V::load(w.n.at(i)), V::loadu(w.n.at(i + 1)), s) : s.drag;
    return face(V::load(w.h.at(i)), V::loadu(w.h.at(i + 1)),
                V::loadu(w.bed.at(i + 1)) - V::load(w.bed.at(i)), V::load(w.qx.at(i)),
                V::loadu(w.qx.at(i) - 1), V::loadu(w.qx.at(i + 1)), across, drag, s.gdtdx, s);
  }

  template <bool kVarying>
  [[gnu::always_inline]] static Face south(const Around& r, const Step& s, std::size_t i) {
    const Row &n = r.here, &below = r.south;
    const F across = (V::load(n.qx.at(i)) + V::loadu(n.qx.at(i) - 1)) +
                     (V::load(below.qx.at(i)) + V::loadu(below.qx.at(i) - 1));
    const F drag = kVarying ? drag_of(V::load(n.n.at(i)), V::load(below.n.at(i)), s) : s.drag;
    return face(V::load(n.h.at(i)), V::load(below.h.at(i)),
                V::load(below.bed.at(i)) - V::load(n.bed.at(i)), V::load(n.qy.at(i)),
                V::load(r.north.qy.at(i)), V::load(below.qy.at(i)), across, drag, s.gdtdy, s);
  }

  [[gnu::always_inline]] static F drag_of(F n0, F n1, const Step& s) {
    const F n = (n0 + n1) * V::set(0.5F);
    return s.gdt * (n * n);
  }

  // d: how much higher the second bed is; before, after: the faces in line; across: the sum of the
  // four faces of the other direction.
  [[gnu::always_inline]] static Face face(F h0, F h1, F d, F q0, F before, F after, F across,
                                          F drag, F gdtd, const Step& s) {
    const F zero = V::set(0);
    // Each side's water above the higher bed.
    const F a = h0 - V::max(d, zero), b = h1 + V::min(d, zero);
    // Of the flow: what lies over the higher bed, but no more than what both sides have on average,
    // leaning to the deeper.
    const F both = V::fma(V::set(kDeeper), V::max(h0, h1), V::set(1 - kDeeper) * V::min(h0, h1));
    const F depth = V::max(V::min(V::max(a, b), both), V::set(kFlowDepth));
    // Only a flow that is stronger, or weaker, than both its neighbours is drawn towards them.
    const F near = V::min(V::max(q0, V::min(before, after)), V::max(before, after));
    const F q = V::fma(s.theta, q0, s.side * near);
    return {depth, V::fnma(gdtd * depth, b - a, q), V::fma(q, q, across * across), drag};
  }

  // q' = (q~ - g dt hf dη/dx) / (1 + g dt n² |q~| / hf^(7/3)), q~ the centred flow.
  //
  // hf^(-1/3) is a guess y from the exponent (within 4 %), then y c^(-1/3) with c = hf y³ by the
  // cubic that is nearest over the guess's range: within 2.1e-6, and friction within 1.5e-5.
  [[gnu::always_inline]] static void solve(const Face (&face)[kFaces], F (&flow)[kFaces],
                                           F& speed) {
    F root[kFaces], c[kFaces], series[kFaces], third[kFaces], whole[kFaces];
    each([&](int k) { root[k] = V::cube_root_seed(face[k].depth); });
    each([&](int k) { whole[k] = V::sqrt(face[k].whole_2); });
    each([&](int k) { c[k] = face[k].depth * root[k]; });
    each([&](int k) { third[k] = root[k] * root[k]; });
    each([&](int k) { c[k] = c[k] * third[k]; });
    each([&](int k) { series[k] = V::fma(c[k], V::set(-0.171587965F), V::set(0.73851338F)); });
    each([&](int k) { series[k] = V::fma(c[k], series[k], V::set(-1.29560711F)); });
    each([&](int k) { series[k] = V::fma(c[k], series[k], V::set(1.72867966F)); });
    each([&](int k) { root[k] = root[k] * series[k]; });
    each([&](int k) { whole[k] = whole[k] * face[k].drag; });
    each([&](int k) { third[k] = root[k] * root[k]; });
    each([&](int k) { whole[k] = whole[k] * root[k]; });
    each([&](int k) { third[k] = third[k] * root[k]; });  // 1/hf
    each([&](int k) { c[k] = third[k] * third[k]; });
    each([&](int k) { c[k] = V::fma(whole[k], c[k], V::set(kFold)); });
    each([&](int k) {
      const auto wet = V::gt(face[k].depth, V::set(kFlowDepth));
      flow[k] = V::zero_unless(wet, face[k].push / c[k]);
    });
    each([&](int k) { speed = V::larger(speed, flow[k] * third[k]); });
  }

  template <class Do>
  [[gnu::always_inline]] static void each(Do&& act) {
    act(0);
    act(1);
    act(2);
    act(3);
  }

  const TilePass& p_;
  F speed_ = V::set(0);
  float along_ = 0, down_ = 0;
};

}  // namespace adem::water
