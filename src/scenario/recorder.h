// What is kept at a run's report times: gauge rows, depth slices, and, for an ensemble, which cells
// stand deeper than each threshold. Part of every checkpoint, so that a run that goes on leaves the
// same files as one that was never stopped.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "scenario/world.h"
#include "water/solver/solver.h"

namespace adem::scenario {

struct Keep {
  std::string slices;       // directory of depth slices; empty: none
  bool exceedance = false;  // cells above each threshold
};

class Recorder {
 public:
  Recorder(const World& world, const Keep& keep);

  // Reports come in order, each once.
  void record(const water::Solver& solver);
  std::size_t reports() const { return reports_; }

  // "gauge,time,…" with the rows so far; a row of an exercise carries its stamp.
  const std::string& gauges_csv() const { return gauges_; }
  // One text per report and threshold, thresholds fastest; see put_runs.
  const std::vector<std::string>& exceedance() const { return exceedance_; }

  void save(const water::ByteSink& sink) const;
  void load(const water::ByteSource& source);

 private:
  const World& world_;
  Keep keep_;
  std::size_t reports_ = 0;
  std::string gauges_;
  std::vector<std::string> exceedance_;
  std::vector<float> depth_;
};

// Where depth slice `report` waits until the run is done.
std::string slice_path(const std::string& directory, std::size_t report);

// Cells above a threshold as lengths of runs, below and above in turn, below first; seven bits a
// byte. A flood of a million cells takes some ten thousand bytes.
std::string put_runs(std::span<const float> values, float threshold);
// Calls above(first, count) for each run of cells above, of `cells` in all. Error
// scenario.checkpoint-damaged, perhaps after some calls; those lie within the cells.
void each_run(const std::string& runs, std::size_t cells,
              const std::function<void(std::size_t first, std::size_t count)>& above);

}  // namespace adem::scenario
