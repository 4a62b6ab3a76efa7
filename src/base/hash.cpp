#include "base/hash.h"

#include <cstring>
#include <fstream>
#include <sodium.h>
#include <vector>

#include "base/error.h"

namespace adem {

namespace {

std::string to_hex(const std::uint8_t* bytes, std::size_t size) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text(size * 2, '0');
  for (std::size_t i = 0; i < size; ++i) {
    text[2 * i] = digits[bytes[i] >> 4];
    text[2 * i + 1] = digits[bytes[i] & 15];
  }
  return text;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

template <typename T>
std::optional<T> read_hex(std::string_view text) {
  T value;
  if (text.size() != 2 * value.bytes.size()) return std::nullopt;
  for (std::size_t i = 0; i < value.bytes.size(); ++i) {
    const int high = hex_value(text[2 * i]);
    const int low = hex_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    value.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return value;
}

}  // namespace

std::string Id::hex() const { return to_hex(bytes.data(), bytes.size()); }

std::optional<Id> Id::from_hex(std::string_view text) { return read_hex<Id>(text); }

std::string Hash::hex() const { return to_hex(bytes.data(), bytes.size()); }

std::optional<Hash> Hash::from_hex(std::string_view text) { return read_hex<Hash>(text); }

std::size_t IdHash::operator()(const Id& id) const noexcept {
  std::size_t value = 0;
  std::memcpy(&value, id.bytes.data(), sizeof value);
  return value;
}

Id make_id(std::initializer_list<std::string_view> parts) {
  std::array<char, 256> small{};
  std::string large;
  std::size_t size = 0;
  for (const auto part : parts) size += part.size() + sizeof(std::uint64_t);
  char* buffer = small.data();
  if (size > small.size()) {
    large.resize(size);
    buffer = large.data();
  }
  char* out = buffer;
  for (const auto part : parts) {
    const std::uint64_t length = part.size();
    for (unsigned shift = 0; shift < 64; shift += 8) {
      *out++ = static_cast<char>(static_cast<std::uint8_t>(length >> shift));
    }
    std::memcpy(out, part.data(), part.size());
    out += part.size();
  }
  Id id;
  crypto_generichash_blake2b(id.bytes.data(), id.bytes.size(),
                             reinterpret_cast<const unsigned char*>(buffer), size, nullptr, 0);
  return id;
}

Hash hash_of(std::string_view bytes) {
  Hash hash;
  crypto_generichash_blake2b(hash.bytes.data(), hash.bytes.size(),
                             reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                             nullptr, 0);
  return hash;
}

struct Hasher::State {
  crypto_generichash_blake2b_state blake;
};

Hasher::Hasher() : state_(std::make_unique<State>()) {
  crypto_generichash_blake2b_init(&state_->blake, nullptr, 0, sizeof(Hash::bytes));
}

Hasher::~Hasher() = default;

void Hasher::add(std::string_view bytes) {
  crypto_generichash_blake2b_update(
      &state_->blake, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

Hash Hasher::finish() {
  Hash hash;
  crypto_generichash_blake2b_final(&state_->blake, hash.bytes.data(), hash.bytes.size());
  return hash;
}

std::string content_hash(std::string_view bytes) { return hash_of(bytes).hex(); }

std::string file_hash(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(ErrorKind::io, "base.cannot-read", {{"path", path}}, path);
  Hasher hasher;
  std::vector<char> buffer(1 << 20);
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0) {
    hasher.add({buffer.data(), static_cast<std::size_t>(in.gcount())});
  }
  return hasher.finish().hex();
}

}  // namespace adem
