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
        friction_(V::set(pass.gdt * pass.manning * pass.manning)),
        varying_(pass.n != nullptr) {}

  // Faces between columns i and i+1 of row j.
  F east(Rows& r, int j, std::size_t i) {
    const float *h = r.h.row(j) + i, *bed = r.bed.row(j) + i, *q = r.qx.row(j) + i;
    const float *own = r.qy.row(j) + i, *north = r.qy.row(j - 1) + i;
    const F across = (V::load(own) + V::loadu(own + 1)) + (V::load(north) + V::loadu(north + 1));
    const F friction =
        varying_ ? friction_of(V::load(r.n.row(j) + i), V::loadu(r.n.row(j) + i + 1)) : friction_;
    return face({V::load(h), V::loadu(h + 1), V::load(bed), V::loadu(bed + 1), V::load(q),
                 V::loadu(q - 1) + V::loadu(q + 1), across, friction, gdtdx_});
  }

  // Faces between rows j and j+1 at column i.
  F south(Rows& r, int j, std::size_t i) {
    const float *own = r.qx.row(j) + i, *below = r.qx.row(j + 1) + i;
    const F across = (V::load(own) + V::loadu(own - 1)) + (V::load(below) + V::loadu(below - 1));
    const F friction =
        varying_ ? friction_of(V::load(r.n.row(j) + i), V::load(r.n.row(j + 1) + i)) : friction_;
    return face({V::load(r.h.row(j) + i), V::load(r.h.row(j + 1) + i), V::load(r.bed.row(j) + i),
                 V::load(r.bed.row(j + 1) + i), V::load(r.qy.row(j) + i),
                 V::load(r.qy.row(j - 1) + i) + V::load(r.qy.row(j + 1) + i), across, friction,
                 gdtdy_});
  }

  float speed_max() const { return V::highest(speed_); }
  float flow_max() const { return V::highest(flow_); }

 private:
  struct Face {
    F h0, h1, bed0, bed1;
    F q, beside;  // beside: the sum of the two faces in line
    F across;     // the sum of the four faces of the other direction
    F friction, gdtd;
  };

  F friction_of(F n0, F n1) {
    const F n = (n0 + n1) * V::set(0.5F);
    return gdt_ * (n * n);
  }

  // q' = (q~ - g dt hf dη/dx) / (1 + g dt n² |q~| / hf^(7/3)), q~ the centred flow.
  F face(const Face& f) {
    const F zero = V::set(0), least = V::set(kFlowDepth);
    const F d = f.bed1 - f.bed0;
    const F hf = V::max(f.h0 - V::max(d, zero), f.h1 + V::min(d, zero));
    const auto wet = V::gt(hf, least);
    const F depth = V::max(hf, least);
    const F rise = d + (f.h1 - f.h0);
    const F q = V::fma(theta_, f.q, side_ * f.beside);
    const F across = f.across * V::set(0.25F);
    const F whole = V::sqrt(V::fma(q, q, across * across));
    const F root = inverse_cube_root(depth);
    const F third = root * root * root;  // 1/depth
    const F drag = V::fma(f.friction * whole, third * third * root, V::set(1));
    const F push = V::fnma(f.gdtd * depth, rise, q);
    const F flow = V::zero_unless(wet, push / drag);
    const F size = V::abs(flow);
    flow_ = V::max(flow_, size);
    speed_ = V::max(speed_, size * third);
    return flow;
  }

  // x^(-1/3): a guess y from the exponent (within 4 %), then y c^(-1/3) with c = x y³ by the cubic
  // that is nearest over the guess's range. Within 2.1e-6: friction within 1.5e-5.
  F inverse_cube_root(F x) {
    const F y = V::cube_root_seed(x);
    const F c = x * y * (y * y);
    F series = V::fma(c, V::set(-0.171587965F), V::set(0.73851338F));
    series = V::fma(c, series, V::set(-1.29560711F));
    series = V::fma(c, series, V::set(1.72867966F));
    return y * series;
  }

  F theta_, side_, gdtdx_, gdtdy_, gdt_, friction_;
  F speed_ = V::set(0), flow_ = V::set(0);
  bool varying_;
};

}  // namespace adem::water
