// What is refused, as programs and people read it:
// {"error": {"code", "what", "mend"}} in the language that was asked for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"
#include "serve/http/message.h"
#include "words/speech.h"

namespace adem::serve {

// A refusal that only HTTP knows: 401, 404 of a path, 405, 413, 429 …; its sentences are
// error.<code>.what and error.<code>.mend like those of an Error.
struct Problem {
  int status;
  std::string code;
  Args args = {};
  http::Headers headers = {};
};

Json error_json(const Message& message, const words::Speech& speech);
http::Response refusal(const Problem& problem, const words::Speech& speech);
http::Response refusal(const Error& error, const words::Speech& speech);

http::Response json_response(int status, const Json& body);

// "id" or "en": what ?lang= says, else the first of Accept-Language that adem speaks, else "id".
std::string_view language_of(std::string_view asked, std::string_view accepted);

// JSON from outside: nothing where it is none, is nested deeper than 32 levels, or has bytes that
// are no UTF-8.
std::optional<Json> read_json(std::string_view text);

}  // namespace adem::serve
