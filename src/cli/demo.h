// What the demo found out on its way, and how it is told on a terminal.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "cli/context.h"
#include "election/clock.h"

namespace adem::cli {

struct DemoStory {
  std::string workspace;
  Json areas, stations, venues;  // import reports
  election::Outlook before, after;
  Json meeting;  // the meeting as `adem meeting show --json` gives it
};

// Makes the demo in a directory, where an earlier one is replaced and anything else left alone
// (Error cli.demo-in-the-way), saying each step unless quiet or asked for JSON. The same seed gives
// the same files.
DemoStory tell_demo(Context& context, const std::string& directory, std::uint64_t seed);

// At most 80 columns: what the witnesses changed, what was promised, what to look at.
std::vector<std::string> demo_summary(const DemoStory& story, const words::Speech& speech);
Json demo_json(const DemoStory& story);

}  // namespace adem::cli
