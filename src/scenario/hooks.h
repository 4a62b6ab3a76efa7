// What a run may ask of whoever started it: the library itself looks at no clock, listens to no
// signal and prints nothing. Called from several threads when members run at once.
#pragma once

#include <cstddef>
#include <functional>

namespace adem::scenario {

struct Status {
  std::size_t member = 0, members = 1;  // from 0
  double time_s = 0, end_s = 0;         // of the run
  double share = 0;                     // of the whole work, 0..1
  // The cell that limits the time step, and why.
  double dt_s = 0, x = 0, y = 0, depth_m = 0;
  std::size_t cell = 0;
};

struct Hooks {
  std::function<double()> clock_s;          // any steady clock; needed
  std::function<bool()> stop;               // true: save and return
  std::function<void(const Status&)> show;  // a few times a second
};

}  // namespace adem::scenario
