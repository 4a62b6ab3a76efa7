// A meeting as acts: called, opened, written down, closed, and what became of its promises. The
// rules are those of the meeting table (desk.h); here is only what each act takes and gives back.
//
// Which meeting: by its id, or without one the newest that fits (Desk::meeting, running, waiting).
#pragma once

#include <span>

#include "desk/act.h"

namespace adem::desk {

// meeting.new, open, attend, ask, answer, note, obstacle, commit, kept, withdraw, close. What is
// returned is what `--json` prints: the id, the heading, the promise, or after the opening the
// whole meeting with what was carried into it. Without an area a meeting is of the caller's own
// area.
std::span<const Act> meeting_acts();

}  // namespace adem::desk
