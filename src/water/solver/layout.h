// How the grid is cut: tiles of 120 × 64 cells, each a contiguous block. A tile is computed in rows
// of 128: its 120 columns between four of its neighbours' on either side, which is what its own
// faces can feel in one step. Sixteen columns of such a row are a group, the unit in which dry
// water is skipped, whatever the instruction set.
#pragma once

#include <cstddef>

namespace adem::water {

inline constexpr std::size_t kTileWidth = 120;
inline constexpr std::size_t kTileHeight = 64;
inline constexpr std::size_t kTileCells = kTileWidth * kTileHeight;
inline constexpr std::size_t kHalo = 4;
inline constexpr std::size_t kRow = kTileWidth + 2 * kHalo;
inline constexpr std::size_t kGroup = 16;
inline constexpr std::size_t kGroups = kRow / kGroup;

// The bed of a cell that is not there: so high that nothing flows, finite so that nothing is NaN.
inline constexpr float kWall = 1e9F;

// Water thinner than this does not flow: a thousandth of a millimetre.
inline constexpr float kFlowDepth = 1e-6F;

inline constexpr double kGravity = 9.81;

// What a tile shows its neighbours, in one block of floats: the outermost rows and columns of its
// depth and flows. Columns are stored two (or four) to a row.
struct Strip {
  static constexpr std::size_t kW = kTileWidth, kH = kTileHeight;
  // Rows 0, 1 of h, qx, qy: for the neighbour in the north.
  static constexpr std::size_t kTopH = 0, kTopQx = kTopH + 2 * kW, kTopQy = kTopQx + 2 * kW;
  // The last two rows of h and qx, the last three of qy: for the south.
  static constexpr std::size_t kBottomH = kTopQy + 2 * kW, kBottomQx = kBottomH + 2 * kW,
                               kBottomQy = kBottomQx + 2 * kW;
  // Columns 0, 1: for the west.
  static constexpr std::size_t kLeftH = kBottomQy + 3 * kW, kLeftQx = kLeftH + 2 * kH,
                               kLeftQy = kLeftQx + 2 * kH;
  // The last two columns of h and qy, the last four of qx: for the east.
  static constexpr std::size_t kRightH = kLeftQy + 2 * kH, kRightQx = kRightH + 2 * kH,
                               kRightQy = kRightQx + 4 * kH;
  static constexpr std::size_t kFloats = kRightQy + 2 * kH;
};

}  // namespace adem::water
