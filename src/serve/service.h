// A workspace served: what `adem serve` starts and stops.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "serve/house.h"
#include "serve/http/server.h"

namespace adem::serve {

// The tables of logins of a workspace, in the database where its ledger is.
std::unique_ptr<db::Database> open_logins(const workspace::Workspace& workspace);
// The account of this handle must be there. Errors: those of desk::actor_of.
void must_be_account(const ledger::Ledger& ledger, const std::string& handle);

class Service {
 public:
  // Listens. Errors: those of the server, of opening the ledger, and serve.no-accounts: without one
  // nobody could log in.
  Service(workspace::Workspace& workspace, Clock clock, http::Settings settings,
          std::function<void(const std::string&)> log = {});
  ~Service();

  House& house();
  std::uint16_t port() const;
  std::uint16_t plain_port() const;  // 0: none
  // At the first start, when nobody has a password: an invitation for the first account.
  struct Invite {
    std::string handle, code;
  };
  std::optional<Invite> first_invite();

  void run();   // until stopped
  void stop();  // from any thread

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace adem::serve
