// PostgreSQL behind db/database.h.
#pragma once

#include "db/database.h"

namespace adem::db {

bool is_postgres(const std::string& where);
std::unique_ptr<Database> open_postgres(const std::string& where);

}  // namespace adem::db
