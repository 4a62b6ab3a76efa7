// Small pictures in the forms that cameras write, with room for what they write beside the pixels.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace adem::serve::testing {

inline std::string big(std::uint32_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>((value >> (8 * i)) & 0xFF);
  return out;
}
inline std::string little(std::uint32_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFF);
  return out;
}

inline std::string segment(int marker, std::string_view inside) {
  return std::string("\xFF") + static_cast<char>(marker) +
         big(static_cast<std::uint32_t>(inside.size() + 2), 2) + std::string(inside);
}
inline const std::string kExif = segment(0xE1, std::string("Exif\0\0GPS 1.64 101.49", 21));

// 8 × 8, its coded data four bytes. `beside` stands where cameras put what they know.
inline std::string jpeg(const std::string& beside = {}, const std::string& after = {}) {
  const std::string frame = segment(0xC0, std::string("\x08\0\x08\0\x08\x01\x01\x11\0", 9));
  const std::string scan = segment(0xDA, std::string("\x01\x01\0\0\x3F\0", 6));
  return "\xFF\xD8" + segment(0xE0, std::string("JFIF\0\1\1\0\0\1\0\1\0\0", 14)) + beside +
         segment(0xDB, std::string(65, '\1')) + frame + segment(0xC4, std::string(20, '\0')) +
         scan + std::string("\x12\xFF\0\x34", 4) + "\xFF\xD9" + after;
}

inline std::uint32_t png_sum(std::string_view bytes) {
  std::uint32_t c = 0xFFFFFFFFU;
  for (const char one : bytes) {
    c ^= static_cast<unsigned char>(one);
    for (int bit = 0; bit < 8; ++bit) c = (c & 1) != 0 ? 0xEDB88320U ^ (c >> 1) : c >> 1;
  }
  return c ^ 0xFFFFFFFFU;
}
inline std::string chunk(const std::string& type, const std::string& inside) {
  return big(static_cast<std::uint32_t>(inside.size()), 4) + type + inside +
         big(png_sum(type + inside), 4);
}
// One grey pixel.
inline std::string png(const std::string& beside = {}, const std::string& after = {}) {
  return std::string("\x89PNG\r\n\x1a\n") +
         chunk("IHDR", big(1, 4) + big(1, 4) + std::string("\x08\0\0\0\0", 5)) + beside +
         chunk("IDAT", std::string("\x78\x9c\x63\x60\0\0\0\2\0\1", 10)) + chunk("IEND", "") + after;
}

inline std::string riff(const std::string& type, const std::string& inside) {
  return type + little(static_cast<std::uint32_t>(inside.size()), 4) + inside +
         std::string(inside.size() % 2, '\0');
}
inline std::string webp(const std::string& chunks, const std::string& after = {}) {
  return "RIFF" + little(static_cast<std::uint32_t>(chunks.size() + 4), 4) + "WEBP" + chunks +
         after;
}
inline const std::string kLossy =
    riff("VP8 ", std::string("\x10\0\0\x9D\x01\x2A\x01\0\x01\0\x11", 11));
// The head of an extended one, 1 × 1: `flags` say what it claims to hold.
inline std::string extended(int flags) {
  return riff("VP8X", std::string(1, static_cast<char>(flags)) + std::string(9, '\0'));
}

}  // namespace adem::serve::testing
