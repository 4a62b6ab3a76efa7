#include "serve/problem.h"

namespace adem::serve {

namespace {

constexpr int kDeepest = 32;

// Looked at before it is parsed: what is built deeper than this costs stack elsewhere.
bool too_deep(std::string_view text) {
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_text) {
      if (c == '\\') ++i;
      in_text = c != '"';
    } else if (c == '"') {
      in_text = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDeepest) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

http::Response refusal(int status, const Message& message, const words::Speech& speech) {
  return json_response(status, Json{{"error", error_json(message, speech)}});
}

}  // namespace

Json error_json(const Message& message, const words::Speech& speech) {
  const std::string base = "error." + message.code;
  const auto said = [&](const std::string& key) {
    return speech.has(key) ? speech.say(key, message.args) : message.code;
  };
  return Json{
      {"code", message.code}, {"what", said(base + ".what")}, {"mend", said(base + ".mend")}};
}

http::Response json_response(int status, const Json& body) {
  http::Response response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
  // Texts that came from outside were looked at; what a file or a library said may be anything.
  response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  return response;
}

http::Response refusal(const Problem& problem, const words::Speech& speech) {
  auto response = refusal(problem.status, {problem.code, problem.args}, speech);
  response.headers.insert(response.headers.end(), problem.headers.begin(), problem.headers.end());
  return response;
}

http::Response refusal(const Error& error, const words::Speech& speech) {
  return refusal(error.http_status(), error.message(), speech);
}

std::string_view language_of(std::string_view asked, std::string_view accepted) {
  if (asked == "id" || asked == "en") return asked;
  while (!accepted.empty()) {
    const auto comma = accepted.find(',');
    auto one = accepted.substr(0, comma);
    accepted.remove_prefix(comma == std::string_view::npos ? accepted.size() : comma + 1);
    while (one.starts_with(' ')) one.remove_prefix(1);
    for (const std::string_view known : {"id", "en"}) {
      if (one.starts_with(known) && (one.size() == 2 || one[2] == '-' || one[2] == ';')) {
        return known;
      }
    }
  }
  return "id";
}

std::optional<Json> read_json(std::string_view text) {
  if (too_deep(text)) return std::nullopt;
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  return json;
}

}  // namespace adem::serve
