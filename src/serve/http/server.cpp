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
constexpr unsigned char kHandshake = 22;       // the first byte that TLS sends (RFC 8446, 5.1)

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
        plain_acceptor(context),
        leaving(context),
        alive(context.get_executor()) {}

  void listen();
  void stop();
  static std::uint16_t listen(tcp::acceptor& at, const Endpoint& where);
  awaitable<void> take_all(tcp::acceptor& at, bool encrypted);
  awaitable<void> converse(std::shared_ptr<Talk> talk, bool encrypted);
  awaitable<bool> agree(Talk& talk);
  awaitable<void> say_goodbye(Talk& talk);
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
  std::optional<asio::ssl::context> secure;
  tcp::acceptor acceptor, plain_acceptor;
  asio::steady_timer leaving;
  asio::executor_work_guard<asio::io_context::executor_type> alive;
  std::set<std::shared_ptr<Talk>> talks;
  std::size_t bodies = 0;  // bytes of bodies that are coming in
  std::uint16_t port = 0, plain_port = 0;
  bool stopping = false;
};

void Server::Host::listen() {
  if (settings.credentials) {
    secure.emplace(tls_context(*settings.credentials).release());
  }
  port = listen(acceptor, settings.at);
  if (settings.plain) plain_port = listen(plain_acceptor, *settings.plain);
}

std::uint16_t Server::Host::listen(tcp::acceptor& at, const Endpoint& where) {
  const std::string host = where.host == "localhost" ? "127.0.0.1" : where.host;
  ErrorCode error;
  const auto address = asio::ip::make_address(host, error);
  if (error) throw Error(ErrorKind::misuse, "serve.bad-listen", {{"text", where.host}});
  const tcp::endpoint endpoint(address, where.port);
  std::uint16_t bound = 0;
  at.open(endpoint.protocol(), error);
  if (!error) at.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) at.bind(endpoint, error);
  if (!error) at.listen(asio::socket_base::max_listen_connections, error);
  if (!error) bound = at.local_endpoint(error).port();
  if (!error) return bound;
  throw Error(ErrorKind::io, "serve.cannot-listen",
              {{"where", where.host + ":" + std::to_string(where.port)}, {"why", error.message()}});
}

awaitable<void> Server::Host::take_all(tcp::acceptor& at, bool encrypted) {
  while (!stopping) {
    ErrorCode error;
    tcp::socket socket = co_await at.async_accept(into(error));
    if (stopping) break;
    if (error) {  // no descriptor left, or who called has gone: others will leave
      asio::steady_timer pause(context, std::chrono::milliseconds(50));
      co_await pause.async_wait(into(error));
      continue;
    }
    if (talks.size() >= settings.connections) continue;  // closed at once
    socket.set_option(tcp::no_delay(true), error);
    auto talk = std::make_shared<Talk>(context, std::move(socket));
    const auto from = talk->wire.socket.remote_endpoint(error);
    if (!error) talk->address = from.address().to_string();
    talks.insert(talk);
    application.connected(talks.size());
    asio::co_spawn(
        context,
        [self = shared_from_this(), talk, encrypted] { return self->converse(talk, encrypted); },
        asio::detached);
  }
}

awaitable<void> Server::Host::converse(std::shared_ptr<Talk> talk, bool encrypted) {
  try {
    bool goes_on = !encrypted || co_await agree(*talk);
    while (goes_on && !stopping) goes_on = co_await one_request(*talk);
    if (talk->wire.tls) co_await say_goodbye(*talk);
  } catch (const boost::system::system_error&) {
    // Who was spoken with has gone.
  }
  end(talk);
}

// TLS where the other side begins it; who begins otherwise speaks plain HTTP here and is told so by
// the application.
awaitable<bool> Server::Host::agree(Talk& talk) {
  ErrorCode error;
  unsigned char first = 0;
  talk.idle = true;
  talk.within(settings.header);
  co_await talk.wire.socket.async_receive(asio::buffer(&first, 1), tcp::socket::message_peek,
                                          into(error));
  if (error) co_return false;
  if (first != kHandshake) co_return true;
  talk.wire.tls.emplace(talk.wire.socket, *secure);
  talk.within(settings.header);
  co_await talk.wire.tls->async_handshake(asio::ssl::stream_base::server, into(error));
  talk.idle = false;
  if (error) talk.wire.tls.reset();
  co_return !error;
}

// So that the other side knows that nothing was cut off.
awaitable<void> Server::Host::say_goodbye(Talk& talk) {
  if (stopping || talk.expired) co_return;
  ErrorCode ignored;
  talk.within(std::chrono::seconds(1));
  co_await talk.wire.tls->async_shutdown(into(ignored));
}

void Server::Host::end(const std::shared_ptr<Talk>& talk) {
  ErrorCode ignored;
  talk->in_its_own_time();
  talk->wire.socket.close(ignored);
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
    const auto came = co_await talk.wire.async_read_some(talk.buffer.prepare(4096), into(error));
    talk.idle = false;
    if (error) co_return false;
    talk.buffer.commit(came);
  }
  talk.within(settings.header);
  co_await beast_http::async_read_header(talk.wire, talk.buffer, parser, into(error));
  int refused = error ? status_of(error, talk) : 0;
  if (error && refused == 0) co_return false;
  if (!error) refused = co_await read_body(talk, parser);
  if (refused < 0) co_return false;
  const bool keep = refused == 0 && parser.get().keep_alive();
  Request request = request_of(parser);
  request.address = talk.address;
  request.secure = talk.wire.tls.has_value();
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
  co_await beast_http::async_read(talk.wire, talk.buffer, parser, into(error));
  bodies -= counted;
  if (!error) co_return 0;
  const int status = status_of(error, talk);
  co_return status == 0 ? -1 : status;
}

awaitable<void> Server::Host::refuse(Talk& talk, int status, const Request& request) {
  const Response response =
      co_await elsewhere([&, this] { return application.refuse(status, request); });
  co_await send(talk, response, false, false);
  // What is still coming is read for a while: closing on it would take the answer away unread.
  ErrorCode error;
  if (!talk.wire.tls) talk.wire.socket.shutdown(tcp::socket::shutdown_send, error);
  talk.within(std::chrono::seconds(2));
  std::array<char, 4096> away;
  for (std::size_t read = 0; !error && read < kMostBody;) {
    read += co_await talk.wire.async_read_some(asio::buffer(away), into(error));
  }
}

awaitable<bool> Server::Host::write(Talk& talk, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto piece = bytes.substr(0, kPiece);
    ErrorCode error;
    talk.within(settings.write);
    co_await asio::async_write(talk.wire, asio::buffer(piece.data(), piece.size()), into(error));
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
  plain_acceptor.close(ignored);
  for (const auto& talk : talks) {
    if (talk->idle) talk->give_up();
    talk->news.cancel();
  }
  if (talks.empty()) return alive.reset();
  leaving.expires_after(settings.leave);
  leaving.async_wait([this](ErrorCode error) {
    if (error) return;
    for (const auto& talk : talks) talk->wire.socket.close(error);
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
std::uint16_t Server::plain_port() const { return host_->plain_port; }

void Server::run() {
  const auto take = [this](tcp::acceptor& at, bool encrypted) {
    asio::co_spawn(
        host_->context, [host = host_, &at, encrypted] { return host->take_all(at, encrypted); },
        asio::detached);
  };
  take(host_->acceptor, host_->secure.has_value());
  if (host_->settings.plain) take(host_->plain_acceptor, false);
  host_->context.run();
}

void Server::stop() {
  // Where it has ended nobody takes this up: a host that its own context held would never go.
  asio::post(host_->context, [host = std::weak_ptr(host_)] {
    if (const auto there = host.lock()) there->stop();
  });
}

}  // namespace adem::serve::http
