// adem water run: a scenario from its file to its products.
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "cli/commands.h"
#include "scenario/run.h"

namespace adem::cli {

namespace {

namespace fs = std::filesystem;

struct WaterRunAsked {
  std::string scenario;
  unsigned threads = 0;
  bool resume = false;
};

std::atomic<bool> interrupted = false;
void interrupt(int) { interrupted = true; }

// Ctrl-C ends the run in order while one of these lives.
class Interruptible {
 public:
  Interruptible() : before_(std::signal(SIGINT, interrupt)) { interrupted = false; }
  ~Interruptible() { std::signal(SIGINT, before_); }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

 private:
  void (*before_)(int);
};

double clock_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string length_text(double seconds) {
  const auto s = static_cast<std::int64_t>(seconds + 0.5);
  if (s < 60) return fmt::format("{} s", s);
  if (s < 3600) return fmt::format("{}:{:02} min", s / 60, s % 60);
  return fmt::format("{}:{:02} h", s / 3600, s % 3600 / 60);
}

// The line that is written over and over on a terminal. Several members may show at once.
class Line {
 public:
  explicit Line(const words::Speech& speech) : speech_(speech), begun_s_(clock_s()) {}

  void show(const scenario::Status& status) {
    const std::lock_guard lock(mutex_);
    if (first_ < 0) first_ = status.share;
    const double spent = clock_s() - begun_s_, share = status.share - first_;
    const double left = share > 0 ? spent * (1 - status.share) / share : 0;
    fmt::print(stderr, "\r{}\033[K",
               speech_.say("water.run.progress",
                           {{"percent", static_cast<std::int64_t>(status.share * 100)},
                            {"left", length_text(left)},
                            {"dt", status.dt_s},
                            {"x", status.x},
                            {"y", status.y},
                            {"depth", status.depth_m}}));
    std::fflush(stderr);
    shown_ = true;
  }
  ~Line() {
    if (shown_) fmt::print(stderr, "\r\033[K");
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

 private:
  const words::Speech& speech_;
  double begun_s_, first_ = -1;
  std::mutex mutex_;
  bool shown_ = false;
};

std::string quoted(const std::string& path) {
  return path.find(' ') == std::string::npos ? path : "\"" + path + "\"";
}

void say(Context& context, const scenario::World& world, const scenario::RunResult& result,
         const Json& manifest) {
  const auto& speech = context.speech();
  const auto& directory = world.scenario.output.directory;
  if (world.scenario.exercise) context.line(speech.say("exercise"));
  if (result.was_done) {
    context.line(speech.say("water.run.was-done", {{"directory", directory}}));
    return;
  }
  const bool single = world.scenario.members.empty();
  const auto number = [&manifest](const char* name) { return manifest.at(name).get<double>(); };
  const Args args = {{"members", static_cast<std::int64_t>(world.scenario.members.size())},
                     {"hours", world.length_s() / 3600},
                     {"cells", static_cast<std::int64_t>(world.domain->known_cells())},
                     {"wall", number("wall_s")},
                     {"steps", static_cast<std::int64_t>(number("steps"))}};
  context.line(single ? speech.say("water.run.done", args)
                      : speech.say("water.run.ensemble", args));
  const auto& mass = manifest.at("mass");
  const auto m3 = [&mass](const char* name) { return mass.at(name).get<double>(); };
  context.line(speech.say("water.run.mass", {{"rain", m3("rain_m3")},
                                             {"inflow", m3("inflow_m3")},
                                             {"outflow", m3("outflow_m3")},
                                             {"lost", m3("infiltration_m3") + m3("drains_m3")},
                                             {"stored", m3("stored_m3")},
                                             {"residual", m3("residual_m3")}}));
  const auto& limit = manifest.at("dt_limited_by");
  context.line(speech.say("water.run.limit", {{"dt", limit.at("dt_s").get<double>()},
                                              {"x", limit.at("x").get<double>()},
                                              {"y", limit.at("y").get<double>()},
                                              {"depth", limit.at("depth_m").get<double>()}}));
  std::vector<std::string> names;
  for (const auto& file : result.files) names.push_back(fs::path(file).filename().string());
  context.line(
      speech.say("water.run.files",
                 {{"directory", directory}, {"files", fmt::format("{}", fmt::join(names, ", "))}}));
}

void water_run(const WaterRunAsked& asked, Context& context) {
  const auto world = scenario::open_world(scenario::read_scenario(asked.scenario));
  scenario::RunOptions options;
  options.threads = asked.threads > 0 ? asked.threads : std::thread::hardware_concurrency();
  options.resume = asked.resume;
  options.version = ADEM_VERSION;
  const Interruptible interruptible;
  scenario::RunResult result;
  {
    Line line(context.speech());
    scenario::Hooks hooks;
    hooks.clock_s = clock_s;
    hooks.stop = [] { return interrupted.load(); };
    if (!context.quiet && ::isatty(STDERR_FILENO) != 0) {
      hooks.show = [&line](const scenario::Status& status) { line.show(status); };
    }
    result = scenario::run(world, options, hooks);
  }
  if (!result.finished) {
    throw Error(ErrorKind::conflict, "scenario.interrupted",
                {{"percent", static_cast<std::int64_t>(result.share * 100)},
                 {"command", fmt::format("adem water run {} --resume", quoted(asked.scenario))}},
                world.scenario.output.directory);
  }
  const auto manifest = Json::parse(read_file(world.scenario.output.directory + "/manifest.json"));
  if (context.json) {
    context.print(Json{{"manifest", manifest}, {"files", result.files}});
  } else {
    say(context, world, result, manifest);
  }
}

}  // namespace

void add_water_run(Command& app, Context& context) {
  auto* command =
      group(app, "water", context).add_subcommand("run", context.help("water.run.about"));
  auto asked = std::make_shared<WaterRunAsked>();
  command->add_option("scenario", asked->scenario, context.help("water.run.scenario"))->required();
  command->add_option("--threads", asked->threads, context.help("water.run.threads"));
  command->add_flag("--resume", asked->resume, context.help("water.run.resume"));
  command->callback([asked, &context] { water_run(*asked, context); });
}

}  // namespace adem::cli
