// The stores that a typed test suite runs over:
//
//   template <typename Store> class LedgerTest : public stores::OnStore<Store> {};
//   TYPED_TEST_SUITE(LedgerTest, stores::AllStores, stores::Name);
//   TYPED_TEST(LedgerTest, Remembers) { auto database = this->open(); … }
//
// A test may take as many places as it wants (`this->place()`): each is an empty database of its
// own, gone with the test. PostgreSQL is one real server for the run of the executable; where it
// is not installed its tests are skipped by name.
#pragma once

#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

#include "db/database.h"

namespace adem::stores {

// An empty database of its own, gone with the object: close what is open in it first.
class Place {
 public:
  virtual ~Place() = default;
  virtual std::string where() const = 0;  // what db::open takes
};

class PostgresServer;
std::unique_ptr<Place> schema_of(PostgresServer& server);

// Each names itself, says why it cannot run here (empty: it can), and makes places.
struct Memory {
  static constexpr const char* kName = "Memory";
  static constexpr bool kKeeps = false;  // what is closed can be opened again
  static std::string missing() { return {}; }
  static std::unique_ptr<Place> place();
};
struct File {
  static constexpr const char* kName = "Sqlite";
  static constexpr bool kKeeps = true;
  static std::string missing() { return {}; }
  static std::unique_ptr<Place> place();
};
struct PostgreSql {
  static constexpr const char* kName = "PostgreSql";
  static constexpr bool kKeeps = true;
  static std::string missing();
  static std::unique_ptr<Place> place();
};
using AllStores = ::testing::Types<Memory, File, PostgreSql>;

// The names of the tables that a list makes, sorted, but for the one of versions.
std::vector<std::string> made_by(const db::TableList& list);

struct Name {
  template <typename Store>
  static std::string GetName(int) {
    return Store::kName;
  }
};

template <typename Store>
class OnStore : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto why = Store::missing(); !why.empty()) GTEST_SKIP() << why;
    where_ = place();
  }
  // Another empty database, until the end of the test.
  std::string place() {
    places_.push_back(Store::place());
    return places_.back()->where();
  }
  const std::string& where() const { return where_; }
  std::unique_ptr<db::Database> open() const { return db::open(where_); }

 private:
  std::vector<std::unique_ptr<Place>> places_;
  std::string where_;
};

}  // namespace adem::stores
