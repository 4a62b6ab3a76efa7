// Meetings as JSON for other programs: "adem meeting show --json".
#pragma once

#include "base/json.h"
#include "desk/meeting.h"

namespace adem::desk {

Json to_json(const Meeting& meeting);
Json to_json(const Commitment& commitment);
// Heading and counts only: a line of "adem meeting list --json".
Json summary_json(const Meeting& meeting);

}  // namespace adem::desk
