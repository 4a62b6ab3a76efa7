// What every encrypted connection is held to: TLS 1.2 or 1.3, forward secrecy, authenticated
// ciphers, no renegotiation. OpenSSL.
#pragma once

#include <memory>
#include <string>

struct ssl_ctx_st;

namespace adem::serve::http {

// Files in PEM: the server's certificate with those that vouch for it, and its key.
struct Credentials {
  std::string certificate, key;
};

struct FreeTls {
  void operator()(ssl_ctx_st* context) const;
};
using TlsContext = std::unique_ptr<ssl_ctx_st, FreeTls>;

// Error serve.bad-certificate {path, why} where the files are not there, are none, or do not
// belong together.
TlsContext tls_context(const Credentials& credentials);

}  // namespace adem::serve::http
