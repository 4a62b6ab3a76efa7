// What the ledger and the inside of a commit read alike.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ledger/tables.h"

namespace adem::ledger {

void visit_states(Tables& tables, std::string_view type, std::string_view area,
                  const std::function<void(const std::string&, const Json&)>& visit);
void visit_history(Tables& tables, const std::string& aggregate,
                   const std::function<void(const Event&)>& visit);
std::optional<Event> find_event(Tables& tables, std::string_view id_or_prefix);
std::optional<std::string> read_content(Tables& tables, const std::string& hash);

}  // namespace adem::ledger
