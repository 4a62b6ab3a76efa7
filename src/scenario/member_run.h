// One member's way through the run, with checkpoints: from its start, or from where it was stopped
// or killed.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "base/json.h"
#include "scenario/hooks.h"
#include "scenario/recorder.h"
#include "scenario/world.h"

namespace adem::scenario {

struct MemberPlan {
  std::size_t index = 0, members = 1;
  Member member;
  water::ProductChoice products;
  Keep keep;
  unsigned threads = 1;
  std::string checkpoint;  // file
};

// The smallest time step so far and what made it so small.
struct SmallestStep {
  double dt_s = 0;  // 0: no step yet
  std::size_t cell = 0;
  double depth_m = 0;
};

class MemberRun {
 public:
  // Begins anew, or, where `resume` is set and there is a checkpoint, goes on from it.
  // Errors: those of water::Solver; scenario.other-run, scenario.checkpoint-damaged.
  MemberRun(const World& world, const MemberPlan& plan, bool resume, const Hooks& hooks);

  // To the end; false where it was stopped, and then everything is saved. The state at the end is
  // saved too: a kill while results are written costs nothing.
  bool go();

  const water::Solver& solver() const { return solver_; }
  const Recorder& recorder() const { return recorder_; }
  const SmallestStep& smallest() const { return smallest_; }
  double wall_s() const;  // of all parts of the run

 private:
  bool watch(const water::StepReport& step);
  void save();
  bool load();
  Status status() const;

  const World& world_;
  MemberPlan plan_;
  const Hooks& hooks_;
  std::vector<double> reports_;
  RainReader rain_;
  water::Solver solver_;
  Recorder recorder_;
  SmallestStep smallest_;
  double started_s_ = 0, before_s_ = 0;  // clock at the start; wall time of earlier parts
  double saved_s_ = 0, save_cost_s_ = 0, shown_s_ = 0;
};

}  // namespace adem::scenario
