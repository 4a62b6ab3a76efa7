#include "serve/picture.h"

#include <array>
#include <cstdint>

namespace adem::serve {

namespace {

constexpr std::string_view kPng("\x89PNG\r\n\x1a\n", 8);
constexpr std::uint64_t kMostPixels = 50'000'000;

std::uint32_t byte(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}
std::uint32_t big16(std::string_view bytes, std::size_t at) {
  return byte(bytes, at) << 8 | byte(bytes, at + 1);
}
std::uint32_t big32(std::string_view bytes, std::size_t at) {
  return big16(bytes, at) << 16 | big16(bytes, at + 2);
}
std::uint32_t little24(std::string_view bytes, std::size_t at) {
  return byte(bytes, at) | byte(bytes, at + 1) << 8 | byte(bytes, at + 2) << 16;
}
std::uint32_t little32(std::string_view bytes, std::size_t at) {
  return little24(bytes, at) | byte(bytes, at + 3) << 24;
}

bool fits(std::uint64_t width, std::uint64_t height) {
  return width > 0 && height > 0 && width <= kMostPixels && width * height <= kMostPixels;
}

// JPEG (ITU-T T.81): markers with segments; after a start of scan, coded data up to the next
// marker. Baseline, extended and progressive, as cameras and browsers write them.
class Jpeg {
 public:
  explicit Jpeg(std::string_view bytes) : bytes_(bytes), out_("\xFF\xD8") {}

  std::optional<std::string> bare() {
    for (at_ = 2; at_ + 2 <= bytes_.size();) {
      if (byte(bytes_, at_) != 0xFF) return std::nullopt;
      const auto marker = byte(bytes_, at_ + 1);
      if (marker == 0xFF) {  // filling
        ++at_;
      } else if (marker == 0xD9) {
        out_ += "\xFF\xD9";
        return scanned_ ? std::optional(std::move(out_)) : std::nullopt;
      } else if (!segment(marker)) {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

 private:
  bool segment(std::uint32_t marker) {
    if (at_ + 4 > bytes_.size()) return false;
    const auto length = big16(bytes_, at_ + 2);
    if (length < 2 || at_ + 2 + length > bytes_.size()) return false;
    const auto whole = bytes_.substr(at_, 2 + length), inside = whole.substr(4);
    at_ += 2 + length;
    switch (marker) {
      case 0xC0:
      case 0xC1:
      case 0xC2:  // the frame: precision, height, width, components
        if (framed_ || inside.size() < 6 || !fits(big16(inside, 3), big16(inside, 1))) return false;
        framed_ = true;
        break;
      case 0xC4:  // tables of codes
      case 0xDB:  // and of steps
      case 0xDD:  // restarts
        break;
      case 0xDA:
        if (!framed_) return false;
        scanned_ = true;
        out_ += whole;
        return coded();
      case 0xE0:  // its form and density; not the preview
        if (!inside.starts_with(std::string_view("JFIF\0", 5)) || inside.size() < 14) return true;
        out_ += std::string_view("\xFF\xE0\x00\x10", 4);
        out_ += inside.substr(0, 12);
        out_ += std::string_view("\0\0", 2);
        return true;
      case 0xEE:  // how its colours are coded
        if (!inside.starts_with("Adobe") || inside.size() != 12) return true;
        break;
      default:
        // What applications and people wrote is left out; anything else is no picture of a camera.
        return (marker >= 0xE1 && marker <= 0xEF) || marker == 0xFE;
    }
    out_ += whole;
    return true;
  }

  bool coded() {
    const auto from = at_;
    for (; at_ + 1 < bytes_.size(); ++at_) {
      if (byte(bytes_, at_) != 0xFF) continue;
      const auto next = byte(bytes_, at_ + 1);
      if (next == 0 || (next >= 0xD0 && next <= 0xD7)) continue;
      out_ += bytes_.substr(from, at_ - from);
      return true;
    }
    return false;
  }

  const std::string_view bytes_;
  std::string out_;
  std::size_t at_ = 0;
  bool framed_ = false, scanned_ = false;
};

// The checksum of PNG's chunks (ISO/IEC 15948, annex D).
std::uint32_t checksum(std::string_view bytes) {
  static constexpr auto kTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t n = 0; n < 256; ++n) {
      std::uint32_t c = n;
      for (int bit = 0; bit < 8; ++bit) c = (c & 1) != 0 ? 0xEDB88320U ^ (c >> 1) : c >> 1;
      table[n] = c;
    }
    return table;
  }();
  std::uint32_t c = 0xFFFFFFFFU;
  for (const char one : bytes) c = kTable[(c ^ static_cast<unsigned char>(one)) & 0xFF] ^ (c >> 8);
  return c ^ 0xFFFFFFFFU;
}

std::optional<std::string> bare_png(std::string_view bytes) {
  std::string out(kPng);
  bool data = false;
  for (std::size_t at = kPng.size(); at + 12 <= bytes.size();) {
    const std::size_t length = big32(bytes, at);
    if (length > bytes.size() - at - 12) return std::nullopt;
    const auto whole = bytes.substr(at, 12 + length), type = whole.substr(4, 4);
    if (checksum(whole.substr(4, 4 + length)) != big32(whole, 8 + length)) return std::nullopt;
    const bool first = at == kPng.size();
    if (first != (type == "IHDR")) return std::nullopt;
    if (first && (length != 13 || !fits(big32(whole, 8), big32(whole, 12)))) return std::nullopt;
    at += whole.size();
    if (type == "IEND") {
      if (length != 0 || !data) return std::nullopt;
      return out += whole;
    }
    data = data || type == "IDAT";
    const bool kept = first || type == "IDAT" || type == "PLTE" || type == "tRNS" ||
                      type == "gAMA" || type == "cHRM" || type == "sRGB";
    if (kept) {
      out += whole;
    } else if ((byte(type, 0) & 0x20) == 0) {
      return std::nullopt;  // a chunk that must be understood
    }
  }
  return std::nullopt;
}

// WebP (RFC 9649): one lossy or lossless picture, with its transparency where it has some.
class Webp {
 public:
  explicit Webp(std::string_view bytes) : bytes_(bytes) {}

  std::optional<std::string> bare() {
    const std::size_t size = little32(bytes_, 4);
    if (size < 4 || size > bytes_.size() - 8) return std::nullopt;
    for (std::size_t at = 12; at < 8 + size;) {
      if (8 + size - at < 8) return std::nullopt;
      const std::size_t length = little32(bytes_, at + 4), padded = length + (length & 1);
      if (padded > size - at) return std::nullopt;
      if (!chunk(bytes_.substr(at, 4), bytes_.substr(at + 8, length))) return std::nullopt;
      at += 8 + padded;
    }
    if (picture_.empty()) return std::nullopt;
    std::string out = head_;
    if (!out.empty()) {
      out[8] = alpha_.empty() && !lossless_ ? '\0' : static_cast<char>(out[8] & 0x10);
    }
    out += alpha_ + picture_;
    const auto all = static_cast<std::uint32_t>(out.size() + 4);
    return "RIFF" + little(all) + "WEBP" + out;
  }

 private:
  static std::string little(std::uint32_t value) {
    std::string out;
    for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift & 0xFF);
    return out;
  }
  static std::string written(std::string_view type, std::string_view inside) {
    std::string out(type);
    out += little(static_cast<std::uint32_t>(inside.size()));
    out += inside;
    if (inside.size() % 2 != 0) out += '\0';
    return out;
  }

  bool chunk(std::string_view type, std::string_view inside) {
    if (type == "ANIM" || type == "ANMF") return false;
    if (type == "VP8X") {
      const bool good = head_.empty() && picture_.empty() && inside.size() == 10 &&
                        (byte(inside, 0) & 0x02) == 0 &&
                        fits(little24(inside, 4) + 1, little24(inside, 7) + 1);
      head_ = written(type, inside);
      return good;
    }
    if (type == "ALPH") {
      if (head_.empty() || !alpha_.empty() || !picture_.empty()) return false;
      alpha_ = written(type, inside);
      return true;
    }
    if (type != "VP8 " && type != "VP8L") return true;  // left out
    lossless_ = type == "VP8L";
    if (!picture_.empty() || !(lossless_ ? lossless(inside) : lossy(inside))) return false;
    picture_ = written(type, inside);
    return true;
  }
  static bool lossy(std::string_view inside) {
    return inside.size() >= 10 && (byte(inside, 0) & 1) == 0 &&
           inside.substr(3, 3) == "\x9D\x01\x2A" &&
           fits((byte(inside, 6) | byte(inside, 7) << 8) & 0x3FFF,
                (byte(inside, 8) | byte(inside, 9) << 8) & 0x3FFF);
  }
  static bool lossless(std::string_view inside) {
    if (inside.size() < 5 || byte(inside, 0) != 0x2F) return false;
    const auto bits = little32(inside, 1);
    return fits((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
  }

  const std::string_view bytes_;
  std::string head_, alpha_, picture_;
  bool lossless_ = false;
};

}  // namespace

std::string_view picture_type(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return kPictureTypes[0];
  if (bytes.starts_with(kPng)) return kPictureTypes[1];
  if (bytes.size() >= 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") {
    return kPictureTypes[2];
  }
  return {};
}

std::optional<std::string> bare_picture(std::string_view bytes) {
  const auto type = picture_type(bytes);
  if (type == kPictureTypes[0]) return Jpeg(bytes).bare();
  if (type == kPictureTypes[1]) return bare_png(bytes);
  if (type == kPictureTypes[2]) return Webp(bytes).bare();
  return std::nullopt;
}

}  // namespace adem::serve
