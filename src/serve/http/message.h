// A request as it came and an answer as it will go, in no library's types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace adem::serve::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method, target;  // as they came
  Headers headers;             // names in lower case
  std::string body;
  // Of the other side, only to count attempts with: it is neither kept nor logged.
  std::string address;
  bool secure = false;  // it came over TLS

  // The first of that name (in lower case); empty where there is none.
  std::string_view header(std::string_view name) const;
};

// The name or address that was asked, without its port: "192.168.1.5", "[fd00::1]"; empty where the
// header, port and all, is no such thing.
std::string_view host_of(const Request& request);

// An answer that comes in pieces. One thread at a time.
class Stream {
 public:
  virtual ~Stream() = default;
  // `wake` may be called from any thread, until the stream is gone, when there may be a next piece.
  virtual void on_news(std::function<void()> wake) = 0;
  // Empty: nothing yet. Nothing: over.
  virtual std::optional<std::string> next() = 0;
  // What is sent when nothing came for a while, so that both sides notice who left. Nothing: over.
  virtual std::optional<std::string> beat() = 0;
};

struct Response {
  int status = 200;
  Headers headers;         // Content-Length, Connection and Date are the server's
  std::string body;        // or
  std::string_view fixed;  // bytes that outlive the server, or
  std::shared_ptr<Stream> stream;
  std::optional<std::uint64_t> length;  // of a stream; none: it ends with the connection

  std::string_view bytes() const { return body.empty() ? fixed : std::string_view(body); }
};

// Status line and headers with the empty line. A value that could break out of its line is left
// out with its name. `date` is an IMF-fixdate.
std::string head_of(const Response& response, bool keep_alive, std::string_view date);

// "Wed, 27 Nov 2024 00:00:00 GMT" of seconds since 1970.
std::string imf_date(std::int64_t seconds);

}  // namespace adem::serve::http
