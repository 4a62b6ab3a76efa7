// A plain client for tests of the server: one connection, bytes out, answers in.
#pragma once

#include <arpa/inet.h>
#include <cstdlib>
#include <gtest/gtest.h>
#include <map>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

#include "base/json.h"
#include "serve/http/message.h"

namespace adem::serve::testing {

struct Answer {
  int status = 0;                                   // 0: the other side closed without one
  std::map<std::string, std::string> headers = {};  // as they came
  std::string body = {};
  Json json() const { return Json::parse(body, nullptr, false); }
  std::string code() const {
    const Json said = json();
    return said.is_object() && said.contains("error") ? said["error"].value("code", "") : "";
  }
};

class Client {
 public:
  explicit Client(std::uint16_t port, int receive_buffer = 0)
      : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) {
      ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    const timeval patience{20, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_port = htons(port);
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&where), sizeof where) == 0;
  }
  Client(Client&& other) noexcept
      : headers(std::move(other.headers)),
        fd_(std::exchange(other.fd_, -1)),
        connected_(other.connected_),
        come_(std::move(other.come_)) {}
  ~Client() { close(); }

  http::Headers headers;  // sent with every ask()

  bool connected() const { return connected_; }
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }
  // False where the other side takes no more.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  static std::string request(std::string_view method, std::string_view target,
                             const http::Headers& headers, std::string_view body) {
    std::string text = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n";
    for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
    if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return text + "\r\n" + std::string(body);
  }
  Answer ask(std::string_view method, std::string_view target, std::string_view body = {},
             http::Headers more = {}) {
    more.insert(more.end(), headers.begin(), headers.end());
    if (!body.empty()) more.emplace_back("Content-Type", "application/json");
    send(request(method, target, more, body));
    return read(method == "HEAD");
  }
  Answer post(std::string_view target, const Json& body) {
    return ask("POST", target, body.dump());
  }
  Answer get(std::string_view target) { return ask("GET", target); }

  // Up to and with `end`; what came so far where the other side closed, or nothing more came.
  std::string read_to(std::string_view end) {
    for (;;) {
      const auto at = come_.find(end);
      if (at != std::string::npos) {
        const std::string text = come_.substr(0, at + end.size());
        come_.erase(0, text.size());
        return text;
      }
      if (!more()) return std::exchange(come_, {});
    }
  }
  Answer read(bool head_only = false) {
    Answer answer;
    std::string head = read_to("\r\n\r\n");
    if (!head.starts_with("HTTP/1.1 ")) return answer;
    answer.status = std::atoi(head.c_str() + 9);
    for (auto at = head.find("\r\n"); at + 4 < head.size();) {
      const auto end = head.find("\r\n", at + 2);
      const auto line = head.substr(at + 2, end - at - 2);
      const auto colon = line.find(": ");
      if (colon != std::string::npos)
        answer.headers[line.substr(0, colon)] = line.substr(colon + 2);
      at = end;
    }
    const auto length = answer.headers.find("Content-Length");
    if (length == answer.headers.end() || head_only) return answer;
    const auto size = static_cast<std::size_t>(std::atoll(length->second.c_str()));
    while (come_.size() < size && more()) {
    }
    answer.body = come_.substr(0, size);
    come_.erase(0, size);
    return answer;
  }
  // Reads until the other side closes; how many bytes came.
  std::size_t drain() {
    std::size_t count = come_.size();
    come_.clear();
    while (more()) count += std::exchange(come_, {}).size();
    return count;
  }

 private:
  bool more() {
    char buffer[65536];
    const auto came = ::recv(fd_, buffer, sizeof buffer, 0);
    if (came <= 0) return false;
    come_.append(buffer, static_cast<std::size_t>(came));
    return true;
  }
  int fd_ = -1;
  bool connected_ = false;
  std::string come_;
};

}  // namespace adem::serve::testing
