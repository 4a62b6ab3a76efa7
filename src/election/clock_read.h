// An outlook of a nation read back without building it as one tree.
#pragma once

#include <string_view>

#include "election/clock.h"

namespace adem::election {

// outlook_from_json of a text: as write_json writes it, station by station. The same errors, also
// where it is no JSON.
Outlook outlook_from_text(std::string_view text);

}  // namespace adem::election
