// The usual agenda of a meeting (DOMAIN: opening, briefing, obstacles, steps, provocative issues,
// stations prone to flood, questions, joint commitment, closing), said in the reader's language.
#pragma once

#include <vector>

#include "base/json.h"
#include "desk/meeting.h"
#include "words/speech.h"

namespace adem::brief {

std::vector<desk::AgendaItem> usual_agenda(const words::Speech& speech);

// A meeting's JSON (desk/meeting_json.h) with the items that have a code said in this language,
// whatever language it was called in.
void say_agenda(Json& meeting, const words::Speech& speech);

}  // namespace adem::brief
