// An outlook as a run keeps it.
#pragma once

#include <string>

#include "election/clock.h"

namespace adem::workspace {

// Errors: base.cannot-read; election.bad-outlook with its path.
election::Outlook read_outlook(const std::string& path);

}  // namespace adem::workspace
