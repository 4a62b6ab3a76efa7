#include "db/postgres.h"

#include <bit>
#include <charconv>
#include <utility>

#include "base/error.h"
#include "base/format.h"
#include "db/postgres_link.h"
#include "db/statement.h"

namespace adem::db {

namespace {

// Types that are not text, by their fixed numbers in every PostgreSQL.
constexpr Oid kBool = 16;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kFloat4 = 700;
constexpr Oid kFloat8 = 701;

constexpr std::string_view kUri = "postgresql://";
constexpr std::string_view kShortUri = "postgres://";

class PostgresStatement final : public Statement::Impl {
 public:
  PostgresStatement(std::shared_ptr<Link> link, std::string_view sql)
      : link_(std::move(link)), sql_(sql) {
    link_->prepared(sql_);
  }
  PostgresStatement(const PostgresStatement&) = delete;
  PostgresStatement& operator=(const PostgresStatement&) = delete;
  ~PostgresStatement() override {
    try {
      link_->drop(rows_);
    } catch (const Error&) {
      // Nobody waits for these rows; the next call meets what is wrong with the connection.
    }
  }

  void bind(int position, std::string_view text) override {
    if (text.find('\0') != std::string_view::npos) {
      throw Error(ErrorKind::bad_input, "db.failed",
                  {{"why", std::string("a zero byte in a text")}});
    }
    at(position) = {Value::Kind::text, std::string(text)};
  }
  void bind(int position, std::int64_t value) override {
    at(position) = {Value::Kind::text, std::to_string(value)};
  }
  void bind(int position, double value) override {
    at(position) = {Value::Kind::text, fmt::format("{}", value)};
  }
  void bind_null(int position) override { at(position) = {}; }
  void bind_blob(int position, std::span<const std::uint8_t> bytes) override {
    at(position) = {Value::Kind::binary,
                    {reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
  }

  bool step() override {
    if (!started_) link_->start(sql_, values_, rows_);
    started_ = true;
    row_ = link_->next(rows_);
    return row_ != nullptr;
  }
  void run() override {
    if (!started_) link_->run(sql_, values_);
    reset();
  }
  void reset() override {
    link_->drop(rows_);
    row_.reset();
    for (auto& value : values_) value = {};
    started_ = false;
  }

  std::string text(int column) const override;
  std::int64_t integer(int column) const override;
  double real(int column) const override;
  bool is_null(int column) const override { return PQgetisnull(row_.get(), 0, column) != 0; }
  std::span<const std::uint8_t> blob(int column) const override {
    const auto bytes = raw(column);
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
  }

 private:
  Value& at(int position) {
    const auto wanted = static_cast<std::size_t>(position);
    if (values_.size() < wanted) values_.resize(wanted);
    return values_[wanted - 1];
  }
  std::string_view raw(int column) const {
    return {PQgetvalue(row_.get(), 0, column),
            static_cast<std::size_t>(PQgetlength(row_.get(), 0, column))};
  }
  // Big-endian, of 1 to 8 bytes.
  std::uint64_t bits(int column) const {
    std::uint64_t value = 0;
    for (const char byte : raw(column)) value = (value << 8) | static_cast<std::uint8_t>(byte);
    return value;
  }

  std::shared_ptr<Link> link_;
  std::string sql_;
  std::vector<Value> values_;
  Rows rows_;
  Result row_;
  bool started_ = false;
};

std::string PostgresStatement::text(int column) const {
  if (is_null(column)) return {};
  switch (PQftype(row_.get(), column)) {
    case kBool:
    case kInt2:
    case kInt4:
    case kInt8:
      return std::to_string(integer(column));
    case kFloat4:
    case kFloat8:
      return fmt::format("{}", real(column));
    default:
      return std::string(raw(column));
  }
}

std::int64_t PostgresStatement::integer(int column) const {
  const auto value = bits(column);
  switch (PQftype(row_.get(), column)) {
    case kBool:
    case kInt8:
      return static_cast<std::int64_t>(value);
    case kInt4:
      return static_cast<std::int32_t>(value);
    case kInt2:
      return static_cast<std::int16_t>(value);
    case kFloat4:
    case kFloat8:
      return static_cast<std::int64_t>(real(column));
    default: {
      // As SQLite does: what stands at the beginning of the text.
      std::int64_t number = 0;
      const auto digits = raw(column);
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
      return number;
    }
  }
}

double PostgresStatement::real(int column) const {
  switch (PQftype(row_.get(), column)) {
    case kFloat8:
      return std::bit_cast<double>(bits(column));
    case kFloat4:
      return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits(column))));
    default:
      return static_cast<double>(integer(column));
  }
}

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(std::string where)
      : where_(std::move(where)), link_(std::make_shared<Link>(where_)) {}

  Store store() const override { return Store::postgresql; }
  void execute(const std::string& sql) override { link_->script(sql); }
  Statement prepare(std::string_view sql) override {
    return Statement(std::make_unique<PostgresStatement>(link_, sql));
  }
  std::unique_ptr<Database> again() const override { return open_postgres(where_); }
  void scrub(const std::string& table) override { link_->script("VACUUM FULL " + table); }

 protected:
  void begin() override { link_->begin(Link::Mode::writing); }
  void begin_reading() override { link_->begin(Link::Mode::reading); }
  void commit() override { link_->commit(); }
  void rollback() override { link_->rollback(); }
  bool has_versions() override {
    return prepare("SELECT 1 WHERE to_regclass('schema_version') IS NOT NULL").step();
  }
  void prepare_versions() override {
    execute(
        "CREATE TABLE IF NOT EXISTS schema_version "
        "(name TEXT PRIMARY KEY, version BIGINT NOT NULL)");
  }

 private:
  std::string where_;
  std::shared_ptr<Link> link_;
};

}  // namespace

bool is_postgres(const std::string& where) {
  return where.starts_with(kUri) || where.starts_with(kShortUri);
}

std::unique_ptr<Database> open_postgres(const std::string& where) {
  return std::make_unique<PostgresDatabase>(where);
}

}  // namespace adem::db
