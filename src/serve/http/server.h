// HTTP/1.1, encrypted or not: connections are held by one thread, requests are answered on many.
// What is asked and what is answered is the application's.
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
#include <optional>
#include <string>
#include <string_view>

#include "serve/http/endpoint.h"
#include "serve/http/message.h"
#include "serve/http/secure.h"

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
  Endpoint at = {};
  // With these it speaks TLS. Who speaks plain HTTP all the same is answered in it: what is said to
  // a request that is not `secure` is the application's.
  std::optional<Credentials> credentials = {};
  std::optional<Endpoint> plain = {};  // plain HTTP beside it
  std::size_t threads = 64;            // they wait for the disk more than they compute
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
  // serve.cannot-listen {where, why}, serve.bad-certificate.
  Server(Application& application, Settings settings);
  ~Server();
  std::uint16_t port() const;
  std::uint16_t plain_port() const;  // 0 where there is none
  void run();                        // until stopped
  void stop();                       // from any thread

  struct Host;

 private:
  std::shared_ptr<Host> host_;
};

// One request out of its bytes, as the server reads it from a connection; nothing where the server
// would refuse it or wait for more.
std::optional<Request> read_request(std::string_view bytes, std::size_t body_limit);

}  // namespace adem::serve::http
