#include "serve/authority.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <filesystem>
#include <ifaddrs.h>
#include <memory>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"

namespace adem::serve {

namespace {

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* thing) const {
    Free(thing);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Cert = std::unique_ptr<X509, Freed<X509_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

constexpr int kAuthorityDays = 730;
// Private, link-local and loopback addresses (RFC 1918, 3927, 4193, 4291).
constexpr std::array<std::string_view, 8> kLocalRanges = {
    "10.0.0.0/255.0.0.0",
    "172.16.0.0/255.240.0.0",
    "192.168.0.0/255.255.0.0",
    "169.254.0.0/255.255.0.0",
    "127.0.0.0/255.0.0.0",
    "fc00:0:0:0:0:0:0:0/fe00:0:0:0:0:0:0:0",
    "fe80:0:0:0:0:0:0:0/ffc0:0:0:0:0:0:0:0",
    "0:0:0:0:0:0:0:1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"};

std::string file(const std::string& directory, const char* name) {
  return directory + "/tls/" + name;
}

[[noreturn]] void failed(const std::string& path) {
  const auto code = ERR_get_error();
  const char* why = code == 0 ? nullptr : ERR_reason_error_string(code);
  ERR_clear_error();
  throw Error(ErrorKind::io, "serve.bad-certificate",
              {{"path", path}, {"why", std::string(why == nullptr ? "-" : why)}}, path);
}

// What OpenSSL made or read, or an error about the file that it was for.
template <typename Owner, typename T>
Owner made(T* thing, const std::string& path) {
  if (thing == nullptr) failed(path);
  return Owner(thing);
}

void must(bool good, const std::string& path) {
  if (!good) failed(path);
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string pem_of(EVP_PKEY* key, const std::string& path) {
  const Bio bio(BIO_new(BIO_s_mem()));
  must(PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1, path);
  return text_of(bio.get());
}

std::string pem_of(X509* cert, const std::string& path) {
  const Bio bio(BIO_new(BIO_s_mem()));
  must(PEM_write_bio_X509(bio.get(), cert) == 1, path);
  return text_of(bio.get());
}

Cert read_cert(const std::string& path) {
  const std::string text = read_file(path);
  const Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  return made<Cert>(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), path);
}

Key read_key(const std::string& path) {
  const std::string text = read_file(path);
  const Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  return made<Key>(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr), path);
}

void extend(X509* cert, X509* issuer, int what, const std::string& text, const std::string& path) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, cert, nullptr, nullptr, 0);
  const auto made_of =
      made<Extension>(X509V3_EXT_conf_nid(nullptr, &context, what, text.c_str()), path);
  must(X509_add_ext(cert, made_of.get(), -1) == 1, path);
}

// An empty one: numbered, named, dated. An hour of the past, for clocks that are behind.
Cert blank(EVP_PKEY* key, const std::string& name, Instant from, Instant until,
           const std::string& path) {
  auto cert = made<Cert>(X509_new(), path);
  std::array<unsigned char, 16> number{};
  must(RAND_bytes(number.data(), static_cast<int>(number.size())) == 1, path);
  number[0] = static_cast<unsigned char>((number[0] & 0x7F) | 0x40);
  const std::unique_ptr<BIGNUM, Freed<BN_free>> big(
      BN_bin2bn(number.data(), static_cast<int>(number.size()), nullptr));
  must(big && BN_to_ASN1_INTEGER(big.get(), X509_get_serialNumber(cert.get())) != nullptr, path);
  X509_set_version(cert.get(), 2);
  ASN1_TIME_set(X509_getm_notBefore(cert.get()), from.time_since_epoch().count());
  ASN1_TIME_set(X509_getm_notAfter(cert.get()), until.time_since_epoch().count());
  must(X509_NAME_add_entry_by_txt(X509_get_subject_name(cert.get()), "CN", MBSTRING_UTF8,
                                  reinterpret_cast<const unsigned char*>(name.data()),
                                  static_cast<int>(name.size()), -1, 0) == 1,
       path);
  must(X509_set_pubkey(cert.get(), key) == 1, path);
  return cert;
}

// A name as it stands in certificates; no wildcards.
void check_name(const std::string& name) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  if (!name.empty() && name.size() <= 200 && std::ranges::all_of(name, letter) &&
      name.front() != '.' && name.back() != '.' && name.find("..") == std::string::npos) {
    return;
  }
  throw Error(ErrorKind::misuse, "serve.bad-cert-name", {{"text", name}});
}

bool is_local(const in_addr& address) {
  const auto value = ntohl(address.s_addr);
  return value >> 24 == 10 || value >> 24 == 127 || value >> 20 == 0xAC1 || value >> 16 == 0xC0A8 ||
         value >> 16 == 0xA9FE;
}
bool is_local(const in6_addr& address) {
  return (address.s6_addr[0] & 0xFE) == 0xFC || IN6_IS_ADDR_LINKLOCAL(&address) ||
         IN6_IS_ADDR_LOOPBACK(&address);
}

void check_address(const std::string& text) {
  in_addr four{};
  in6_addr six{};
  const bool good = (::inet_pton(AF_INET, text.c_str(), &four) == 1 && is_local(four)) ||
                    (::inet_pton(AF_INET6, text.c_str(), &six) == 1 && is_local(six));
  if (!good) throw Error(ErrorKind::misuse, "serve.bad-cert-address", {{"text", text}});
}

std::string joined(const std::vector<std::string>& parts, std::string_view before) {
  std::string all;
  for (const auto& part : parts) {
    all += (all.empty() ? "" : ",") + std::string(before) + part;
  }
  return all;
}

struct Pair {
  Cert cert;
  Key key;
};

Pair make_authority(const std::string& directory, const CertOrder& order, Instant now) {
  const auto path = file(directory, "authority.crt");
  auto key = made<Key>(EVP_EC_gen("P-256"), path);
  auto cert = blank(key.get(), order.title, now - std::chrono::hours(1),
                    now + std::chrono::days(kAuthorityDays), path);
  X509_set_issuer_name(cert.get(), X509_get_subject_name(cert.get()));
  std::string local = "critical,permitted;DNS:localhost,permitted;DNS:local";
  for (const auto range : kLocalRanges) local += ",permitted;IP:" + std::string(range);
  if (!order.names.empty()) local += "," + joined(order.names, "permitted;DNS:");
  for (const auto& [what, text] :
       {std::pair{NID_basic_constraints, std::string("critical,CA:TRUE,pathlen:0")},
        std::pair{NID_key_usage, std::string("critical,keyCertSign,cRLSign")},
        std::pair{NID_ext_key_usage, std::string("serverAuth")},
        std::pair{NID_name_constraints, local},
        std::pair{NID_subject_key_identifier, std::string("hash")}}) {
    extend(cert.get(), cert.get(), what, text, path);
  }
  must(X509_sign(cert.get(), key.get(), EVP_sha256()) > 0, path);
  write_secret_file(file(directory, "authority.key"),
                    pem_of(key.get(), file(directory, "authority.key")));
  write_file_atomic(path, pem_of(cert.get(), path));
  return {std::move(cert), std::move(key)};
}

Pair authority(const std::string& directory, const CertOrder& order, Instant now, bool& made_now) {
  std::error_code error;
  std::filesystem::create_directories(directory + "/tls", error);
  made_now = !std::filesystem::exists(file(directory, "authority.key"), error);
  if (made_now) return make_authority(directory, order, now);
  return {read_cert(file(directory, "authority.crt")), read_key(file(directory, "authority.key"))};
}

std::string fingerprint(X509* cert) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
  X509_digest(cert, EVP_sha256(), bytes.data(), &size);
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    text += fmt::format("{}{:02X}", i == 0 ? "" : ":", bytes[i]);
  }
  return text;
}

void must_vouch_for(X509* authority, X509* cert, const std::vector<std::string>& names,
                    const std::string& path) {
  const std::unique_ptr<NAME_CONSTRAINTS, Freed<NAME_CONSTRAINTS_free>> limits(
      static_cast<NAME_CONSTRAINTS*>(
          X509_get_ext_d2i(authority, NID_name_constraints, nullptr, nullptr)));
  must(limits != nullptr, path);
  X509_check_purpose(cert, -1, -1);  // reads its names, which the next line looks at
  if (NAME_CONSTRAINTS_check(cert, limits.get()) == X509_V_OK) return;
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
  throw Error(ErrorKind::conflict, "serve.cert-names", {{"names", all}});
}

}  // namespace

Issued issue_certificate(const std::string& directory, const CertOrder& order, Instant now) {
  for (const auto& name : order.names) check_name(name);
  for (const auto& address : order.addresses) check_address(address);
  if (order.days < 1 || order.days > kMostCertDays) {
    throw Error(ErrorKind::misuse, "serve.bad-cert-days",
                {{"most", static_cast<std::int64_t>(kMostCertDays)}});
  }
  Issued issued;
  const auto by = authority(directory, order, now, issued.new_authority);
  const auto path = file(directory, "server.crt");
  auto names = order.names, addresses = order.addresses;
  for (auto& [list, always] :
       {std::pair{&names, std::vector<std::string>{"localhost"}},
        std::pair{&addresses, std::vector<std::string>{"127.0.0.1", "::1"}}}) {
    for (const auto& one : always) {
      if (std::ranges::find(*list, one) == list->end()) list->push_back(one);
    }
  }
  const auto key = made<Key>(EVP_EC_gen("P-256"), path);
  issued.until = now + std::chrono::days(order.days);
  const auto cert =
      blank(key.get(), "adem server", now - std::chrono::hours(1), issued.until, path);
  X509_set_issuer_name(cert.get(), X509_get_subject_name(by.cert.get()));
  for (const auto& [what, text] :
       {std::pair{NID_basic_constraints, std::string("critical,CA:FALSE")},
        std::pair{NID_key_usage, std::string("critical,digitalSignature")},
        std::pair{NID_ext_key_usage, std::string("serverAuth")},
        std::pair{NID_subject_alt_name, joined(names, "DNS:") + "," + joined(addresses, "IP:")},
        std::pair{NID_subject_key_identifier, std::string("hash")},
        std::pair{NID_authority_key_identifier, std::string("keyid:always")}}) {
    extend(cert.get(), by.cert.get(), what, text, path);
  }
  must(X509_sign(cert.get(), by.key.get(), EVP_sha256()) > 0, path);
  must_vouch_for(by.cert.get(), cert.get(), order.names, path);
  write_secret_file(file(directory, "server.key"), pem_of(key.get(), path));
  write_file_atomic(path, pem_of(cert.get(), path) + pem_of(by.cert.get(), path));
  issued.fingerprint = fingerprint(by.cert.get());
  issued.holds_for = std::move(names);
  issued.holds_for.insert(issued.holds_for.end(), addresses.begin(), addresses.end());
  return issued;
}

std::optional<Authority> authority_of(const std::string& directory) {
  try {
    const auto cert = read_cert(file(directory, "authority.crt"));
    unsigned char* der = nullptr;
    const int size = i2d_X509(cert.get(), &der);
    if (size <= 0) return std::nullopt;
    Authority found{.der = {reinterpret_cast<char*>(der), static_cast<std::size_t>(size)},
                    .fingerprint = fingerprint(cert.get())};
    OPENSSL_free(der);
    return found;
  } catch (const Error&) {
    return std::nullopt;
  }
}

http::Credentials credentials_of(const std::string& directory) {
  std::error_code error;
  http::Credentials found{.certificate = file(directory, "server.crt"),
                          .key = file(directory, "server.key")};
  for (const auto& path : {found.certificate, found.key}) {
    if (!std::filesystem::exists(path, error)) {
      throw Error(ErrorKind::conflict, "serve.no-certificate");
    }
  }
  return found;
}

std::vector<std::string> local_addresses() {
  ifaddrs* all = nullptr;
  if (::getifaddrs(&all) != 0) return {};
  const std::unique_ptr<ifaddrs, Freed<freeifaddrs>> kept(all);
  std::vector<std::string> four, six;
  std::array<char, INET6_ADDRSTRLEN> text{};
  for (const ifaddrs* one = all; one != nullptr; one = one->ifa_next) {
    if (one->ifa_addr == nullptr) continue;
    if (one->ifa_addr->sa_family == AF_INET) {
      sockaddr_in at{};
      std::memcpy(&at, one->ifa_addr, sizeof at);
      if (!is_local(at.sin_addr) || ntohl(at.sin_addr.s_addr) >> 24 == 127) continue;
      four.emplace_back(::inet_ntop(AF_INET, &at.sin_addr, text.data(), text.size()));
    } else if (one->ifa_addr->sa_family == AF_INET6) {
      sockaddr_in6 at{};
      std::memcpy(&at, one->ifa_addr, sizeof at);
      // A link-local one needs its interface's name, which no certificate holds.
      if ((at.sin6_addr.s6_addr[0] & 0xFE) != 0xFC) continue;
      six.emplace_back(::inet_ntop(AF_INET6, &at.sin6_addr, text.data(), text.size()));
    }
  }
  four.insert(four.end(), six.begin(), six.end());
  return four;
}

}  // namespace adem::serve
