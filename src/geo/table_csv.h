// Reads CSV through libcsv: commas, semicolons or tabs, quotes with line breaks inside, BOM.
#pragma once

#include <memory>
#include <string>

#include "geo/table.h"

namespace adem::geo {

std::unique_ptr<TableReader> open_csv(const std::string& path);

}  // namespace adem::geo
