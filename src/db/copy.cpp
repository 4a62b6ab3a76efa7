#include "db/copy.h"

#include <functional>
#include <string>
#include <vector>

namespace adem::db {

namespace {

enum class Kind { text, integer, real, bytes };

struct Column {
  std::string name;
  Kind kind;
};

Kind kind_of(const std::string& declared) {
  if (declared == "BLOB" || declared == "bytea") return Kind::bytes;
  if (declared == "INTEGER" || declared == "BIGINT" || declared == "bigint") return Kind::integer;
  if (declared == "DOUBLE PRECISION" || declared == "double precision") return Kind::real;
  return Kind::text;
}

std::vector<Column> columns_of(Database& database, std::string_view table) {
  auto read = database.prepare(database.store() == Store::sqlite
                                   ? "SELECT name, type FROM pragma_table_info($1) ORDER BY cid"
                                   : "SELECT attname, format_type(atttypid, atttypmod) "
                                     "FROM pg_attribute WHERE attrelid = to_regclass($1) "
                                     "AND attnum > 0 AND NOT attisdropped ORDER BY attnum");
  read.bind(1, table);
  std::vector<Column> columns;
  while (read.step()) columns.push_back({read.text(0), kind_of(read.text(1))});
  return columns;
}

void carry(const Statement& row, int at, Kind kind, Statement& into) {
  if (row.is_null(at)) {
    into.bind_null(at + 1);
  } else if (kind == Kind::bytes) {
    into.bind_blob(at + 1, row.blob(at));
  } else if (kind == Kind::integer) {
    into.bind(at + 1, row.integer(at));
  } else if (kind == Kind::real) {
    into.bind(at + 1, row.real(at));
  } else {
    into.bind(at + 1, std::string_view(row.text(at)));
  }
}

std::uint64_t rows_of(Database& database, std::string_view table) {
  auto read = database.prepare("SELECT count(*) FROM " + std::string(table));
  return read.step() ? static_cast<std::uint64_t>(read.integer(0)) : 0;
}

void copy_rows(Database& from, Database& to, std::string_view table,
               const std::function<void()>& did) {
  const auto columns = columns_of(from, table);
  std::string names, places;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    names += (i > 0 ? ", " : "") + columns[i].name;
    places += (i > 0 ? ", $" : "$") + std::to_string(i + 1);
  }
  const std::string name(table);
  auto read = from.prepare("SELECT " + names + " FROM " + name);
  auto write = to.prepare("INSERT INTO " + name + " (" + names + ") VALUES (" + places + ")");
  while (read.step()) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      carry(read, static_cast<int>(i), columns[i].kind, write);
    }
    write.run();
    did();
  }
}

}  // namespace

void copy_tables(Database& from, Database& to, std::span<const TableList> lists,
                 const Progress& progress) {
  std::vector<std::string_view> there;
  for (const auto& list : lists) {
    to.migrate(list);
    if (!from.has(list)) continue;
    from.migrate(list);  // an older adem may have made it
    there.insert(there.end(), list.tables.begin(), list.tables.end());
  }
  const Snapshot moment(from);
  Transaction transaction(to);
  std::uint64_t done = 0, total = 0;
  for (const auto table : there) total += rows_of(from, table);
  for (const auto& list : lists) {
    for (const auto table : list.tables) to.execute("DELETE FROM " + std::string(table));
  }
  for (const auto table : there) {
    copy_rows(from, to, table, [&] {
      if (progress) progress(++done, total);
    });
  }
  transaction.commit();
}

}  // namespace adem::db
