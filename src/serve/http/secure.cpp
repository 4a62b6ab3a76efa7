#include "serve/http/secure.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "base/error.h"

namespace adem::serve::http {

namespace {

[[noreturn]] void bad(const std::string& path) {
  const auto code = ERR_get_error();
  const char* why = code == 0 ? nullptr : ERR_reason_error_string(code);
  ERR_clear_error();
  throw Error(ErrorKind::io, "serve.bad-certificate",
              {{"path", path}, {"why", std::string(why == nullptr ? "-" : why)}}, path);
}

// HTTP/1.1 and nothing else, to who asks.
int choose(SSL*, const unsigned char** out, unsigned char* length, const unsigned char* in,
           unsigned int in_length, void*) {
  static constexpr unsigned char kOurs[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, length, kOurs, sizeof kOurs - 1, in, in_length) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_NOACK;
  }
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

}  // namespace

void FreeTls::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }

TlsContext tls_context(const Credentials& credentials) {
  TlsContext context(SSL_CTX_new(TLS_server_method()));
  if (!context) bad(credentials.certificate);
  SSL_CTX* const tls = context.get();
  SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
  SSL_CTX_set_options(tls, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION |
                               SSL_OP_NO_COMPRESSION | SSL_OP_PRIORITIZE_CHACHA);
  // A phone that waits for news holds no buffers.
  SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(tls, choose, nullptr);
  if (SSL_CTX_set_cipher_list(tls, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) {
    bad(credentials.certificate);
  }
  if (SSL_CTX_use_certificate_chain_file(tls, credentials.certificate.c_str()) != 1) {
    bad(credentials.certificate);
  }
  if (SSL_CTX_use_PrivateKey_file(tls, credentials.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(tls) != 1) {
    bad(credentials.key);
  }
  return context;
}

}  // namespace adem::serve::http
