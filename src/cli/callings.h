// How stations, areas and offices are called in this workspace.
#pragma once

#include "brief/notice.h"
#include "cli/room.h"

namespace adem::cli {

// Names from the register and the rule book, in the reader's language. `room` must outlive it.
brief::Callings callings(Room& room, Context& context);

// "TPS 001 Guntung, TPS 002 Guntung"; where a list names no station, the areas it names.
std::string places(const Json& line, const brief::Callings& callings);

}  // namespace adem::cli
