#include "election/meeting_form.h"

namespace adem::election {

const std::string& FormRow::operator[](std::string_view field) const {
  static const std::string blank;
  const auto found = values.find(field);
  return found == values.end() ? blank : found->second;
}

}  // namespace adem::election
