// One connection, encrypted or not, with its deadline. Used by the server's one thread of
// connections only.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace adem::serve::http {

namespace asio = boost::asio;

// Bytes of a connection, whichever way they go: one type for what reads and writes HTTP, so that it
// is compiled once.
class Wire {
 public:
  explicit Wire(asio::ip::tcp::socket taken) : socket(std::move(taken)) {}

  using executor_type = asio::ip::tcp::socket::executor_type;
  executor_type get_executor() { return socket.get_executor(); }
  template <typename Buffers, typename Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    return asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
        [this](auto handler, const Buffers& into) {
          if (tls) {
            tls->async_read_some(into, std::move(handler));
          } else {
            socket.async_read_some(into, std::move(handler));
          }
        },
        token, buffers);
  }
  template <typename Buffers, typename Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
        [this](auto handler, const Buffers& from) {
          if (tls) {
            tls->async_write_some(from, std::move(handler));
          } else {
            socket.async_write_some(from, std::move(handler));
          }
        },
        token, buffers);
  }

  asio::ip::tcp::socket socket;
  std::optional<asio::ssl::stream<asio::ip::tcp::socket&>> tls;  // once it is agreed upon
};

class Talk : public std::enable_shared_from_this<Talk> {
 public:
  Talk(asio::io_context& context, asio::ip::tcp::socket taken)
      : wire(std::move(taken)), news(context), deadline_(context) {}

  // What is being waited for is given up after this time, from now.
  void within(std::chrono::milliseconds time) {
    expired = false;
    const auto number = ++number_;
    deadline_.expires_after(time);
    deadline_.async_wait([self = weak_from_this(), number](boost::system::error_code error) {
      const auto talk = self.lock();
      if (error || !talk || talk->number_ != number) return;
      talk->expired = true;
      talk->give_up();
    });
  }
  void in_its_own_time() {
    ++number_;
    deadline_.cancel();
  }
  void give_up() {
    boost::system::error_code ignored;
    wire.socket.cancel(ignored);
  }

  Wire wire;
  boost::beast::flat_buffer buffer;
  std::string address;
  bool expired = false;
  bool idle = false;  // between requests
  // Of a stream: rings when there may be a next piece.
  asio::steady_timer news;
  bool rang = false;

 private:
  asio::steady_timer deadline_;
  std::uint64_t number_ = 0;
};

}  // namespace adem::serve::http
