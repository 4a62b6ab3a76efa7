// Prepared statements of one connection, kept for the next use. A statement that is being read
// while its text is asked for again (a visitor that reads) gets a twin.
#pragma once

#include <map>
#include <vector>

#include "db/database.h"

namespace adem::ledger {

class Statements {
 public:
  explicit Statements(db::Database& database) : database_(database) {}

  // On loan: given back, and reset, at the end of its scope.
  class Loan {
   public:
    Loan(std::vector<db::Statement>& home, db::Statement statement)
        : home_(&home), statement_(std::move(statement)) {}
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    ~Loan() {
      try {
        statement_.reset();
        home_->push_back(std::move(statement_));
      } catch (...) {  // a broken one is not lent again; what broke it is on its way up already
      }
    }
    db::Statement* operator->() { return &statement_; }
    db::Statement& operator*() { return statement_; }

   private:
    std::vector<db::Statement>* home_;
    db::Statement statement_;
  };

  // `sql` is a constant: it is known by its address.
  Loan operator()(const char* sql) {
    auto& idle = idle_[sql];
    if (idle.empty()) return {idle, database_.prepare(sql)};
    db::Statement statement = std::move(idle.back());
    idle.pop_back();
    return {idle, std::move(statement)};
  }

 private:
  db::Database& database_;
  std::map<const char*, std::vector<db::Statement>> idle_;
};

}  // namespace adem::ledger
