// One signed event, and the pieces it is made of. The chain signs the hash of the body, so that a
// body can be taken out of everybody's book and the chain still holds.
//
//   header  canonical JSON of {area, author, body_hash, hlc, id, kind, node, office, prev, seq,
//           subject}: keys sorted, no spaces, no floats, hashes in hex
//   hash    BLAKE2b-256 of the header
//   seal    Ed25519 over the root of a Merkle tree whose leaves are the hashes of up to kSealMost
//           events that were committed together, and the path from this event to the root. So every
//           event stands on its own proof, one signature a commit is enough, and a reader checks
//           each root once (after RFC 6962: leaves and nodes are told apart by a prefix byte, a
//           node without a sibling moves up as it is).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/json.h"
#include "base/sign.h"
#include "base/time.h"

namespace adem::ledger {

// Hybrid logical clock (Kulkarni et al. 2014): milliseconds since 1970 in the upper 48 bits, a
// counter in the lower 16. Rises within a node whatever its clock does.
struct Hlc {
  std::int64_t value = 0;
  auto operator<=>(const Hlc&) const = default;
  std::int64_t milliseconds() const { return value >> 16; }
  std::string text() const;  // 16 hex digits, which sort as the clock does
  static std::optional<Hlc> from_text(std::string_view text);
};

// What a desk asks to be remembered.
struct Draft {
  Instant at;           // the writer's clock; kept in the event's id
  std::string author;   // account handle; empty where no accounts are kept yet
  std::string office;   // who acts: "ppk:14.72.05", or an office in words in a meeting's record
  std::string area;     // area code it is about; may be empty
  std::string kind;     // "meeting.opened", "commitment.made", …
  std::string subject;  // id of what it is about: "m1~7f3a9c21.k2"
  Json body;            // an object; integers, texts, bools, nulls, arrays, objects
};

struct Event : Draft {
  Id id;                  // UUIDv7; its time is `at`
  Id node;                // who signed
  std::uint64_t seq = 0;  // 1, 2, 3 … within the node
  Hash prev;              // hash of the node's event before; zero for the first
  Hlc hlc;
  Hash body_hash;
  Hash hash;
  // 64 bytes of signature, two bytes whose bit i says that sibling i stands on the left, then the
  // 32-byte siblings from the leaf upwards.
  std::string seal;
  bool redacted = false;  // the body is not here: taken out, or not arrived; `body` is null
};

// The order in which state is folded: by clock, node, number, hash. Equal on every node.
std::strong_ordering fold_order(const Event& a, const Event& b);

// Canonical text: keys in the order of their bytes, no spaces, texts in UTF-8 with the shortest
// escapes (RFC 8785, section 3.2.2.2), integers in decimal. Error ledger.not-canonical {path} for
// floats, integers beyond 64 bits, texts that are not UTF-8, keys twice, nesting deeper than 32;
// ledger.body-too-large above kMaxBody bytes.
std::string canonical(const Json& value);
inline constexpr std::size_t kMaxBody = 1 << 20;
inline constexpr int kMaxDepth = 32;

// Reads canonical text and nothing else: canonical(read_canonical(text)) == text. Nothing where it
// is not canonical.
std::optional<Json> read_canonical(std::string_view text);

// The short texts of a header (author, office, area, kind, subject): UTF-8, no control characters,
// at most kMaxShort bytes, so that every store can keep and index them.
inline constexpr std::size_t kMaxShort = 500;
bool is_short_text(std::string_view text);

// Header text of an event (without hash and seal), and the hash over it.
std::string header(const Event& event);
Hash header_hash(const Event& event);

// Seals of events committed together, in their order: one signature for every kSealMost.
inline constexpr std::size_t kSealMost = 64;
std::vector<std::string> seal_all(const SigningKey& key, const std::vector<Hash>& hashes);
// The root that a seal claims for this hash; nothing where its form is wrong.
struct SealedRoot {
  Hash root;
  Signature signature{};
};
std::optional<SealedRoot> open_seal(const Hash& hash, std::string_view seal);
// Domain-separated message that is signed for a root.
std::string seal_message(const Hash& root);

// UUIDv7 (RFC 9562) of a time and 10 random bytes; and the time back. Times before 1970 become 0.
Id uuid7(Instant at, std::span<const std::uint8_t, 10> random);
Instant time_of(const Id& uuid);
std::string uuid_text(const Id& uuid);  // 8-4-4-4-12
std::optional<Id> uuid_from_text(std::string_view text);

// One line of a bundle: {"body":{…}|null,"event":{header…,"hash","seal"}}, canonical as a whole,
// the seal in base64. Error ledger.bad-event {why} where it is not one, hashes do not match, or the
// body is not what the header signs. The signature is not looked at: that needs the node's key
// (open_seal).
std::string event_line(const Event& event);
Event read_event(std::string_view line);

}  // namespace adem::ledger
