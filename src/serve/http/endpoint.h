// Where a server listens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace adem::serve::http {

struct Endpoint {
  std::string host = "127.0.0.1";  // an address in digits, or "localhost"
  std::uint16_t port = 0;          // 0: any that is free
};

// Of "127.0.0.1:8080", "[::1]:8080" or "localhost:8080". Error serve.bad-listen {text}.
Endpoint endpoint(std::string_view text);

// "127.0.0.1:8080", "[::1]:8080".
std::string shown(const std::string& host, std::uint16_t port);

}  // namespace adem::serve::http
