// What an import did, row by row accounted for: rows == added + changed + unchanged + refused.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/message.h"
#include "election/flags.h"

namespace adem::election {

struct Refusal {
  std::size_t row = 0;
  std::string column;
  std::string value;
  Message why;  // rendered from intake.refused.<code>: what is wrong and how to mend it
};

// A stored row with a doubt, for people to read.
struct Doubt {
  std::size_t row = 0;
  std::string key;
  Flag flag{};
  Message what;
};

// What a column of the file was taken for: a field of the record, or nothing.
struct ColumnUse {
  std::string column, field;
};

struct ImportReport {
  std::size_t rows = 0, added = 0, changed = 0, unchanged = 0;
  std::vector<Refusal> refused;
  std::array<std::size_t, kFlagNames.size()> flagged{};
  std::vector<ColumnUse> columns;  // in file order
  std::vector<Doubt> doubts;       // the first 1,000, in row order
  std::vector<Message> notes;      // which columns were used for what, which key was chosen, …
  bool dry_run = false;
};

// The shape of MODEL.md: {"rows","added","changed","unchanged","refused":[…],"flagged":{…}}, plus
// "columns", "notes", "doubts" and "dry_run". `why` of a refusal is {"code","args"}; faces add
// "text".
Json to_json(const ImportReport& report);

}  // namespace adem::election
