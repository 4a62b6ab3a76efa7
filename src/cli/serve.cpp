// adem serve: the workspace over HTTP until it is told to stop. adem account password, invite: who
// may log in there.
#include "cli/serve.h"

#include <csignal>
#include <cstdio>
#include <iostream>
#include <memory>
#include <mutex>
#include <sys/resource.h>
#include <termios.h>
#include <thread>
#include <unistd.h>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/room.h"
#include "serve/authority.h"
#include "serve/service.h"

namespace adem::cli {

namespace {

// As many connections as the machine allows.
void raise_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

// With --now the clock runs on from there: a drill goes on as the day would.
serve::Clock clock_of(Context& context) {
  serve::Clock clock = serve::Clock::real();
  if (!context.now_text.empty()) {
    const auto ahead = context.now() - clock.now();
    clock.now = [real = clock.now, ahead] { return real() + ahead; };
  }
  return clock;
}

// Stops the service at the first SIGTERM or SIGINT. Threads that are made later inherit the mask,
// so that the signal waits for this one.
class StopsOnSignal {
 public:
  StopsOnSignal() {
    ::sigemptyset(&signals_);
    ::sigaddset(&signals_, SIGTERM);
    ::sigaddset(&signals_, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  void watch(serve::Service& service) {
    waiting_ = std::thread([this, &service] {
      int which = 0;
      ::sigwait(&signals_, &which);
      service.stop();
    });
  }
  ~StopsOnSignal() {
    if (waiting_.joinable()) waiting_.join();
  }

 private:
  sigset_t signals_{};
  std::thread waiting_;
};

// "0.0.0.0" is no address that a phone could open.
std::string reached_at(const std::string& host) {
  if (host != "0.0.0.0" && host != "::") return host;
  const auto addresses = serve::local_addresses();
  return addresses.empty() ? host : addresses.front();
}

void add_server(Command& app, Context& context) {
  auto asked = std::make_shared<Serving>();
  auto* command = app.add_subcommand("serve", context.help("serve.about"));
  command->add_option("--listen", asked->listen, context.help("serve.listen"));
  command->add_flag("--tls", asked->tls, context.help("serve.tls"));
  command->add_option("--plain", asked->plain, context.help("serve.plain"));
  command->add_flag("--log", asked->log, context.help("serve.log"));
  command->callback([asked, &context] { serve_here(context, *asked); });
}

// A line that is not shown while it is typed.
std::string typed_secret(Context& context) {
  std::string text;
  const bool terminal = ::isatty(STDIN_FILENO) != 0;
  termios before{};
  if (terminal) {
    context.line(context.speech().say("serve.type-password"));
    ::tcgetattr(STDIN_FILENO, &before);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  std::getline(std::cin, text);
  if (terminal) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
  return text;
}

void add_password(Command& accounts, Context& context) {
  auto handle = std::make_shared<std::string>();
  auto* command = accounts.add_subcommand("password", context.help("account.password.about"));
  command->add_option("handle", *handle, context.help("account.password.handle"))->required();
  command->callback([handle, &context] {
    Room room(context);
    serve::must_be_account(room.ledger(), *handle);
    serve::Logins logins(serve::open_logins(context.workspace()));
    logins.set_password(*handle, typed_secret(context));
    if (context.json) return context.print(Json{{"handle", *handle}});
    context.line(context.speech().say("serve.password-set", {{"handle", *handle}}));
  });
}

void add_invite(Command& accounts, Context& context) {
  auto handle = std::make_shared<std::string>();
  auto* command = accounts.add_subcommand("invite", context.help("account.invite.about"));
  command->add_option("handle", *handle, context.help("account.invite.handle"))->required();
  command->callback([handle, &context] {
    Room room(context);
    serve::must_be_account(room.ledger(), *handle);
    serve::Logins logins(serve::open_logins(context.workspace()));
    const auto code = logins.invite(*handle, context.now());
    if (context.json) return context.print(Json{{"handle", *handle}, {"code", code}});
    context.line(context.speech().say("serve.invite", {{"handle", *handle}, {"code", code}}));
  });
}

}  // namespace

void serve_here(Context& context, const Serving& asked) {
  raise_descriptors();
  serve::http::Settings settings;
  settings.at = serve::http::endpoint(asked.listen);
  if (asked.tls) settings.credentials = serve::credentials_of(context.workspace().directory());
  if (!asked.plain.empty()) {
    if (!asked.tls) throw Error(ErrorKind::misuse, "serve.plain-alone");
    settings.plain = serve::http::endpoint(asked.plain);
  }
  std::function<void(const std::string&)> log;
  auto in_turn = std::make_shared<std::mutex>();
  if (asked.log) {
    log = [in_turn](const std::string& line) {
      const std::lock_guard lock(*in_turn);
      std::cerr << line << '\n';
    };
  }
  StopsOnSignal signals;
  serve::Service service(context.workspace(), clock_of(context), settings, log);
  const auto& speech = context.speech();
  if (context.workspace().settings().exercise) context.line(speech.say("exercise"));
  const auto where = serve::http::shown(settings.at.host, service.port());
  context.line(
      speech.say("serve.ready", {{"where", (asked.tls ? "https://" : "http://") + where}}));
  if (settings.plain) {
    const auto host = reached_at(settings.plain->host);
    context.line(speech.say(
        "serve.guide",
        {{"where", "http://" + serve::http::shown(host, service.plain_port()) + "/percaya"}}));
  }
  if (const auto invite = service.first_invite()) {
    context.line(speech.say("serve.invite", {{"handle", invite->handle}, {"code", invite->code}}));
  }
  std::fflush(stdout);
  signals.watch(service);
  service.run();
  context.line(speech.say("serve.stopped"));
}

void add_serve(Command& app, Context& context) {
  add_server(app, context);
  Command& accounts = group(app, "account", context);
  add_password(accounts, context);
  add_invite(accounts, context);
}

}  // namespace adem::cli
