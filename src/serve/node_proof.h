// How a node says who it is: it signs what it asks with its own key. The headers:
//
//   Adem-Node   its id, 32 hex digits
//   Adem-Key    its public key, 64 hex digits: the id is made of it, and who enrolled a node by its
//               id may not have seen its key yet
//   Adem-Time   when it asked, ISO 8601 in UTC; off by kProofLasts at most
//   Adem-Proof  Ed25519 in hex over "adem request 1\n<method>\n<target>\n<time>\n<BLAKE2b of the
//               body in hex>"
//
// A request that was listened to can be sent again for that while; nothing that nodes ask for does
// more the second time.
#pragma once

#include <chrono>

#include "base/sign.h"
#include "ledger/ledger.h"
#include "serve/http/message.h"

namespace adem::serve {

inline constexpr std::chrono::minutes kProofLasts{5};

// Adds the headers to a request that is complete otherwise.
void sign_request(http::Request& request, const SigningKey& key, Instant now);

// Whether an enrolled node signed it just now.
bool is_of_enrolled_node(const http::Request& request, const ledger::Ledger& ledger, Instant now);

}  // namespace adem::serve
