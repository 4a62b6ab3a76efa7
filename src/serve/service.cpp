#include "serve/service.h"

#include "base/error.h"
#include "desk/desk_fold.h"
#include "serve/api.h"
#include "workspace/ledger_store.h"

namespace adem::serve {

std::unique_ptr<db::Database> open_logins(const workspace::Workspace& workspace) {
  const auto& store = workspace.settings().store;
  return db::open(store.empty() ? workspace.path("adem.db") : store);
}

void must_be_account(const ledger::Ledger& ledger, const std::string& handle) {
  std::string known;
  bool found = false;
  ledger.states("account", "", [&](const std::string& id, const Json&) {
    found = found || id == handle;
    known += (known.empty() ? "" : ", ") + id;
  });
  if (found) return;
  throw Error(ErrorKind::not_found, "desk.no-account",
              {{"handle", handle}, {"known", known.empty() ? "-" : known}});
}

struct Service::Parts {
  Parts(workspace::Workspace& workspace, Clock clock, const http::Settings& settings,
        std::function<void(const std::string&)> log)
      : house(workspace, workspace::open_ledger(workspace, desk::desk_fold()),
              open_logins(workspace), std::move(clock)),
        voices(workspace.zone()),
        api(house, voices, std::move(log)),
        server(api, settings) {
    if (settings.credentials) house.listens(server.port(), server.plain_port());
  }
  House house;
  Voices voices;
  Api api;
  http::Server server;
};

Service::Service(workspace::Workspace& workspace, Clock clock, http::Settings settings,
                 std::function<void(const std::string&)> log)
    : parts_(std::make_unique<Parts>(workspace, std::move(clock), std::move(settings),
                                     std::move(log))) {
  if (!desk::has_accounts(parts_->house.ledger())) {
    throw Error(ErrorKind::conflict, "serve.no-accounts");
  }
}

Service::~Service() = default;

House& Service::house() { return parts_->house; }
std::uint16_t Service::port() const { return parts_->server.port(); }
std::uint16_t Service::plain_port() const { return parts_->server.plain_port(); }

std::optional<Service::Invite> Service::first_invite() {
  if (parts_->house.logins().has_passwords()) return std::nullopt;
  std::string first;
  parts_->house.ledger().states("account", "", [&first](const std::string& id, const Json& state) {
    if (first.empty() || state.value("first", false)) first = id;
  });
  return Invite{first, parts_->house.logins().invite(first, parts_->house.clock().now())};
}

void Service::run() {
  parts_->house.maps().begin();
  parts_->server.run();
}
void Service::stop() { parts_->server.stop(); }

}  // namespace adem::serve
