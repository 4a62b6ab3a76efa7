// Claims grouped, one core, as JSON:
//   bench_alike [texts] [seed] [copies]
// Times spelling, pieces and grouping; then counts what was found against every pair compared with
// every other on the same pieces. `copies`: that many different copies of one claim among as many
// texts, the case in which comparing pairs would be slowest.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <numeric>
#include <sched.h>
#include <string>
#include <time.h>
#include <vector>

#include "alike/alike_fixture.h"
#include "alike/pairs.h"
#include "alike/spelling.h"
#include "base/format.h"
#include "base/json.h"

namespace {

using namespace adem::alike;
using Groups = std::vector<std::vector<std::uint32_t>>;

// Of this thread: what one core spends, also where other work uses the machine.
double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

double wall_seconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double>(now).count();
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

struct Run {
  std::vector<Shingles> sets;
  Groups groups;
  double wall_s = 0, cpu_s = 0, spelling_s = 0;
};

Run run_once(const std::vector<std::string>& texts) {
  Run run;
  const double wall = wall_seconds(), cpu = cpu_seconds();
  for (const auto& text : texts) {
    run.sets.push_back(shingles_of(Spelling::indonesian().normal(text)));
  }
  run.spelling_s = cpu_seconds() - cpu;
  run.groups = alike_groups(run.sets);
  run.wall_s = wall_seconds() - wall;
  run.cpu_s = cpu_seconds() - cpu;
  return run;
}

// Run five times; the figures are medians.
adem::Json timed(const std::vector<std::string>& texts, Run& run) {
  std::vector<double> wall, cpu, spelling;
  for (int i = 0; i < 5; ++i) {
    run = run_once(texts);
    wall.push_back(run.wall_s);
    cpu.push_back(run.cpu_s);
    spelling.push_back(run.spelling_s);
  }
  return {{"texts", texts.size()},
          {"wall_s", median(wall)},
          {"processor_s", median(cpu)},
          {"of_that_spelling_and_pieces_s", median(spelling)},
          {"groups", run.groups.size()}};
}

std::vector<Pair> all_pairs(const std::vector<Shingles>& sets) {
  std::vector<Pair> found;
  for (std::uint32_t i = 0; i < sets.size(); ++i) {
    for (std::uint32_t j = i + 1; j < sets.size(); ++j) {
      if (are_alike(sets[i], sets[j], kAlike)) found.push_back({i, j});
    }
  }
  return found;
}

adem::Json judged(const Run& run) {
  const auto truth = all_pairs(run.sets), found = alike_pairs(run.sets);
  std::vector<Pair> right;
  std::ranges::set_intersection(truth, found, std::back_inserter(right));
  std::size_t together = 0, direct = 0;
  for (const auto& group : run.groups) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (std::size_t j = i + 1; j < group.size(); ++j) {
        ++together;
        direct += are_alike(run.sets[group[i]], run.sets[group[j]], kAlike) ? 1 : 0;
      }
    }
  }
  const auto share = [](std::size_t part, std::size_t of) {
    return of == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(of);
  };
  return {{"exact_pairs", truth.size()},
          {"found_pairs", found.size()},
          {"recall", share(right.size(), truth.size())},
          {"precision", share(right.size(), found.size())},
          {"recall_of_groups", share(direct, truth.size())},
          {"pairs_in_groups", together},
          {"alike_directly", share(direct, together)}};
}

std::size_t argument(int argc, char** argv, int position, std::size_t otherwise) {
  return argc > position ? std::strtoull(argv[position], nullptr, 10) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argument(argc, argv, 1, 20000);
  const std::size_t seed = argument(argc, argv, 2, 20241127);
  const std::size_t copies = argument(argc, argv, 3, 5000);
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(sched_getcpu(), &one);
  sched_setaffinity(0, sizeof one, &one);

  Run run;
  testing::Claims claims(seed);
  adem::Json result{{"bench", "alike"}, {"seed", seed}};
  auto texts = claims.make(count);
  result["grouping"] = timed(texts, run);
  result["against_all_pairs"] = judged(run);
  const std::string claim = claims.sentence();
  texts.resize(count - std::min(copies, count));
  for (std::size_t i = 0; i < copies; ++i) texts.push_back(claims.edited(claim, 4));
  result["one_claim_in_many_copies"] = timed(texts, run);
  result["one_claim_in_many_copies"]["copies"] = copies;
  fmt::print("{}\n", result.dump(2));
  return 0;
}
