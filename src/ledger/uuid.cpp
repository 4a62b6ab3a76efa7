// Names and clocks of events: UUIDv7 and the text of a hybrid logical clock.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/format.h"
#include "ledger/event.h"

namespace adem::ledger {

namespace {

constexpr std::int64_t kMostMilliseconds = (std::int64_t{1} << 48) - 1;

}  // namespace

std::string Hlc::text() const { return fmt::format("{:016x}", value); }

std::optional<Hlc> Hlc::from_text(std::string_view text) {
  if (text.size() != 16) return std::nullopt;
  for (const char c : text) {
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return std::nullopt;
  }
  Hlc clock;
  const auto [end, error] = std::from_chars(text.data(), text.data() + 16, clock.value, 16);
  if (error != std::errc()) return std::nullopt;  // beyond 63 bits
  return clock;
}

Id uuid7(Instant at, std::span<const std::uint8_t, 10> random) {
  const std::int64_t ms =
      std::clamp<std::int64_t>(at.time_since_epoch().count() * 1000, 0, kMostMilliseconds);
  Id id;
  for (std::size_t i = 0; i < 6; ++i) {
    id.bytes[i] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  }
  std::ranges::copy(random, id.bytes.begin() + 6);
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0F));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3F));
  return id;
}

Instant time_of(const Id& uuid) {
  std::int64_t ms = 0;
  for (std::size_t i = 0; i < 6; ++i) ms = ms << 8 | uuid.bytes[i];
  return Instant{Seconds{ms / 1000}};
}

std::string uuid_text(const Id& uuid) {
  std::string text = uuid.hex();
  for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, 1, '-');
  return text;
}

std::optional<Id> uuid_from_text(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::array<char, 32> digits{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash != (text[i] == '-')) return std::nullopt;
    if (!dash) digits[count++] = text[i];
  }
  return Id::from_hex({digits.data(), digits.size()});
}

}  // namespace adem::ledger
