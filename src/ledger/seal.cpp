// Seals: the Merkle tree over events that were committed together, and the way from one to its
// root.
#include <algorithm>
#include <array>

#include "ledger/event.h"

namespace adem::ledger {

namespace {

constexpr std::size_t kSignature = 64;
constexpr std::size_t kSides = 2;
constexpr std::size_t kSibling = 32;

Hash leaf(const Hash& hash) {
  std::array<char, 1 + kSibling> text{};
  std::ranges::copy(hash.view(), text.begin() + 1);
  return hash_of({text.data(), text.size()});
}

Hash node(const Hash& left, const Hash& right) {
  std::array<char, 1 + 2 * kSibling> text{'\1'};
  std::ranges::copy(right.view(), std::ranges::copy(left.view(), text.begin() + 1).out);
  return hash_of({text.data(), text.size()});
}

struct Path {
  std::uint32_t left = 0;  // bit i: sibling i stands on the left
  std::vector<Hash> siblings;
};

// The root over `level`, and every leaf's path to it.
Hash climb(std::vector<Hash> level, std::vector<Path>& paths) {
  std::vector<std::size_t> place(paths.size());  // where each leaf's ancestor stands in the level
  for (std::size_t i = 0; i < place.size(); ++i) place[i] = i;
  while (level.size() > 1) {
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const std::size_t sibling = place[i] ^ 1U;
      if (sibling < level.size()) {
        if (sibling < place[i]) paths[i].left |= 1U << paths[i].siblings.size();
        paths[i].siblings.push_back(level[sibling]);
      }
      place[i] /= 2;
    }
    std::vector<Hash> above;
    for (std::size_t i = 0; i < level.size(); i += 2) {
      above.push_back(i + 1 < level.size() ? node(level[i], level[i + 1]) : level[i]);
    }
    level = std::move(above);
  }
  return level.front();
}

}  // namespace

std::string seal_message(const Hash& root) {
  std::string message = "adem ledger seal 1\n";
  message += root.view();
  return message;
}

std::vector<std::string> seal_all(const SigningKey& key, const std::vector<Hash>& hashes) {
  std::vector<std::string> seals;
  for (std::size_t from = 0; from < hashes.size(); from += kSealMost) {
    const std::size_t count = std::min(kSealMost, hashes.size() - from);
    std::vector<Hash> leaves(count);
    for (std::size_t i = 0; i < count; ++i) leaves[i] = leaf(hashes[from + i]);
    std::vector<Path> paths(count);
    const Hash root = climb(std::move(leaves), paths);
    const Signature signature = key.sign(seal_message(root));
    for (const Path& path : paths) {
      std::string seal(reinterpret_cast<const char*>(signature.data()), signature.size());
      seal += static_cast<char>(static_cast<std::uint8_t>(path.left >> 8U));
      seal += static_cast<char>(static_cast<std::uint8_t>(path.left));
      for (const Hash& sibling : path.siblings) seal += sibling.view();
      seals.push_back(std::move(seal));
    }
  }
  return seals;
}

std::optional<SealedRoot> open_seal(const Hash& hash, std::string_view seal) {
  constexpr std::size_t kHead = kSignature + kSides;
  if (seal.size() < kHead || (seal.size() - kHead) % kSibling != 0) return std::nullopt;
  const std::size_t siblings = (seal.size() - kHead) / kSibling;
  const auto byte = [seal](std::size_t i) { return static_cast<std::uint8_t>(seal[i]); };
  const std::uint32_t left =
      static_cast<std::uint32_t>(byte(kSignature)) << 8U | byte(kSignature + 1);
  // A bit for a sibling that is not there would be a second form of the same seal.
  if (siblings > 16 || left >> siblings != 0) return std::nullopt;
  SealedRoot sealed;
  std::copy_n(reinterpret_cast<const std::uint8_t*>(seal.data()), kSignature,
              sealed.signature.begin());
  sealed.root = leaf(hash);
  for (std::size_t i = 0; i < siblings; ++i) {
    Hash sibling;
    std::copy_n(reinterpret_cast<const std::uint8_t*>(seal.data()) + kHead + i * kSibling, kSibling,
                sibling.bytes.begin());
    const bool on_the_left = (left >> i & 1U) != 0;
    sealed.root = on_the_left ? node(sibling, sealed.root) : node(sealed.root, sibling);
  }
  return sealed;
}

}  // namespace adem::ledger
