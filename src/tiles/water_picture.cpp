#include "tiles/water_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

namespace adem::tiles {

namespace {

// ColorBrewer's Blues (Harrower and Brewer 2003, Cartographic Journal 40).
constexpr std::array<Colour, 5> kBlues = {
    {{198, 219, 239}, {158, 202, 225}, {107, 174, 214}, {49, 130, 189}, {8, 81, 156}}};
constexpr Colour kNothing{0, 0, 0, 0}, kGrey{120, 116, 112, 160}, kChance{49, 130, 189, 200};
// Of eight pixels along a row, so many are drawn.
constexpr std::array<std::size_t, kChanceLooks> kStripes = {1, 2, 4, 6, 8};
constexpr std::size_t kStripeEvery = 8, kWetLine = 2, kUnknownLine = 1, kUnknownEvery = 16;

// What a pixel shows, by its place in the palette.
constexpr std::uint8_t kShowNothing = 0, kShowGrey = 1, kShowBlue = 2;

Colour blue_of(std::size_t which, std::size_t classes) {
  if (classes <= 1) return kBlues[2];
  const double place = static_cast<double>(which - 1) / static_cast<double>(classes - 1);
  return kBlues.at(static_cast<std::size_t>(std::lround(place * (kBlues.size() - 1))));
}

std::string name_of(Colour colour) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "#%02x%02x%02x", colour.red, colour.green, colour.blue);
  return text.data();
}

Hatch hatch_of(Colour colour, std::size_t line, std::size_t every, bool rising) {
  return {name_of(colour), colour.alpha / 255.0, line, every, rising};
}

bool rises(std::size_t x, std::size_t y, std::size_t line, std::size_t every) {
  return (x + y) % every < line;
}
bool falls(std::size_t x, std::size_t y, std::size_t line, std::size_t every) {
  return (x + kPictureSide - y) % every < line;
}

template <typename Show>
std::string picture(std::span<const std::uint8_t> codes, std::span<const Colour> palette,
                    const Show& show) {
  std::vector<std::uint8_t> cells(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const std::size_t x = i % kPictureSide, y = i / kPictureSide;
    if (codes[i] == kNotKnown) {
      cells[i] = falls(x, y, kUnknownLine, kUnknownEvery) ? kShowGrey : kShowNothing;
    } else {
      cells[i] = codes[i] == 0 ? kShowNothing : show(codes[i], x, y);
    }
  }
  return png(kPictureSide, kPictureSide, cells, palette);
}

}  // namespace

std::string depth_picture(std::span<const std::uint8_t> codes, std::size_t classes) {
  std::vector<Colour> palette{kNothing, kGrey, blue_of(classes, classes)};
  for (std::size_t which = 1; which <= classes; ++which) {
    palette.push_back(blue_of(which, classes));
  }
  return picture(codes, palette, [](std::uint8_t code, std::size_t x, std::size_t y) {
    if (code != kWet) return static_cast<std::uint8_t>(kShowBlue + code);
    const bool drawn = rises(x, y, kWetLine, kStripeEvery) || falls(x, y, kWetLine, kStripeEvery);
    return drawn ? kShowBlue : kShowNothing;
  });
}

std::string chance_picture(std::span<const std::uint8_t> tenths) {
  const std::array<Colour, 3> palette{kNothing, kGrey, kChance};
  return picture(tenths, palette, [](std::uint8_t tenth, std::size_t x, std::size_t y) {
    const std::size_t line = kStripes.at((tenth - 1U) / 2);
    return rises(x, y, line, kStripeEvery) ? kShowBlue : kShowNothing;
  });
}

std::string depth_colour(std::size_t which, std::size_t classes) {
  return name_of(blue_of(which, classes));
}

Hatch chance_hatch(std::size_t look) {
  return hatch_of(kChance, kStripes.at(look), kStripeEvery, true);
}

Hatch wet_hatch() { return hatch_of(kBlues.back(), kWetLine, kStripeEvery, true); }

Hatch not_known_hatch() { return hatch_of(kGrey, kUnknownLine, kUnknownEvery, false); }

}  // namespace adem::tiles
