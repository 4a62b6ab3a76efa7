// Outlines as they lie in adem.db: little-endian u32 counts of polygons, rings and points, then the
// points as f64 pairs. An empty blob is no outline.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/shape.h"

namespace adem::workspace {

std::vector<std::uint8_t> encode_shape(const geo::Shape& shape);

// Error workspace.bad-shape where the bytes are not what encode_shape writes.
geo::Shape decode_shape(std::span<const std::uint8_t> bytes);

}  // namespace adem::workspace
