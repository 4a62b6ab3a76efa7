// HTTP/1.1 on one address: connections are held by one thread, requests are answered on many. What
// is asked and what is answered is the application's.
//
// - Requests of one connection are answered in their order, also when they come all at once.
// - Everything is bounded: header 16 KiB, bodies as the application says, bodies in flight 256 MiB
//   together, connections 4096; a side that neither sends nor takes its bytes in time is cut off.
// - stop() takes no more connections, lets answers under way finish (`leave` at most), and ends.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "serve/http/message.h"

namespace adem::serve::http {

class Application {
 public:
  virtual ~Application() = default;
  // Bytes that a body may have, asked as soon as the header is there: the request without it.
  virtual std::size_t body_limit(const Request& head) const = 0;
  // From many threads. Never throws.
  virtual Response answer(const Request& request) = 0;
  // What the server itself refuses: 400, 408, 413, 431, 503.
  virtual Response refuse(int status, const Request& request) = 0;
  // Connections there are now.
  virtual void connected(std::size_t count) = 0;
};

struct Settings {
  std::string host = "127.0.0.1";  // an address in digits, or "localhost"
  std::uint16_t port = 0;          // 0: any that is free
  std::size_t threads = 64;        // they wait for the disk more than they compute
  std::size_t connections = 4096;
  std::chrono::milliseconds idle{60'000};  // between requests
  std::chrono::milliseconds header{10'000};
  std::chrono::milliseconds body{30'000};   // and a second more for every 16 KiB
  std::chrono::milliseconds write{20'000};  // for every 64 KiB
  std::chrono::milliseconds beat{15'000};   // of a stream that has nothing to say
  std::chrono::milliseconds leave{10'000};
};

class Server {
 public:
  // Listens; the application outlives the server. Errors serve.bad-listen {text},
  // serve.cannot-listen {where, why}.
  Server(Application& application, Settings settings);
  ~Server();
  std::uint16_t port() const;
  void run();   // until stopped
  void stop();  // from any thread

  struct Host;

 private:
  std::shared_ptr<Host> host_;
};

// "127.0.0.1:8080", "[::1]:8080" or "localhost:8080" into settings. Error serve.bad-listen {text}.
void set_listen(Settings& settings, std::string_view text);

// One request out of its bytes, as the server reads it from a connection; nothing where the server
// would refuse it or wait for more.
std::optional<Request> read_request(std::string_view bytes, std::size_t body_limit);

}  // namespace adem::serve::http
