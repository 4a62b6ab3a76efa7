#include "workspace/ledger_move.h"

#include <vector>

#include "base/error.h"
#include "ledger/schema.h"

namespace adem::workspace {

namespace {

std::vector<db::TableList> with_ledger(std::span<const db::TableList> beside) {
  std::vector<db::TableList> lists(beside.begin(), beside.end());
  lists.insert(lists.begin(), ledger::kTables);
  return lists;
}

}  // namespace

void bring_ledger(const std::string& store, db::Database& database,
                  std::span<const db::TableList> beside, const Progress& progress) {
  db::copy_tables(*db::open(store), database, with_ledger(beside), progress);
}

void send_ledger(db::Database& database, const std::string& store,
                 std::span<const db::TableList> beside, const Progress& progress) {
  const auto server = db::open(store);
  server->migrate(ledger::kTables);
  if (server->prepare("SELECT 1 FROM ledger").step()) {
    throw Error(ErrorKind::conflict, "workspace.store-in-use",
                {{"where", db::without_password(store)}});
  }
  const auto lists = with_ledger(beside);
  db::copy_tables(database, *server, lists, progress);
  db::Transaction transaction(database);
  for (const auto& list : lists) {
    if (!database.has(list)) continue;
    for (const auto table : list.tables) database.execute("DELETE FROM " + std::string(table));
  }
  transaction.commit();
  database.scrub("");
}

}  // namespace adem::workspace
