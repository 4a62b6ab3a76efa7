#include "alike/shingles.h"

#include <algorithm>

namespace adem::alike {

namespace {

constexpr std::size_t kPiece = 4;
constexpr std::size_t kPiecesPerNumber = 5;  // one for so many of the text

bool digit(char c) { return c >= '0' && c <= '9'; }

std::uint32_t piece(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

// FNV-1a; 27 bits of it under five ones: the first byte is 0xF8 to 0xFF.
std::uint32_t number_piece(std::string_view number, std::size_t nth) {
  std::uint32_t h = 2166136261u;
  for (const char c : number) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  h = (h ^ static_cast<std::uint32_t>(nth)) * 16777619u;
  h ^= h >> 15;
  return (h * 0x2C1B3C6Du >> 5) | 0xF8000000u;
}

std::size_t common(const Shingles& a, const Shingles& b) {
  std::size_t n = 0, i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    n += a[i] == b[j] ? 1 : 0;
    const bool first = a[i] <= b[j], second = b[j] <= a[i];
    i += first ? 1 : 0;
    j += second ? 1 : 0;
  }
  return n;
}

}  // namespace

Shingles shingles_of(std::string_view normal) {
  Shingles out;
  if (normal.empty()) return out;
  if (normal.size() < kPiece) return {piece(normal)};
  for (std::size_t at = 0; at + kPiece <= normal.size(); ++at) {
    out.push_back(piece(normal.substr(at, kPiece)));
  }
  const std::size_t each = (out.size() + kPiecesPerNumber - 1) / kPiecesPerNumber;
  for (std::size_t at = 0; at < normal.size(); ++at) {
    if (!digit(normal[at])) continue;
    std::size_t end = at;
    while (end < normal.size() && digit(normal[end])) ++end;
    for (std::size_t i = 0; i < each; ++i) {
      out.push_back(number_piece(normal.substr(at, end - at), i));
    }
    at = end;
  }
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

double jaccard(const Shingles& a, const Shingles& b) {
  const std::size_t both = common(a, b), any = a.size() + b.size() - both;
  return any == 0 ? 0 : static_cast<double>(both) / static_cast<double>(any);
}

bool are_alike(const Shingles& a, const Shingles& b, unsigned at_least) {
  const auto& small = a.size() <= b.size() ? a : b;
  const auto& large = a.size() <= b.size() ? b : a;
  if (small.empty() || small.size() * 1000 < large.size() * at_least) return false;
  const std::size_t both = common(small, large);
  return both * 1000 >= (small.size() + large.size() - both) * at_least;
}

}  // namespace adem::alike
