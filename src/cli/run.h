#pragma once

#include <string>
#include <vector>

namespace adem::cli {

// The whole program: parses, runs one command, renders errors. Returns the exit code: 0 done,
// 1 failed, 2 misused.
int run(int argc, char** argv);

// One command from inside another, by its words after "adem": its output is returned instead of
// printed, and its Errors are thrown instead of said. The demo tells its story with it, so that
// what it does is what a user can do.
std::string run_within(const std::vector<std::string>& words);

}  // namespace adem::cli
