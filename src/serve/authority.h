// A certificate authority of the hall's own, so that phones without internet can speak TLS with the
// server. Files of a workspace under tls/:
//
//   authority.crt, authority.key  EC P-256, for two years. The certificate says that it vouches for
//                                 servers of local addresses alone (name constraints, RFC 5280
//                                 4.2.1.10): private address ranges, "localhost", names under
//                                 ".local", and the names that were given when it was made. Who
//                                 stole its key could do no more with it.
//   server.crt, server.key        what the server shows, with the authority's behind it
//
// Keys are readable by their owner only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "serve/http/secure.h"

namespace adem::serve {

inline constexpr int kMostCertDays = 397;  // longer ones are refused by browsers

struct CertOrder {
  std::string title = {};                   // whose authority it is, for lists on a phone
  std::vector<std::string> names = {};      // besides localhost
  std::vector<std::string> addresses = {};  // besides 127.0.0.1 and ::1
  int days = kMostCertDays;
};

struct Issued {
  bool new_authority = false;
  std::string fingerprint;             // of the authority
  std::vector<std::string> holds_for;  // names and addresses
  Instant until;                       // of the server's certificate
};

// Issues a certificate for the server; makes the authority where there is none. `directory` is the
// workspace's. Errors serve.bad-cert-name {text}, serve.bad-cert-address {text} (none, or a public
// one), serve.bad-cert-days {most}, serve.cert-names {names} (the authority that is there does not
// vouch for them), serve.bad-certificate, base.cannot-write.
Issued issue_certificate(const std::string& directory, const CertOrder& order, Instant now);

struct Authority {
  std::string der;          // as phones take it
  std::string fingerprint;  // SHA-256, "AB:CD:…"
};
// Nothing where there is none that can be read.
std::optional<Authority> authority_of(const std::string& directory);

// What the server shows. Error serve.no-certificate where none was made.
http::Credentials credentials_of(const std::string& directory);

// The private addresses of this machine, those of IPv4 first.
std::vector<std::string> local_addresses();

}  // namespace adem::serve
