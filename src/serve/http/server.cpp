#include "serve/http/server.h"

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "serve/http/read.h"
#include "serve/http/talk.h"

namespace adem::serve::http {

namespace {

namespace beast_http = boost::beast::http;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

constexpr std::size_t kPiece = 64U << 10;
constexpr std::size_t kBodiesTogether = 256U << 20;
constexpr std::size_t kSmallBody = 64U << 10;  // not counted among them

auto into(ErrorCode& error) { return asio::redirect_error(use_awaitable, error); }

std::string date_now() {
  return imf_date(std::chrono::duration_cast<std::chrono::seconds>(
                      std::chrono::system_clock::now().time_since_epoch())
                      .count());
}

// What a failed reading is answered with; 0: nobody is there to be answered.
int status_of(const ErrorCode& error, const Talk& talk) {
  if (talk.expired) return 408;
  if (error == beast_http::error::body_limit) return 413;
  if (error == beast_http::error::header_limit || error == beast_http::error::buffer_overflow) {
    return 431;
  }
  if (error == beast_http::error::end_of_stream || error == beast_http::error::partial_message) {
    return 0;
  }
  return error.category() == make_error_code(beast_http::error::bad_method).category() ? 400 : 0;
}

}  // namespace

struct Server::Host : std::enable_shared_from_this<Server::Host> {
  Host(Application& app, Settings given)
      : application(app),
        settings(std::move(given)),
        pool(settings.threads),
        acceptor(context),
        leaving(context),
        alive(context.get_executor()) {}

  void listen();
  void stop();
  awaitable<void> take_all();
  awaitable<void> converse(std::shared_ptr<Talk> talk);
  // False: the conversation is over.
  awaitable<bool> one_request(Talk& talk);
  // The body of a request whose header is there; the status of a refusal, or 0.
  awaitable<int> read_body(Talk& talk, Parser& parser);
  awaitable<void> refuse(Talk& talk, int status, const Request& request);
  // False: the other side did not take it.
  awaitable<bool> send(Talk& talk, const Response& response, bool keep, bool head_only);
  awaitable<bool> write(Talk& talk, std::string_view bytes);
  awaitable<bool> pour(Talk& talk, std::shared_ptr<Stream> stream);
  void end(const std::shared_ptr<Talk>& talk);

  // On one of the many threads; goes on here.
  template <typename Work>
  awaitable<std::invoke_result_t<Work>> elsewhere(Work work) {
    using Result = std::invoke_result_t<Work>;
    co_return co_await asio::co_spawn(
        pool, [work = std::move(work)]() -> awaitable<Result> { co_return work(); }, use_awaitable);
  }

  Application& application;
  const Settings settings;
  asio::io_context context{1};
  asio::thread_pool pool;
  tcp::acceptor acceptor;
  asio::steady_timer leaving;
  asio::executor_work_guard<asio::io_context::executor_type> alive;
  std::set<std::shared_ptr<Talk>> talks;
  std::size_t bodies = 0;  // bytes of bodies that are coming in
  std::uint16_t port = 0;
  bool stopping = false;
};

void Server::Host::listen() {
  const std::string host = settings.host == "localhost" ? "127.0.0.1" : settings.host;
  ErrorCode error;
  const auto address = asio::ip::make_address(host, error);
  if (error) throw Error(ErrorKind::misuse, "serve.bad-listen", {{"text", settings.host}});
  const tcp::endpoint where(address, settings.port);
  acceptor.open(where.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(where, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (!error) port = acceptor.local_endpoint(error).port();
  if (error) {
    throw Error(
        ErrorKind::io, "serve.cannot-listen",
        {{"where", settings.host + ":" + std::to_string(settings.port)}, {"why", error.message()}});
  }
}

awaitable<void> Server::Host::take_all() {
  while (!stopping) {
    ErrorCode error;
    tcp::socket socket = co_await acceptor.async_accept(into(error));
    if (stopping) break;
    if (error) {  // no descriptor left, or who called has gone: others will leave
      asio::steady_timer pause(context, std::chrono::milliseconds(50));
      co_await pause.async_wait(into(error));
      continue;
    }
    if (talks.size() >= settings.connections) continue;  // closed at once
    socket.set_option(tcp::no_delay(true), error);
    auto talk = std::make_shared<Talk>(context, std::move(socket));
    const auto from = talk->socket.remote_endpoint(error);
    if (!error) talk->address = from.address().to_string();
    talks.insert(talk);
    application.connected(talks.size());
    asio::co_spawn(
        context, [self = shared_from_this(), talk] { return self->converse(talk); },
        asio::detached);
  }
}

awaitable<void> Server::Host::converse(std::shared_ptr<Talk> talk) {
  try {
    while (!stopping && co_await one_request(*talk)) {
    }
  } catch (const boost::system::system_error&) {
    // Who was spoken with has gone.
  }
  end(talk);
}

void Server::Host::end(const std::shared_ptr<Talk>& talk) {
  ErrorCode ignored;
  talk->in_its_own_time();
  talk->socket.close(ignored);
  talks.erase(talk);
  application.connected(talks.size());
  if (!stopping || !talks.empty()) return;
  leaving.cancel();
  alive.reset();
}

awaitable<bool> Server::Host::one_request(Talk& talk) {
  ErrorCode error;
  Parser parser;
  set_limits(parser);
  if (talk.buffer.size() == 0) {
    talk.idle = true;
    talk.within(settings.idle);
    const auto came = co_await talk.socket.async_read_some(talk.buffer.prepare(4096), into(error));
    talk.idle = false;
    if (error) co_return false;
    talk.buffer.commit(came);
  }
  talk.within(settings.header);
  co_await beast_http::async_read_header(talk.socket, talk.buffer, parser, into(error));
  int refused = error ? status_of(error, talk) : 0;
  if (error && refused == 0) co_return false;
  if (!error) refused = co_await read_body(talk, parser);
  if (refused < 0) co_return false;
  const bool keep = refused == 0 && parser.get().keep_alive();
  Request request = request_of(parser);
  request.address = talk.address;
  if (refused != 0) {
    co_await refuse(talk, refused, request);
    co_return false;
  }
  talk.in_its_own_time();
  const bool head_only = request.method == "HEAD";
  const Response response =
      co_await elsewhere([this, &request] { return application.answer(request); });
  co_return co_await send(talk, response, keep && !stopping, head_only);
}

// 0, a status to refuse with, or -1 where nobody is there any more.
awaitable<int> Server::Host::read_body(Talk& talk, Parser& parser) {
  if (parser.is_done()) co_return 0;
  const auto& head = parser.get();
  const auto limit = application.body_limit(request_of(parser));
  const auto said = parser.content_length();
  if (said && *said > limit) co_return 413;
  if (!said) parser.body_limit(limit);
  const std::size_t expected = said ? static_cast<std::size_t>(*said) : limit;
  const std::size_t counted = expected > kSmallBody ? expected : 0;
  if (bodies + counted > kBodiesTogether) co_return 503;
  const auto waits = head[beast_http::field::expect];
  if (boost::beast::iequals(waits, "100-continue")) {
    if (!co_await write(talk, "HTTP/1.1 100 Continue\r\n\r\n")) co_return -1;
  }
  talk.within(settings.body + std::chrono::seconds(expected >> 14));
  bodies += counted;
  ErrorCode error;
  co_await beast_http::async_read(talk.socket, talk.buffer, parser, into(error));
  bodies -= counted;
  if (!error) co_return 0;
  const int status = status_of(error, talk);
  co_return status == 0 ? -1 : status;
}

awaitable<void> Server::Host::refuse(Talk& talk, int status, const Request& request) {
  const Response response =
      co_await elsewhere([&, this] { return application.refuse(status, request); });
  if (!co_await send(talk, response, false, false)) co_return;
  // What is still coming is read for a while: closing on it would take the answer away unread.
  ErrorCode error;
  talk.socket.shutdown(tcp::socket::shutdown_send, error);
  talk.within(std::chrono::seconds(2));
  std::array<char, 4096> away;
  for (std::size_t read = 0; !error && read < kMostBody;) {
    read += co_await talk.socket.async_read_some(asio::buffer(away), into(error));
  }
}

awaitable<bool> Server::Host::write(Talk& talk, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto piece = bytes.substr(0, kPiece);
    ErrorCode error;
    talk.within(settings.write);
    co_await asio::async_write(talk.socket, asio::buffer(piece.data(), piece.size()), into(error));
    if (error) co_return false;
    bytes.remove_prefix(piece.size());
  }
  co_return true;
}

awaitable<bool> Server::Host::send(Talk& talk, const Response& response, bool keep,
                                   bool head_only) {
  // A stream without a length ends where the connection does.
  keep = keep && (response.stream == nullptr || response.length.has_value());
  std::string head = head_of(response, keep, date_now());
  if (response.stream != nullptr) {
    if (!co_await write(talk, head)) co_return false;
    co_return (head_only || co_await pour(talk, response.stream)) && keep;
  }
  const auto body = head_only ? std::string_view() : response.bytes();
  const auto first = body.substr(0, kPiece - std::min(kPiece, head.size()));
  head += first;  // mostly all of it: one packet
  co_return co_await write(talk, head) && co_await write(talk, body.substr(first.size())) && keep;
}

awaitable<bool> Server::Host::pour(Talk& talk, std::shared_ptr<Stream> stream) {
  stream->on_news([self = weak_from_this(), talk = talk.weak_from_this()] {
    const auto host = self.lock();
    if (!host) return;
    asio::post(host->context, [talk] {
      if (const auto there = talk.lock()) {
        there->rang = true;
        there->news.cancel();
      }
    });
  });
  while (!stopping) {
    talk.rang = false;
    auto piece = co_await elsewhere([&stream] { return stream->next(); });
    if (!piece) break;
    if (piece->empty() && !talk.rang) {
      ErrorCode error;
      talk.news.expires_after(settings.beat);
      co_await talk.news.async_wait(into(error));
      if (error || stopping) continue;
      piece = co_await elsewhere([&stream] { return stream->beat(); });
      if (!piece) break;
    }
    if (!co_await write(talk, *piece)) co_return false;
    talk.in_its_own_time();
  }
  co_return true;
}

void Server::Host::stop() {
  if (stopping) return;
  stopping = true;
  ErrorCode ignored;
  acceptor.close(ignored);
  for (const auto& talk : talks) {
    if (talk->idle) talk->give_up();
    talk->news.cancel();
  }
  if (talks.empty()) return alive.reset();
  leaving.expires_after(settings.leave);
  leaving.async_wait([this](ErrorCode error) {
    if (error) return;
    for (const auto& talk : talks) talk->socket.close(error);
  });
}

Server::Server(Application& application, Settings settings)
    : host_(std::make_shared<Host>(application, std::move(settings))) {
  host_->listen();
}

Server::~Server() {
  stop();
  host_->pool.join();
}

std::uint16_t Server::port() const { return host_->port; }

void Server::run() {
  asio::co_spawn(host_->context, [host = host_] { return host->take_all(); }, asio::detached);
  host_->context.run();
}

void Server::stop() {
  asio::post(host_->context, [host = host_] { host->stop(); });
}

void set_listen(Settings& settings, std::string_view text) {
  const auto colon = text.rfind(':');
  const auto port = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  std::uint16_t number = 0;
  const auto read = std::from_chars(port.data(), port.data() + port.size(), number);
  if (port.empty() || read.ec != std::errc() || read.ptr != port.data() + port.size()) {
    throw Error(ErrorKind::misuse, "serve.bad-listen", {{"text", std::string(text)}});
  }
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  settings.host = host;
  settings.port = number;
}

}  // namespace adem::serve::http
