#include "scenario/run.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

#include "base/error.h"
#include "base/file.h"
#include "scenario/ensemble.h"

namespace adem::scenario {

namespace fs = std::filesystem;

namespace {

// Everything a run may write; what an earlier run left under these names would be taken for this
// one's.
constexpr std::array<const char*, 12> kFiles = {
    "max-depth.tif",     "max-speed.tif", "max-depth-speed.tif", "aidr-class.tif",
    "arrival.tif",       "duration.tif",  "depth.tif",           "chance.tif",
    "chance-series.tif", "futures.tif",   "gauges.csv",          "manifest.json"};

void make_directory(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) {
    throw Error(ErrorKind::io, "base.cannot-write", {{"path", path}, {"why", error.message()}},
                path);
  }
}

class Run {
 public:
  Run(const World& world, const RunOptions& options, const Hooks& hooks)
      : world_(world),
        options_(options),
        hooks_(hooks),
        directory_(world.scenario.output.directory),
        work_(directory_ + "/.unfinished") {}

  RunResult go() {
    if (options_.resume && done_before()) {
      remove_done();  // a kill at the very end left it
      return {true, true, 1, {}, files()};
    }
    make_directory(directory_);
    if (!options_.resume) begin_anew();
    make_directory(work_);
    auto result = world_.scenario.members.empty() ? single() : ensemble();
    if (!result.finished) return result;
    write_manifest(world_, result.accounts, {options_.version, options_.threads});
    // Under another name first: a kill while it is removed leaves a finished run, not half a state.
    std::error_code ignored;
    fs::rename(work_, work_ + "-done", ignored);
    remove_done();
    result.files = files();
    return result;
  }

 private:
  void remove_done() const {
    std::error_code ignored;
    fs::remove_all(work_ + "-done", ignored);
  }

  bool done_before() const {
    const auto manifest = directory_ + "/manifest.json";
    std::error_code error;
    if (!fs::exists(manifest, error) || fs::exists(work_, error)) return false;
    const auto json = Json::parse(read_file(manifest), nullptr, false);
    const bool same = json.is_object() && json.contains("run") && json["run"] == world_.fingerprint;
    if (!same) throw Error(ErrorKind::conflict, "scenario.other-run", {}, manifest);
    return true;
  }

  void begin_anew() const {
    std::error_code ignored;
    for (const auto* made : {"/.unfinished", "/.unfinished-done", "/members"}) {
      fs::remove_all(directory_ + made, ignored);
    }
    for (const auto* file : kFiles) fs::remove(directory_ + "/" + file, ignored);
  }

  std::vector<std::string> files() const {
    std::vector<std::string> out;
    std::error_code error;
    for (const auto* file : kFiles) {
      if (fs::exists(directory_ + "/" + file, error)) out.push_back(directory_ + "/" + file);
    }
    return out;
  }

  RunResult single() {
    MemberPlan plan;
    plan.products = single_products(world_.scenario);
    plan.threads = options_.threads;
    plan.checkpoint = work_ + "/state";
    if (world_.scenario.output.depth_slices) plan.keep.slices = work_;
    const Hooks shown = shares(1);
    MemberRun run(world_, plan, options_.resume, shown);
    RunResult result;
    result.finished = run.go();
    result.share = run.solver().time_s() / world_.length_s();
    if (!result.finished) return result;
    write_single(world_, run, plan.keep.slices);
    result.accounts.push_back(account_of(run, plan.member));
    return result;
  }

  RunResult ensemble() {
    const auto& members = world_.scenario.members;
    accounts_.resize(members.size());
    std::size_t before = 0;
    for (std::size_t m = 0; m < members.size(); ++m) {
      const auto directory = member_directory(work_, m);
      make_directory(directory);
      accounts_[m] = kept_account(directory);
      before += accounts_[m] ? 1U : 0U;
    }
    done_ = before;
    const auto workers =
        std::min<std::size_t>(std::max(1U, options_.threads), members.size() - before);
    const Hooks shown = shares(members.size());
    {
      std::vector<std::jthread> pool;
      for (std::size_t w = 0; w < workers; ++w) pool.emplace_back([&] { work(shown, workers); });
    }
    if (failure_) std::rethrow_exception(failure_);
    RunResult result;
    result.share = static_cast<double>(done_.load()) / static_cast<double>(members.size());
    result.finished = done_ == members.size();
    if (!result.finished) return result;
    write_ensemble(world_, work_);
    for (const auto& account : accounts_) result.accounts.push_back(*account);
    return result;
  }

  // Takes the next member that is not done until there is none, one fails or the run is stopped.
  void work(const Hooks& hooks, std::size_t workers) {
    try {
      const auto& members = world_.scenario.members;
      for (std::size_t m = next_++; m < members.size() && !halt_; m = next_++) {
        if (accounts_[m]) continue;
        const auto directory = member_directory(work_, m);
        MemberPlan plan;
        plan.index = m;
        plan.members = members.size();
        plan.member = members[m];
        plan.products = member_products(world_.scenario);
        plan.keep.exceedance = true;
        plan.threads = static_cast<unsigned>(std::max<std::size_t>(1, options_.threads / workers));
        plan.checkpoint = directory + "/state";
        MemberRun run(world_, plan, options_.resume, hooks);
        if (!run.go()) {
          halt_ = true;
          return;
        }
        keep_member(world_, run, members[m], directory);
        accounts_[m] = account_of(run, members[m]);
        ++done_;
      }
    } catch (...) {
      const std::lock_guard lock(failing_);
      if (!failure_) failure_ = std::current_exception();
      halt_ = true;
    }
  }

  // The caller's hooks, with the share of the whole work filled in, and with a halt of one member
  // heard by the others.
  Hooks shares(std::size_t members) {
    Hooks out;
    out.clock_s = hooks_.clock_s;
    out.stop = [this] { return halt_ || (hooks_.stop && hooks_.stop()); };
    if (!hooks_.show) return out;
    out.show = [this, members](Status status) {
      const double own = status.end_s > 0 ? status.time_s / status.end_s : 0;
      status.share = (static_cast<double>(done_.load()) + own) / static_cast<double>(members);
      hooks_.show(status);
    };
    return out;
  }

  const World& world_;
  const RunOptions& options_;
  const Hooks& hooks_;
  std::string directory_, work_;
  std::vector<std::optional<Account>> accounts_;
  std::atomic<std::size_t> next_ = 0, done_ = 0;
  std::atomic<bool> halt_ = false;
  std::mutex failing_;
  std::exception_ptr failure_;
};

}  // namespace

RunResult run(const World& world, const RunOptions& options, const Hooks& hooks) {
  return Run(world, options, hooks).go();
}

}  // namespace adem::scenario
