// Requests in Beast's types, and out of them. Only this folder includes it.
#pragma once

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <utility>

#include "serve/http/message.h"

namespace adem::serve::http {

using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

inline constexpr std::size_t kHeaderLimit = 16U << 10;
inline constexpr std::size_t kMostBody = 64U << 20;  // of any route

void set_limits(Parser& parser);
// What is there of it: without its body where that has not been read.
Request request_of(Parser& parser);

}  // namespace adem::serve::http
