// Which area does a point fall in? An R-tree over area boxes, then the exact polygon.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "geo/shape.h"

namespace adem::geo {

class AreaLocator {
 public:
  // Shapes in lon/lat; empty ones are never found. The shapes must outlive the locator.
  explicit AreaLocator(const std::vector<const Shape*>& shapes);
  AreaLocator(AreaLocator&&) noexcept;
  ~AreaLocator();

  // Index of the first shape (lowest index) that contains the point.
  std::optional<std::uint32_t> find(Point lonlat) const;
  Box bounds() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace adem::geo
