// A scenario from its file to its products.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenario/hooks.h"
#include "scenario/products.h"
#include "scenario/world.h"

namespace adem::scenario {

struct RunOptions {
  unsigned threads = 1;
  bool resume = false;  // go on from a run that was stopped or killed, else begin anew
  std::string version;
};

struct RunResult {
  bool finished = true;            // false: stopped; everything that is done is saved
  bool was_done = false;           // resume of a run that was finished already
  double share = 1;                // of the work that is done
  std::vector<Account> accounts;   // empty where it was stopped or done before
  std::vector<std::string> files;  // written, manifest last
};

// Writes into the scenario's output directory, which is made. While it is unfinished the state is
// kept there under .unfinished: a run goes on from it after any kill and gives the same files bit
// for bit (but for the wall time in the manifest). Beginning anew removes an earlier run's files of
// the same names. Members of an ensemble run `threads` at a time.
// Errors: those of MemberRun and of the writers.
RunResult run(const World& world, const RunOptions& options, const Hooks& hooks);

}  // namespace adem::scenario
