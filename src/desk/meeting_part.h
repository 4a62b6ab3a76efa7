// Meetings as a part of the desk: events of one meeting and its items change one state.
#pragma once

#include "base/json.h"
#include "desk/desk_fold.h"
#include "desk/meeting.h"

namespace adem::desk {

const Part& meeting_part();

// The whole meeting as it is kept, ids with their tags; and back. `carried` is not kept: it follows
// from the other meetings (book.h). Throws Json exceptions or Unreadable for what is not one.
Json state_of(const Meeting& meeting);
Meeting meeting_of(const Json& state);

}  // namespace adem::desk
