// SQLite behind db/database.h.
#pragma once

#include "db/database.h"

namespace adem::db {

std::unique_ptr<Database> open_sqlite(const std::string& path);

}  // namespace adem::db
