// One connection with its deadline. Used by the server's one thread of connections only.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace adem::serve::http {

namespace asio = boost::asio;

class Talk : public std::enable_shared_from_this<Talk> {
 public:
  Talk(asio::io_context& context, asio::ip::tcp::socket taken)
      : socket(std::move(taken)), news(context), deadline_(context) {}

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
    socket.cancel(ignored);
  }

  asio::ip::tcp::socket socket;
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
