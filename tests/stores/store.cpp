#include "stores/store.h"

#include <atomic>
#include <filesystem>
#include <unistd.h>

#include "stores/postgres_server.h"

namespace adem::stores {

namespace {

namespace fs = std::filesystem;

class InMemory final : public Place {
 public:
  std::string where() const override { return ":memory:"; }
};

class InFile final : public Place {
 public:
  InFile() {
    static std::atomic<int> count{0};
    directory_ = fs::temp_directory_path() /
                 ("adem-store-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    fs::create_directories(directory_);
  }
  InFile(const InFile&) = delete;
  InFile& operator=(const InFile&) = delete;
  ~InFile() override {
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
  }
  std::string where() const override { return (directory_ / "test.db").string(); }

 private:
  fs::path directory_;
};

class InSchema final : public Place {
 public:
  explicit InSchema(PostgresServer& server) : server_(server) {
    static std::atomic<int> count{0};
    schema_ = "place_" + std::to_string(++count);
    db::open(server_.where())->execute("CREATE SCHEMA " + schema_);
  }
  InSchema(const InSchema&) = delete;
  InSchema& operator=(const InSchema&) = delete;
  ~InSchema() override {
    db::open(server_.where())->execute("DROP SCHEMA " + schema_ + " CASCADE");
  }
  std::string where() const override { return server_.where(schema_); }

 private:
  PostgresServer& server_;
  std::string schema_;
};

}  // namespace

std::unique_ptr<Place> Memory::place() { return std::make_unique<InMemory>(); }
std::unique_ptr<Place> File::place() { return std::make_unique<InFile>(); }

std::string PostgreSql::missing() { return PostgresServer::missing(); }
std::unique_ptr<Place> PostgreSql::place() { return schema_of(shared_server()); }
std::unique_ptr<Place> schema_of(PostgresServer& server) {
  return std::make_unique<InSchema>(server);
}

std::vector<std::string> made_by(const db::TableList& list) {
  const auto database = db::open(":memory:");
  database->migrate(list);
  auto read = database->prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schema_version' "
      "ORDER BY name");
  std::vector<std::string> names;
  while (read.step()) names.push_back(read.text(0));
  return names;
}

}  // namespace adem::stores
