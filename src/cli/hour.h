// Hours as people type them.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "workspace/workspace.h"

namespace adem::cli {

// "05:00" is of the voting day; a date with a time is what it says; empty is nothing.
// Error cli.bad-hour.
std::optional<Instant> hour(const std::string& text, const workspace::Workspace& workspace);

}  // namespace adem::cli
