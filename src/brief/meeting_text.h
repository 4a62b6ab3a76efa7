// A meeting as a message for a phone: what it was, who promised what by when, what earlier meetings
// left, and the next one. Before it opens: what the invitation says.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "desk/meeting.h"
#include "words/speech.h"

namespace adem::brief {

// `all`: every meeting, among them the next. Withdrawn promises are left out, and all that are
// kept; at most 20 of each sort are named and the others counted. In an exercise the stamp stands
// first.
std::string meeting_text(const desk::Meeting& meeting, std::span<const desk::Meeting> all,
                         const std::function<std::string(const std::string&)>& station,
                         bool exercise, const words::Speech& speech);

}  // namespace adem::brief
