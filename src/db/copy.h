// Tables carried from one store to another: a backup of what lies on a server, and back.
#pragma once

#include <span>

#include "base/progress.h"
#include "db/database.h"

namespace adem::db {

// Migrates both, then makes the rows of these tables in `to` those that `from` has at one moment;
// others may go on writing there meanwhile. `to` has all of them or is as it was. Progress in rows.
// Errors: those of a database.
void copy_tables(Database& from, Database& to, std::span<const TableList> lists,
                 const Progress& progress = {});

}  // namespace adem::db
