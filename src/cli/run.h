#pragma once

namespace adem::cli {

// The whole program: parses, runs one command, renders errors. Returns the exit code: 0 done,
// 1 failed, 2 misused.
int run(int argc, char** argv);

}  // namespace adem::cli
