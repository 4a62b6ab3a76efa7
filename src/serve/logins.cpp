#include "serve/logins.h"

#include <algorithm>
#include <chrono>

#include "base/error.h"
#include "base/hash.h"
#include "base/password.h"
#include "serve/node_tables.h"
#include "serve/problem.h"

namespace adem::serve {

namespace {

constexpr int kMostWaiting = 16;  // for their password to be computed

std::string hash_of_token(std::string_view token) {
  return content_hash("adem login\n" + std::string(token));
}

std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }

Instant instant(std::int64_t seconds) { return Instant(Seconds(seconds)); }

std::int64_t ticks() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void check(const std::string& password) {
  if (password.size() >= kShortestPassword && password.size() <= kLongestPassword) return;
  throw Error(ErrorKind::bad_input, "serve.bad-password",
              {{"shortest", static_cast<std::int64_t>(kShortestPassword)},
               {"longest", static_cast<std::int64_t>(kLongestPassword)}});
}

}  // namespace

Logins::Logins(std::unique_ptr<db::Database> database) : database_(std::move(database)) {
  database_->migrate(kLoginTables);
  const std::lock_guard lock(mutex_);
  read_if_changed();
}

// Two at a time: each takes 64 MiB. A few wait; more would only keep the server's threads.
template <typename Work>
auto Logins::in_turn(Work work) const {
  struct InQueue {
    std::atomic<int>& count;
    ~InQueue() { --count; }
  } waiting{waiting_};
  const Problem busy{503, "serve.busy", {}, {{"Retry-After", "2"}}};
  if (++waiting_ > kMostWaiting) throw busy;
  if (!turns_.try_acquire_for(std::chrono::seconds(10))) throw busy;
  struct Back {
    std::counting_semaphore<2>& turns;
    ~Back() { turns.release(); }
  } back{turns_};
  return work();
}

bool Logins::has_passwords() const {
  const std::lock_guard lock(mutex_);
  return database_->prepare("SELECT 1 FROM serve_password LIMIT 1").step();
}

std::set<std::string> Logins::with_password() const {
  const std::lock_guard lock(mutex_);
  std::set<std::string> handles;
  auto known = database_->prepare("SELECT handle FROM serve_password");
  while (known.step()) handles.insert(known.text(0));
  return handles;
}

void Logins::put_password(const std::string& handle, const std::string& kept) {
  auto put = database_->prepare(
      "INSERT INTO serve_password (handle, kept) VALUES ($1, $2) "
      "ON CONFLICT (handle) DO UPDATE SET kept = EXCLUDED.kept");
  put.bind(1, handle).bind(2, kept).run();
  for (const char* sql : {"DELETE FROM serve_login WHERE handle = $1",
                          "DELETE FROM serve_invite WHERE handle = $1"}) {
    database_->prepare(sql).bind(1, handle).run();
  }
  changed();
}

void Logins::set_password(const std::string& handle, const std::string& password) {
  check(password);
  const auto kept = in_turn([&] { return kept_password(password); });
  const std::lock_guard lock(mutex_);
  db::Transaction transaction(*database_);
  put_password(handle, kept);
  transaction.commit();
  read();
}

std::string Logins::invite(const std::string& handle, Instant now) {
  const std::string code = random_secret().substr(0, 24);
  const std::lock_guard lock(mutex_);
  db::Transaction transaction(*database_);
  auto put = database_->prepare(
      "INSERT INTO serve_invite (handle, code_hash, until) VALUES ($1, $2, $3) "
      "ON CONFLICT (handle) DO UPDATE SET code_hash = EXCLUDED.code_hash, until = EXCLUDED.until");
  put.bind(1, handle).bind(2, hash_of_token(code)).bind(3, seconds(now + kInviteLasts)).run();
  transaction.commit();
  return code;
}

void Logins::accept(const std::string& handle, const std::string& code, const std::string& password,
                    Instant now) {
  check(password);
  const auto kept = in_turn([&] { return kept_password(password); });
  const std::lock_guard lock(mutex_);
  db::Transaction transaction(*database_);
  auto asked = database_->prepare("SELECT code_hash, until FROM serve_invite WHERE handle = $1");
  asked.bind(1, handle);
  const bool good = asked.step() && same_secret(asked.text(0), hash_of_token(code)) &&
                    asked.integer(1) > seconds(now);
  asked.reset();
  if (!good) throw Error(ErrorKind::forbidden, "serve.bad-invite");
  put_password(handle, kept);
  transaction.commit();
  read();
}

std::optional<std::string> Logins::open(const std::string& handle, const std::string& password,
                                        bool device, Instant now) {
  // Where there is no password one is computed all the same: the time does not tell who has one.
  static const std::string nobody = kept_password(random_secret());
  std::string kept = nobody;
  {
    const std::lock_guard lock(mutex_);
    auto asked = database_->prepare("SELECT kept FROM serve_password WHERE handle = $1");
    asked.bind(1, handle);
    if (asked.step()) kept = asked.text(0);
  }
  if (password.size() > kLongestPassword) return std::nullopt;
  if (!in_turn([&] { return is_password(kept, password); })) return std::nullopt;
  return open_trusted(handle, device, now);
}

std::string Logins::open_trusted(const std::string& handle, bool device, Instant now) {
  const std::string token = random_secret();
  const Instant until = now + (device ? kDeviceLasts : kLoginLasts);
  const std::lock_guard lock(mutex_);
  db::Transaction transaction(*database_);
  database_->prepare("DELETE FROM serve_login WHERE until <= $1").bind(1, seconds(now)).run();
  database_
      ->prepare(
          "DELETE FROM serve_login WHERE handle = $1 AND token_hash NOT IN (SELECT token_hash "
          "FROM serve_login WHERE handle = $1 ORDER BY since DESC, token_hash LIMIT $2)")
      .bind(1, handle)
      .bind(2, static_cast<std::int64_t>(kMostLogins - 1))
      .run();
  database_
      ->prepare(
          "INSERT INTO serve_login (token_hash, handle, device, since, until) "
          "VALUES ($1, $2, $3, $4, $5)")
      .bind(1, hash_of_token(token))
      .bind(2, handle)
      .bind(3, std::int64_t{device ? 1 : 0})
      .bind(4, seconds(now))
      .bind(5, seconds(until))
      .run();
  changed();
  transaction.commit();
  read();
  return token;
}

std::optional<Login> Logins::find(std::string_view token, Instant now) const {
  const auto hash = hash_of_token(token);
  const std::lock_guard lock(mutex_);
  read_if_changed();
  const auto found = by_hash_.find(hash);
  if (found == by_hash_.end() || found->second.until <= now) return std::nullopt;
  return found->second;
}

std::vector<Login> Logins::of(const std::string& handle, Instant now) const {
  std::vector<Login> found;
  {
    const std::lock_guard lock(mutex_);
    read_if_changed();
    for (const auto& [hash, login] : by_hash_) {
      if (login.handle == handle && login.until > now) found.push_back(login);
    }
  }
  std::ranges::sort(found, [](const Login& a, const Login& b) {
    return std::tie(a.since, a.id) < std::tie(b.since, b.id);
  });
  return found;
}

bool Logins::end(const std::string& handle, std::string_view id) {
  const std::lock_guard lock(mutex_);
  read();
  const auto found = std::ranges::find_if(by_hash_, [&](const auto& entry) {
    return entry.second.handle == handle && entry.second.id == id;
  });
  if (found == by_hash_.end()) return false;
  db::Transaction transaction(*database_);
  database_->prepare("DELETE FROM serve_login WHERE token_hash = $1").bind(1, found->first).run();
  changed();
  transaction.commit();
  read();
  return true;
}

// So that another program that shares the tables sees it too.
void Logins::changed() {
  database_->prepare("UPDATE serve_generation SET n = n + 1 WHERE one = 1").run();
}

void Logins::read_if_changed() const {
  const auto now = ticks();
  if (generation_ >= 0 && now == looked_) return;
  looked_ = now;
  auto asked = database_->prepare("SELECT n FROM serve_generation WHERE one = 1");
  if (asked.step() && asked.integer(0) != generation_) read();
}

void Logins::read() const {
  auto generation = database_->prepare("SELECT n FROM serve_generation WHERE one = 1");
  if (generation.step()) generation_ = generation.integer(0);
  by_hash_.clear();
  auto rows =
      database_->prepare("SELECT token_hash, handle, device, since, until FROM serve_login");
  while (rows.step()) {
    const auto hash = rows.text(0);
    by_hash_[hash] = {.id = hash.substr(0, 12),
                      .handle = rows.text(1),
                      .device = rows.integer(2) != 0,
                      .since = instant(rows.integer(3)),
                      .until = instant(rows.integer(4))};
  }
}

std::string csrf_of(std::string_view token) {
  return content_hash("adem csrf\n" + std::string(token));
}

}  // namespace adem::serve
