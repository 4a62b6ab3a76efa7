#include "ledger/base64.h"

#include <array>
#include <cstdint>

namespace adem::ledger {

namespace {

constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNone = 64;

constexpr std::array<std::uint8_t, 256> kValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNone);
  for (std::size_t i = 0; i < kLetters.size(); ++i) {
    values[static_cast<std::uint8_t>(kLetters[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}();

std::uint32_t byte_at(std::string_view bytes, std::size_t i) {
  return i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : 0U;
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4, '=');
  char* out = text.data();
  for (std::size_t i = 0; i < bytes.size(); i += 3, out += 4) {
    const std::uint32_t three =
        byte_at(bytes, i) << 16U | byte_at(bytes, i + 1) << 8U | byte_at(bytes, i + 2);
    out[0] = kLetters[three >> 18U];
    out[1] = kLetters[three >> 12U & 63U];
    if (i + 1 < bytes.size()) out[2] = kLetters[three >> 6U & 63U];
    if (i + 2 < bytes.size()) out[3] = kLetters[three & 63U];
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  std::size_t size = 0;
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::size_t given = 4;
    if (i + 4 == text.size()) {
      while (given > 2 && text[i + given - 1] == '=') --given;
    }
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const std::uint8_t value = k < given ? kValues[static_cast<std::uint8_t>(text[i + k])] : 0;
      if (value == kNone) return std::nullopt;
      three = three << 6U | value;
    }
    // Bits that no byte carries are zero, or two texts would mean the same.
    if ((given == 2 && (three & 0xFFFFU) != 0) || (given == 3 && (three & 0xFFU) != 0)) {
      return std::nullopt;
    }
    for (std::size_t k = 0; k + 1 < given; ++k) {
      bytes[size++] = static_cast<char>(static_cast<std::uint8_t>(three >> (16U - 8U * k)));
    }
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace adem::ledger
