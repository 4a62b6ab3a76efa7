#include "tiles/water_picture.h"

#include <gtest/gtest.h>
#include <png.h>
#include <vector>

namespace adem::tiles {
namespace {

// Read back by the library's own reader, as red, green, blue, alpha.
std::vector<Colour> read_back(const std::string& bytes) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  EXPECT_NE(png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()), 0);
  image.format = PNG_FORMAT_RGBA;
  std::vector<Colour> pixels(std::size_t{image.width} * image.height);
  EXPECT_NE(png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr), 0);
  EXPECT_EQ(image.width, kPictureSide);
  EXPECT_EQ(image.height, kPictureSide);
  return pixels;
}

std::vector<std::uint8_t> all(std::uint8_t code) {
  return std::vector<std::uint8_t>(kPictureSide * kPictureSide, code);
}

std::size_t drawn(const std::vector<Colour>& pixels) {
  std::size_t count = 0;
  for (const Colour& pixel : pixels) count += pixel.alpha > 0 ? 1 : 0;
  return count;
}

TEST(Png, GivesBackEveryCell) {
  std::vector<std::uint8_t> cells;
  for (int i = 0; i < 30 * 20; ++i) cells.push_back(static_cast<std::uint8_t>(i % 5));
  const std::vector<Colour> palette{
      {1, 2, 3, 0}, {4, 5, 6, 255}, {7, 8, 9, 100}, {255, 255, 255, 255}, {0, 0, 0, 255}};
  const auto bytes = png(30, 20, cells, palette);
  EXPECT_EQ(bytes, png(30, 20, cells, palette));
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  ASSERT_NE(png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()), 0);
  EXPECT_EQ(image.width, 30u);
  EXPECT_NE(image.format & PNG_FORMAT_FLAG_COLORMAP, 0u);
  image.format = PNG_FORMAT_RGBA;
  std::vector<Colour> pixels(600);
  ASSERT_NE(png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr), 0);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Colour& wanted = palette[cells[i]];
    EXPECT_EQ(pixels[i].alpha, wanted.alpha);
    if (wanted.alpha == 255) {
      EXPECT_EQ(pixels[i].blue, wanted.blue);
    }
  }
}

TEST(WaterPicture, IsDarkerTheDeeperAndNothingWhereItIsDry) {
  auto codes = all(kDry);
  for (std::uint8_t which = 0; which < 4; ++which) codes[which] = which + 1;
  const auto pixels = read_back(depth_picture(codes, 4));
  EXPECT_EQ(drawn(pixels), 4u);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_LT(pixels[i].red, pixels[i - 1].red);
  EXPECT_EQ(depth_colour(1, 4), "#c6dbef");
  EXPECT_EQ(depth_colour(4, 4), "#08519c");
  EXPECT_LT(depth_picture(all(kDry), 4).size(), 400u);
}

TEST(WaterPicture, WhatIsNotKnownIsHatchedAndNeverBlank) {
  const auto pixels = read_back(depth_picture(all(kNotKnown), 4));
  const auto count = drawn(pixels);
  EXPECT_GT(count, pixels.size() / 20);
  EXPECT_LT(count, pixels.size() / 4);
  for (const Colour& pixel : pixels) {
    if (pixel.alpha > 0) {
      EXPECT_LT(std::abs(pixel.red - pixel.blue), 30) << "grey, not water";
    }
  }
  // The hatch goes on where the next tile begins.
  for (std::size_t y = 1; y < kPictureSide; ++y) {
    EXPECT_EQ(pixels[y * kPictureSide].alpha, pixels[(y - 1) * kPictureSide + 255].alpha);
  }
}

TEST(WaterPicture, ChanceIsReadByTheBreadthOfItsStripes) {
  std::size_t before = 0;
  for (std::uint8_t tenths = 2; tenths <= 10; tenths += 2) {
    const auto count = drawn(read_back(chance_picture(all(tenths))));
    EXPECT_GT(count, before);
    EXPECT_EQ(count, drawn(read_back(chance_picture(all(tenths - 1))))) << "two tenths, one look";
    EXPECT_EQ(count, kPictureSide * kPictureSide / 8 * chance_hatch(tenths / 2 - 1).line);
    before = count;
  }
  EXPECT_EQ(before, kPictureSide * kPictureSide);
  EXPECT_EQ(drawn(read_back(chance_picture(all(0)))), 0u);
  EXPECT_GT(drawn(read_back(chance_picture(all(kNotKnown)))), 0u);
}

TEST(WaterPicture, WaterOfNoKnownDepthIsCrossed) {
  const auto pixels = read_back(depth_picture(all(kWet), 4));
  EXPECT_GT(drawn(pixels), pixels.size() / 3);
  EXPECT_LT(drawn(pixels), pixels.size() / 2);
}

}  // namespace
}  // namespace adem::tiles
