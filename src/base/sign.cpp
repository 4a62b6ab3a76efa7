#include "base/sign.h"

#include <algorithm>
#include <sodium.h>

namespace adem {

namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// libsodium chooses its implementations and opens the system's generator once.
void ready() {
  static const int done = sodium_init();
  static_cast<void>(done);
}

}  // namespace

SigningKey SigningKey::generate() {
  std::array<std::uint8_t, 32> seed{};
  random_bytes(seed);
  return from_seed(seed);
}

SigningKey SigningKey::from_seed(const std::array<std::uint8_t, 32>& seed) {
  ready();
  SigningKey key;
  key.seed_ = seed;
  crypto_sign_seed_keypair(key.public_.data(), key.secret_.data(), seed.data());
  return key;
}

Signature SigningKey::sign(std::string_view message) const {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes_of(message), message.size(),
                       secret_.data());
  return signature;
}

bool verify(const PublicKey& key, std::string_view message, const Signature& signature) {
  ready();
  return crypto_sign_verify_detached(signature.data(), bytes_of(message), message.size(),
                                     key.data()) == 0;
}

Id id_of(const PublicKey& key) {
  const Hash hash = hash_of({reinterpret_cast<const char*>(key.data()), key.size()});
  Id id;
  std::copy_n(hash.bytes.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

void random_bytes(std::span<std::uint8_t> out) {
  ready();
  randombytes_buf(out.data(), out.size());
}

}  // namespace adem
