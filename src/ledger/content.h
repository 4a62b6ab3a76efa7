// Content that events refer to by hash, kept in parts so that none of it is ever whole in memory.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/bundle.h"
#include "ledger/tables.h"

namespace adem::ledger {

enum class Took { kept, not_wanted, damaged };
// A part that came. Damaged: the whole does not have its hash; none of it is kept.
Took take_part(Tables& tables, const ContentPart& part);

// Bytes cut into parts 1 … n.
void each_part(const std::string& hash, std::string_view bytes,
               const std::function<void(const ContentPart&)>& visit);

// Content that only this body named is forgotten: the event was taken out.
void drop_content(Tables& tables, const Json& body);
// The hashes that a body names.
std::vector<std::string> named_content(const Json& body);

bool has_content(Tables& tables, const std::string& hash);
// Parts 1 … n in order; false where it is not here whole.
bool visit_parts(Tables& tables, const std::string& hash,
                 const std::function<void(const ContentPart&)>& visit);

}  // namespace adem::ledger
