// Requests to routes and back: who calls, what is given, what is refused, what is counted.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "serve/http/server.h"
#include "serve/http/target.h"
#include "serve/route.h"

namespace adem::serve {

// Both languages, read once.
struct Voices {
  explicit Voices(const Zone& zone) : indonesian("id", zone), english("en", zone) {}
  words::Speech indonesian, english;
};

// The route of a path and what stands for its {…}. Problems: 404 serve.no-route, 405
// serve.bad-method with Allow. HEAD is answered as GET.
struct Matched {
  const Route* route = nullptr;
  std::vector<std::string> words;
};
Matched match(std::string_view method, const std::vector<std::string>& path);

class Api final : public http::Application {
 public:
  // `log` gets a line of JSON for each request: when, which route, status, milliseconds, bytes.
  // Nothing of who asked or what for.
  Api(House& house, const Voices& voices, std::function<void(const std::string&)> log = {});

  std::size_t body_limit(const http::Request& head) const override;
  http::Response answer(const http::Request& request) override;
  http::Response refuse(int status, const http::Request& request) override;
  void connected(std::size_t count) override { house_.meter().connections = count; }

 private:
  const words::Speech& speech_of(const http::Request& request, const http::Target* target) const;
  // Error and Problem come out of it; `found` is set as soon as the route is known.
  http::Response routed(const http::Request& request, const http::Target& target,
                        const words::Speech& speech, const Route*& found);
  Matched matched_or_counted(const http::Request& request, const http::Target& target) const;
  void know(Call& call) const;
  void not_too_often(Rates& rates, std::string_view key, std::int64_t cost) const;
  void must_be_secure(const http::Request& request, const Route& route) const;

  House& house_;
  const Voices& voices_;
  const std::function<void(const std::string&)> log_;
};

}  // namespace adem::serve
