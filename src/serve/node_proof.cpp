#include "serve/node_proof.h"

#include <algorithm>

#include "base/format.h"

namespace adem::serve {

namespace {

std::string signed_text(const http::Request& request, std::string_view time) {
  return fmt::format("adem request 1\n{}\n{}\n{}\n{}", request.method, request.target, time,
                     content_hash(request.body));
}

std::optional<Signature> signature_of(std::string_view hex) {
  if (hex.size() != 128) return std::nullopt;
  const auto first = Hash::from_hex(hex.substr(0, 64)), second = Hash::from_hex(hex.substr(64));
  if (!first || !second) return std::nullopt;
  Signature signature{};
  std::ranges::copy(first->bytes, signature.begin());
  std::ranges::copy(second->bytes, signature.begin() + 32);
  return signature;
}

}  // namespace

void sign_request(http::Request& request, const SigningKey& key, Instant now) {
  const std::string time = iso_utc(now);
  const Signature signature = key.sign(signed_text(request, time));
  Hash first, second;
  std::copy_n(signature.begin(), 32, first.bytes.begin());
  std::copy_n(signature.begin() + 32, 32, second.bytes.begin());
  request.headers.emplace_back("adem-node", id_of(key.public_key()).hex());
  Hash public_key;
  public_key.bytes = key.public_key();
  request.headers.emplace_back("adem-key", public_key.hex());
  request.headers.emplace_back("adem-time", time);
  request.headers.emplace_back("adem-proof", first.hex() + second.hex());
}

bool is_of_enrolled_node(const http::Request& request, const ledger::Ledger& ledger, Instant now) {
  const auto id = Id::from_hex(request.header("adem-node"));
  const auto at = parse_instant(request.header("adem-time"), Zone("UTC"));
  const auto signature = signature_of(request.header("adem-proof"));
  const auto key = Hash::from_hex(request.header("adem-key"));
  if (!id || !at || !signature || !key || id_of(key->bytes) != *id) return false;
  if (*at < now - kProofLasts || *at > now + kProofLasts) return false;
  const auto nodes = ledger.nodes();
  const auto node = std::ranges::find(nodes, *id, &ledger::Node::id);
  return node != nodes.end() && node->trust == ledger::Trust::enrolled &&
         verify(key->bytes, signed_text(request, request.header("adem-time")), *signature);
}

}  // namespace adem::serve
