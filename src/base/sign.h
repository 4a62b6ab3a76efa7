// Ed25519 signatures and random bytes. A node's id is the first 16 bytes of the BLAKE2b-256 of its
// public key, so a key vouches for its own id.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/hash.h"

namespace adem {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

// A secret key; the same seed gives the same pair on every machine.
class SigningKey {
 public:
  static SigningKey generate();
  static SigningKey from_seed(const std::array<std::uint8_t, 32>& seed);
  const std::array<std::uint8_t, 32>& seed() const { return seed_; }
  const PublicKey& public_key() const { return public_; }
  Signature sign(std::string_view message) const;

 private:
  std::array<std::uint8_t, 32> seed_{};
  std::array<std::uint8_t, 64> secret_{};
  PublicKey public_{};
};

bool verify(const PublicKey& key, std::string_view message, const Signature& signature);

Id id_of(const PublicKey& key);

// From the system's generator.
void random_bytes(std::span<std::uint8_t> out);

}  // namespace adem
