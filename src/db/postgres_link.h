// A connection to a PostgreSQL server, always in pipeline mode: what is sent inside a transaction
// is not waited for, so a batch of inserts is one round trip. At most one query's rows are being
// read; before anything else is sent the rest of them is taken into memory.
#pragma once

#include <cstddef>
#include <deque>
#include <libpq-fe.h>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace adem::db {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

struct Value {
  enum class Kind { null, text, binary } kind = Kind::null;
  std::string data;
};

// The rows of a query that are here already, and whether the server has more.
struct Rows {
  std::deque<Result> ahead;
  bool open = false;
};

class Link {
 public:
  explicit Link(std::string where);
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;
  ~Link();

  enum class Mode { writing, reading };
  void begin(Mode mode);
  void commit();
  void rollback();
  bool in_transaction() const { return in_transaction_; }

  // Statements without values; waits.
  void script(const std::string& sql);
  // Names the statement on the server, once per connection and text; waits the first time.
  const std::string& prepared(const std::string& sql);
  // Inside a transaction it does not wait.
  void run(const std::string& sql, const std::vector<Value>& values);
  void start(const std::string& sql, const std::vector<Value>& values, Rows& rows);
  Result next(Rows& rows);  // null: no more
  void drop(Rows& rows);    // whatever was not read is forgotten

 private:
  struct Failure {
    std::string state, why;
    bool any() const { return !why.empty(); }
  };

  void ready();          // connected, or connected again outside a transaction
  void hold();           // takes the rest of the query that is being read
  void settle();         // waits for all that was sent; throws the first failure
  void count_sent();     // one more command is on its way
  void drain(Failure&);  // reads the answers of the commands on their way
  void sync();
  void expect_sync();
  void send(const std::string& sql, const std::vector<Value>& values);
  void send_plain(const char* sql);
  Result get();
  static void note(const Result& result, Failure& failure);
  void close(Rows& rows);
  Result fetch(Rows& rows);
  [[noreturn]] void raise(const Failure& failure);
  [[noreturn]] void lost();

  std::string where_;
  PGconn* connection_ = nullptr;
  std::unordered_map<std::string, std::string> names_;
  Rows* open_ = nullptr;
  std::size_t on_their_way_ = 0;
  bool in_transaction_ = false;
  std::string last_tag_;  // of the last command drained
};

}  // namespace adem::db
