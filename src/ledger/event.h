// One signed event, and the pieces it is made of. The chain signs the hash of the body, so that a
// body can be taken out of everybody's book and the chain still holds.
//
//   header  canonical JSON of {area, author, body_hash, hlc, id, kind, node, office, prev, seq,
//           subject}: keys sorted, no spaces, no floats, hashes in hex
//   hash    BLAKE2b-256 of the header
//   seal    Ed25519 over the root of a Merkle tree whose leaves are the hashes of the events that
//           were committed together (one leaf: the root is the hash), and the path from this event
//           to the root. So every event stands on its own proof, one signature a commit is enough,
//           and a reader checks each root once (RFC 6962 for the shape; leaves and nodes are told
//           apart by a prefix byte).
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
  std::string seal;       // 64 bytes of signature, then the index byte pair and 32-byte siblings
  bool redacted = false;  // the body was taken out: `body` is null
};

// The order in which state is folded: by clock, node, number, hash. Equal on every node.
std::strong_ordering fold_order(const Event& a, const Event& b);

// Canonical text of a body or header. Error ledger.not-canonical {path} for floats, integers
// beyond 64 bits, texts that are not UTF-8, nesting deeper than 32; ledger.body-too-large above
// kMaxBody bytes.
std::string canonical(const Json& value);
inline constexpr std::size_t kMaxBody = 1 << 20;

// Header text of an event (without hash and seal), and the hash over it.
std::string header(const Event& event);
Hash header_hash(const Event& event);

// Seals of events committed together, in their order: one signature.
std::vector<std::string> seal_all(const SigningKey& key, const std::vector<Hash>& hashes);
// The root that a seal claims for this hash; nothing where its form is wrong.
struct SealedRoot {
  Hash root;
  Signature signature{};
};
std::optional<SealedRoot> open_seal(const Hash& hash, std::string_view seal);
// Domain-separated message that is signed for a root.
std::string seal_message(const Hash& root);

// UUIDv7 of a time and 10 random bytes; and the time back.
Id uuid7(Instant at, std::span<const std::uint8_t, 10> random);
Instant time_of(const Id& uuid);
std::string uuid_text(const Id& uuid);  // 8-4-4-4-12
std::optional<Id> uuid_from_text(std::string_view text);

// One line of a bundle: {"event":{header…,"hash","seal"},"body":{…}|null}. Error ledger.bad-event
// {why} where it is not one, hashes do not match, or the body is not what the header signs.
std::string event_line(const Event& event);
Event read_event(std::string_view line);

}  // namespace adem::ledger
