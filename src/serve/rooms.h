// The room of a meeting that runs: questions from the phones of people who have no account. A code
// on the wall lets them in; what they ask waits until an office that acts in the meeting accepts it
// (then it is an event like any other question) or dismisses it. Tables of this node beside its
// logins: nothing that waits is ever in the ledger. Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "db/database.h"

namespace adem::serve {

// A question that waits. Station: a key, or empty; office: in words, or empty.
struct Waiting {
  std::string id;  // UUIDv7, as the phone gave it
  Instant at;
  std::string office, text, station;
};

class Rooms {
 public:
  static constexpr std::size_t kMostWaiting = 200;  // in one room

  // `open` opens the tables' database, at the first use.
  explicit Rooms(std::function<std::unique_ptr<db::Database>()> open) : open_(std::move(open)) {}

  // The code of a meeting's room, by the meeting's whole id; a new one where there is none.
  std::string open(const std::string& meeting);
  std::optional<std::string> code_of(const std::string& meeting);
  // The meeting of a code as people type it: any case, spaces and dashes left out.
  std::optional<std::string> meeting_of(std::string_view code);
  // Whole ids of meetings that have a room.
  std::vector<std::string> meetings();
  // The code holds no more, and what waited is gone.
  void close(const std::string& meeting);

  // False where this id was there before, waiting or not. Problem 409 serve.room-full.
  bool put(const std::string& meeting, const Waiting& question);
  std::vector<Waiting> waiting(const std::string& meeting);  // oldest first
  std::size_t count(const std::string& meeting);
  std::optional<Waiting> find(const std::string& meeting, const std::string& id);
  // It was accepted or dismissed: its text is forgotten, its id stays until the room closes.
  void done(const std::string& meeting, const std::string& id);

 private:
  db::Database& tables();  // under the lock

  const std::function<std::unique_ptr<db::Database>()> open_;
  std::mutex mutex_;
  std::unique_ptr<db::Database> database_;
};

}  // namespace adem::serve
