#include "serve/rooms.h"

#include "base/password.h"
#include "serve/node_tables.h"
#include "serve/problem.h"

namespace adem::serve {

namespace {

// None that is taken for another when it is read from a wall: no B and 8, I, L and 1, O and 0,
// S and 5, Z and 2.
constexpr std::string_view kLetters = "ACDEFGHJKMNPQRTUVWXY34679";
constexpr std::size_t kCodeLength = 6;  // 25^6: 244 million

std::string new_code() {
  std::string code;
  while (code.size() < kCodeLength) {
    const std::string secret = random_secret();
    for (std::size_t i = 0; i + 2 <= secret.size() && code.size() < kCodeLength; i += 2) {
      const auto byte = std::stoul(secret.substr(i, 2), nullptr, 16);
      // Bytes beyond the last whole round of letters would make the first ones likelier.
      if (byte < 250) code += kLetters[byte % kLetters.size()];
    }
  }
  return code;
}

std::string tidy_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    code += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return code;
}

Waiting waiting_of(db::Statement& row) {
  return {.id = row.text(0),
          .at = Instant(Seconds(row.integer(1))),
          .office = row.text(2),
          .text = row.text(3),
          .station = row.text(4)};
}

std::size_t count_in(db::Database& tables, const std::string& meeting) {
  auto asked =
      tables.prepare("SELECT COUNT(*) FROM serve_question WHERE meeting = $1 AND done = 0");
  asked.bind(1, meeting);
  return asked.step() ? static_cast<std::size_t>(asked.integer(0)) : 0;
}

std::optional<std::string> code_in(db::Database& tables, const std::string& meeting) {
  auto asked = tables.prepare("SELECT code FROM serve_room WHERE meeting = $1");
  asked.bind(1, meeting);
  return asked.step() ? std::optional(asked.text(0)) : std::nullopt;
}

}  // namespace

db::Database& Rooms::tables() {
  if (!database_) {
    auto opened = open_();
    opened->migrate(kRoomTables);
    database_ = std::move(opened);
  }
  return *database_;
}

std::string Rooms::open(const std::string& meeting) {
  const std::lock_guard lock(mutex_);
  auto& database = tables();
  db::Transaction transaction(database);
  if (const auto known = code_in(database, meeting)) return *known;
  const std::string code = new_code();
  database.prepare("INSERT INTO serve_room (meeting, code) VALUES ($1, $2)")
      .bind(1, meeting)
      .bind(2, code)
      .run();
  transaction.commit();
  return code;
}

std::optional<std::string> Rooms::code_of(const std::string& meeting) {
  const std::lock_guard lock(mutex_);
  return code_in(tables(), meeting);
}

std::optional<std::string> Rooms::meeting_of(std::string_view code) {
  const auto clean = tidy_code(code);
  const std::lock_guard lock(mutex_);
  auto asked = tables().prepare("SELECT meeting FROM serve_room WHERE code = $1");
  asked.bind(1, clean);
  return asked.step() ? std::optional(asked.text(0)) : std::nullopt;
}

std::vector<std::string> Rooms::meetings() {
  const std::lock_guard lock(mutex_);
  auto rows = tables().prepare("SELECT meeting FROM serve_room ORDER BY meeting");
  std::vector<std::string> found;
  while (rows.step()) found.push_back(rows.text(0));
  return found;
}

void Rooms::close(const std::string& meeting) {
  const std::lock_guard lock(mutex_);
  auto& database = tables();
  db::Transaction transaction(database);
  for (const char* sql : {"DELETE FROM serve_room WHERE meeting = $1",
                          "DELETE FROM serve_question WHERE meeting = $1"}) {
    database.prepare(sql).bind(1, meeting).run();
  }
  transaction.commit();
}

bool Rooms::put(const std::string& meeting, const Waiting& question) {
  const std::lock_guard lock(mutex_);
  auto& database = tables();
  db::Transaction transaction(database);
  {
    auto known = database.prepare("SELECT 1 FROM serve_question WHERE meeting = $1 AND id = $2");
    known.bind(1, meeting).bind(2, question.id);
    if (known.step()) return false;
  }
  if (count_in(database, meeting) >= kMostWaiting) throw Problem{409, "serve.room-full"};
  database
      .prepare(
          "INSERT INTO serve_question (meeting, id, at, office, words, station, done) "
          "VALUES ($1, $2, $3, $4, $5, $6, 0)")
      .bind(1, meeting)
      .bind(2, question.id)
      .bind(3, question.at.time_since_epoch().count())
      .bind(4, question.office)
      .bind(5, question.text)
      .bind(6, question.station)
      .run();
  transaction.commit();
  return true;
}

std::vector<Waiting> Rooms::waiting(const std::string& meeting) {
  const std::lock_guard lock(mutex_);
  auto rows = tables().prepare(
      "SELECT id, at, office, words, station FROM serve_question "
      "WHERE meeting = $1 AND done = 0 ORDER BY at, id");
  rows.bind(1, meeting);
  std::vector<Waiting> found;
  while (rows.step()) found.push_back(waiting_of(rows));
  return found;
}

std::size_t Rooms::count(const std::string& meeting) {
  const std::lock_guard lock(mutex_);
  return count_in(tables(), meeting);
}

std::optional<Waiting> Rooms::find(const std::string& meeting, const std::string& id) {
  const std::lock_guard lock(mutex_);
  auto row = tables().prepare(
      "SELECT id, at, office, words, station FROM serve_question "
      "WHERE meeting = $1 AND id = $2 AND done = 0");
  row.bind(1, meeting).bind(2, id);
  return row.step() ? std::optional(waiting_of(row)) : std::nullopt;
}

void Rooms::done(const std::string& meeting, const std::string& id) {
  const std::lock_guard lock(mutex_);
  auto& database = tables();
  db::Transaction transaction(database);
  database
      .prepare(
          "UPDATE serve_question SET done = 1, office = '', words = '', station = '' "
          "WHERE meeting = $1 AND id = $2")
      .bind(1, meeting)
      .bind(2, id)
      .run();
  transaction.commit();
}

}  // namespace adem::serve
