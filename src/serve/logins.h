// Passwords of accounts, and who is logged in: tables of this node beside the ledger, never in a
// signed event. Thread-safe; several programs may share the tables.
//
// - A password is kept as Argon2id; two are computed at a time, so that memory is bounded.
// - A token is 256 random bits; only its BLAKE2b is kept, so the tables let nobody in.
// - A new password ends all logins of its account.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "db/database.h"

namespace adem::serve {

struct Login {
  std::string id;      // names it in lists; no secret
  std::string handle;  // of the account
  bool device = false;
  Instant since, until;
};

inline constexpr std::size_t kShortestPassword = 10, kLongestPassword = 200;  // bytes
inline constexpr std::chrono::hours kLoginLasts{24}, kDeviceLasts{7 * 24}, kInviteLasts{72};
inline constexpr std::size_t kMostLogins = 20;  // of one account; the oldest is ended

class Logins {
 public:
  // Makes the tables where they are not there yet.
  explicit Logins(std::unique_ptr<db::Database> database);

  bool has_passwords() const;
  // Handles that have a password.
  std::set<std::string> with_password() const;
  // Error serve.bad-password {shortest, longest}.
  void set_password(const std::string& handle, const std::string& password);

  // A code with which the account sets its password once. A new one replaces the one before.
  std::string invite(const std::string& handle, Instant now);
  // Errors serve.bad-invite, serve.bad-password.
  void accept(const std::string& handle, const std::string& code, const std::string& password,
              Instant now);

  // The token of a new login; nothing where the password is another, or there is none: which of the
  // two is not told. Problem 503 serve.busy.
  std::optional<std::string> open(const std::string& handle, const std::string& password,
                                  bool device, Instant now);
  // Without asking for a password: for who was asked otherwise.
  std::string open_trusted(const std::string& handle, bool device, Instant now);
  std::optional<Login> find(std::string_view token, Instant now) const;
  std::vector<Login> of(const std::string& handle, Instant now) const;  // oldest first
  // Ends one login of an account; false where there is none of that id.
  bool end(const std::string& handle, std::string_view id);

 private:
  void read() const;
  void read_if_changed() const;
  void changed();
  void put_password(const std::string& handle, const std::string& kept);
  template <typename Work>
  auto in_turn(Work work) const;

  mutable std::mutex mutex_;
  std::unique_ptr<db::Database> database_;
  mutable std::unordered_map<std::string, Login> by_hash_;
  mutable std::int64_t generation_ = -1;
  mutable std::int64_t looked_ = 0;  // when, in whole seconds
  mutable std::counting_semaphore<2> turns_{2};
  mutable std::atomic<int> waiting_{0};
};

// What a page sends along with a cookie, so that no other page can act in its name.
std::string csrf_of(std::string_view token);

}  // namespace adem::serve
