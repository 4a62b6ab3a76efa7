// The flow over one vector of faces.
#pragma once

#include "water/solver/kernel.h"
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

template <class V>
class FaceFlow {
 public:
  using F = typename V::F;

  explicit FaceFlow(const TilePass& pass)
      : theta_(V::set(pass.theta)),
        side_(V::set(pass.side)),
        gdtdx_(V::set(pass.gdtdx)),
        gdtdy_(V::set(pass.gdtdy)),
        gdt_(V::set(pass.gdt)),
        drag_(V::set(pass.gdt * pass.manning * pass.manning)),
        varying_(pass.n != nullptr) {}

  // The flows east and south of two vectors of cells of row j, at columns i and i + kLanes. The
  // four long chains of arithmetic are written side by side: a processor's window is too short to
  // find them when they follow one another.
  void two(Rows& r, int j, std::size_t i) {
    Face face[kFaces];
    face[0] = east(r, j, i);
    face[1] = south(r, j, i);
    face[2] = east(r, j, i + V::kLanes);
    face[3] = south(r, j, i + V::kLanes);
    F flow[kFaces];
    solve(face, flow);
    V::store(r.fx.row(j) + i, flow[0]);
    V::store(r.fy.row(j) + i, flow[1]);
    V::store(r.fx.row(j) + i + V::kLanes, flow[2]);
    V::store(r.fy.row(j) + i + V::kLanes, flow[3]);
    along_ = V::larger(V::larger(along_, flow[0]), flow[2]);
    down_ = V::larger(V::larger(down_, flow[1]), flow[3]);
  }

  // The strongest flows east or west, north or south since the last call.
  float take_along() { return take(along_); }
  float take_down() { return take(down_); }
  float speed_max() const { return V::highest(speed_); }

 private:
  static constexpr int kFaces = 4;
  // The weight of the deeper side: at 1 a front runs ahead of the exact wave, at a half it lags.
  static constexpr float kDeeper = 0.55F;

  struct Face {
    F depth, push;    // of the flow; what drives it, less friction
    F whole_2, drag;  // the whole flow's square; g dt n²
  };

  static float take(F& most) {
    const float taken = V::highest(most);
    most = V::set(0);
    return taken;
  }

  Face east(Rows& r, int j, std::size_t i) {
    const float *h = r.h.row(j) + i, *bed = r.bed.row(j) + i, *q = r.qx.row(j) + i;
    const float *own = r.qy.row(j) + i, *north = r.qy.row(j - 1) + i;
    const F across = (V::load(own) + V::loadu(own + 1)) + (V::load(north) + V::loadu(north + 1));
    const F drag =
        varying_ ? drag_of(V::load(r.n.row(j) + i), V::loadu(r.n.row(j) + i + 1)) : drag_;
    return face(V::load(h), V::loadu(h + 1), V::loadu(bed + 1) - V::load(bed), V::load(q),
                V::loadu(q - 1) + V::loadu(q + 1), across, drag, gdtdx_);
  }

  Face south(Rows& r, int j, std::size_t i) {
    const float *own = r.qx.row(j) + i, *below = r.qx.row(j + 1) + i;
    const F across = (V::load(own) + V::loadu(own - 1)) + (V::load(below) + V::loadu(below - 1));
    const F drag = varying_ ? drag_of(V::load(r.n.row(j) + i), V::load(r.n.row(j + 1) + i)) : drag_;
    return face(V::load(r.h.row(j) + i), V::load(r.h.row(j + 1) + i),
                V::load(r.bed.row(j + 1) + i) - V::load(r.bed.row(j) + i), V::load(r.qy.row(j) + i),
                V::load(r.qy.row(j - 1) + i) + V::load(r.qy.row(j + 1) + i), across, drag, gdtdy_);
  }

  F drag_of(F n0, F n1) {
    const F n = (n0 + n1) * V::set(0.5F);
    return gdt_ * (n * n);
  }

  // d: how much higher the second bed is; beside: the sum of the two faces in line; across: the sum
  // of the four faces of the other direction.
  Face face(F h0, F h1, F d, F q0, F beside, F across, F drag, F gdtd) {
    const F zero = V::set(0);
    // Each side's water above the higher bed.
    const F a = h0 - V::max(d, zero), b = h1 + V::min(d, zero);
    // Of the flow: what lies over the higher bed, but no more than what both sides have on average,
    // leaning to the deeper.
    const F both = V::fma(V::set(kDeeper), V::max(h0, h1), V::set(1 - kDeeper) * V::min(h0, h1));
    const F depth = V::max(V::min(V::max(a, b), both), V::set(kFlowDepth));
    const F q = V::fma(theta_, q0, side_ * beside);
    const F mean = across * V::set(0.25F);
    return {depth, V::fnma(gdtd * depth, b - a, q), V::fma(q, q, mean * mean), drag};
  }

  // q' = (q~ - g dt hf dη/dx) / (1 + g dt n² |q~| / hf^(7/3)), q~ the centred flow.
  //
  // hf^(-1/3) is a guess y from the exponent (within 4 %), then y c^(-1/3) with c = hf y³ by the
  // cubic that is nearest over the guess's range: within 2.1e-6, and friction within 1.5e-5.
  void solve(const Face (&face)[kFaces], F (&flow)[kFaces]) {
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
    each([&](int k) { c[k] = V::fma(whole[k], c[k], V::set(1)); });
    each([&](int k) {
      const auto wet = V::gt(face[k].depth, V::set(kFlowDepth));
      flow[k] = V::zero_unless(wet, face[k].push / c[k]);
    });
    each([&](int k) { speed_ = V::larger(speed_, flow[k] * third[k]); });
  }

  template <class Do>
  [[gnu::always_inline]] static void each(Do&& act) {
    act(0);
    act(1);
    act(2);
    act(3);
  }

  F theta_, side_, gdtdx_, gdtdy_, gdt_, drag_;
  F speed_ = V::set(0), along_ = V::set(0), down_ = V::set(0);
  bool varying_;
};

}  // namespace adem::water
