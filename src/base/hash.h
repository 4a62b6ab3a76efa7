// Hashes and ids. Ids are 128-bit BLAKE2b, so they are equal on every laptop that reads the same
// list; content is named by 256-bit BLAKE2b.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace adem {

struct Id {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Id&) const = default;
  std::string hex() const;  // 32 lower-case digits
  static std::optional<Id> from_hex(std::string_view text);
};

struct IdHash {
  std::size_t operator()(const Id& id) const noexcept;
};

// BLAKE2b-128 over the parts, each preceded by its length (64-bit little-endian), so that
// ("ab","c") and ("a","bc") differ. Station ids are make_id({election, scheme, key}).
Id make_id(std::initializer_list<std::string_view> parts);

// A BLAKE2b-256 value.
struct Hash {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(const Hash&) const = default;
  std::string hex() const;  // 64 lower-case digits
  static std::optional<Hash> from_hex(std::string_view text);
  std::string_view view() const {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
};

Hash hash_of(std::string_view bytes);

// hash_of, over what comes in pieces.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  void add(std::string_view bytes);
  Hash finish();  // once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// BLAKE2b-256 in 64 hex digits.
std::string content_hash(std::string_view bytes);
// The same over a file, streamed. Error base.cannot-read.
std::string file_hash(const std::string& path);

}  // namespace adem
