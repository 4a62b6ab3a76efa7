#include "serve/http/endpoint.h"

#include <charconv>

#include "base/error.h"

namespace adem::serve::http {

Endpoint endpoint(std::string_view text) {
  const auto colon = text.rfind(':');
  const auto port = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  std::uint16_t number = 0;
  const auto read = std::from_chars(port.data(), port.data() + port.size(), number);
  if (port.empty() || read.ec != std::errc() || read.ptr != port.data() + port.size()) {
    throw Error(ErrorKind::misuse, "serve.bad-listen", {{"text", std::string(text)}});
  }
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  return {std::string(host), number};
}

std::string shown(const std::string& host, std::uint16_t port) {
  const bool colons = host.find(':') != std::string::npos;
  return (colons ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

}  // namespace adem::serve::http
