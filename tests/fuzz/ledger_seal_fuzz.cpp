// Any bytes as a seal: opened or not; and never a signature that the key did not make. The seals
// of a commit lead every event to one root, whatever their number.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base64.h"
#include "ledger/event.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace adem;
  using namespace adem::ledger;
  static const SigningKey key = SigningKey::from_seed({});
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Hash hash = hash_of("event");
  const auto opened = open_seal(hash, text);
  if (opened && verify(key.public_key(), seal_message(opened->root), opened->signature)) {
    const auto own = seal_all(key, {hash});
    if (text != own.front()) std::abort();
  }
  if (const auto bytes = from_base64(text)) {
    if (base64(*bytes) != text) std::abort();
  }
  if (size == 0) return 0;
  std::vector<Hash> hashes;
  for (int i = 0; i <= data[0] % 70; ++i)
    hashes.push_back(hash_of(std::to_string(data[0]) + "." + std::to_string(i)));
  const auto seals = seal_all(key, hashes);
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    const auto sealed = open_seal(hashes[i], seals[i]);
    if (!sealed) std::abort();
    const auto first =
        open_seal(hashes[i / kSealMost * kSealMost], seals[i / kSealMost * kSealMost]);
    if (sealed->root != first->root) std::abort();
  }
  return 0;
}
