// Asks another server of adem, by HTTP or HTTPS. libcurl.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "serve/http/message.h"

namespace adem::serve {

class Caller {
 public:
  // `base`: "https://192.168.1.5:8443", without a path. `authority`: a file in PEM whose
  // certificates are trusted; empty: those of the system. Error serve.bad-url {text}.
  explicit Caller(std::string base, std::string authority = {});
  ~Caller();
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  const std::string& base() const { return base_; }
  // Whether a text names a server and not a file.
  static bool is_url(std::string_view text);

  // What is answered, headers in lower case, redirects as they are. With `sink` the body of a 200
  // goes there in pieces; else it is kept, kMostKept bytes at most. Errors serve.not-trusted
  // {where}, serve.cannot-reach {where, why}; what the sink throws.
  http::Response call(const http::Request& request,
                      const std::function<void(std::string_view)>& sink = {});

  static constexpr std::size_t kMostKept = 512U << 20;

 private:
  struct Wire;
  const std::string base_;
  std::unique_ptr<Wire> wire_;
};

}  // namespace adem::serve
