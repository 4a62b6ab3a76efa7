#include "serve/http/read.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>

#include "serve/http/server.h"

namespace adem::serve::http {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

template <typename Text>
std::string_view view(const Text& text) {
  return {text.data(), text.size()};
}

}  // namespace

void set_limits(Parser& parser) {
  parser.header_limit(kHeaderLimit);
  parser.body_limit(kMostBody);
}

Request request_of(Parser& parser) {
  auto& from = parser.get();
  Request request;
  request.method = view(from.method_string());
  request.target = view(from.target());
  for (const auto& field : from) {
    request.headers.emplace_back(lower(view(field.name_string())), view(field.value()));
  }
  request.body = std::move(from.body());
  return request;
}

std::optional<Request> read_request(std::string_view bytes, std::size_t body_limit) {
  Parser parser;
  set_limits(parser);
  parser.body_limit(body_limit);
  parser.eager(true);
  boost::system::error_code error;
  while (!parser.is_done()) {
    const auto used = parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    bytes.remove_prefix(used);
    if (error || used == 0) return std::nullopt;
  }
  return request_of(parser);
}

}  // namespace adem::serve::http
