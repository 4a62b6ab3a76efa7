#include "base/password.h"

#include <array>
#include <cstring>
#include <sodium.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/sign.h"

namespace adem {

std::string kept_password(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> kept{};
  if (crypto_pwhash_str_alg(kept.data(), password.data(), password.size(),
                            crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw Error(ErrorKind::io, "base.no-memory");
  }
  return kept.data();
}

bool is_password(const std::string& kept, std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> whole{};
  if (kept.size() >= whole.size()) return false;
  std::memcpy(whole.data(), kept.data(), kept.size());
  return crypto_pwhash_str_verify(whole.data(), password.data(), password.size()) == 0;
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_secret() {
  Hash bits;
  random_bytes(bits.bytes);
  return bits.hex();
}

}  // namespace adem
