// adem demo: the story of one meeting, told with the commands themselves on a made-up coast.
#include "cli/demo.h"

#include <filesystem>
#include <memory>

#include "base/error.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "cli/serve.h"
#include "demo/story.h"
#include "serve/service.h"

namespace adem::cli {

namespace {

namespace fs = std::filesystem;

// Marks a directory as made by the demo, so that the next demo may replace it.
constexpr const char* kMark = ".adem-demo";

// An earlier demo is replaced; anything else in the way is left alone.
void make_room(const std::string& directory) {
  std::error_code error;
  if (!fs::exists(directory, error) || fs::is_empty(directory, error)) return;
  if (!fs::exists(directory + "/" + kMark, error)) {
    throw Error(ErrorKind::conflict, "cli.demo-in-the-way", {{"directory", directory}}, directory);
  }
  fs::remove_all(directory, error);
  if (error) {
    throw Error(ErrorKind::io, "base.cannot-write", {{"path", directory}, {"why", error.message()}},
                directory);
  }
}

void make_inputs(const std::string& directory, std::uint64_t seed) {
  const demo::Scene scene(seed);
  const Zone zone("Asia/Jakarta");
  const auto vote = parse_date(election::rule_book("pilkada-2024").vote_date, zone);
  demo::write_inputs(scene, directory + "/input", *vote, zone);
  write_file_atomic(directory + "/" + kMark, std::string(demo::kStamp) + "\n");
  for (const auto* folder : {"/papers", "/brief"}) fs::create_directories(directory + folder);
}

// Runs a step; those whose result the summary tells are asked for JSON.
void take(DemoStory& story, const demo::Step& step) {
  const auto asked = [&step] {
    auto words = step.words;
    words.emplace_back("--json");
    return Json::parse(run_within(words));
  };
  if (step.code == "areas") {
    story.areas = asked();
  } else if (step.code == "stations") {
    story.stations = asked();
  } else if (step.code == "venues") {
    story.venues = asked();
  } else if (step.code == "before") {
    story.before = election::outlook_from_json(asked());
  } else if (step.code == "after") {
    story.after = election::outlook_from_json(asked());
  } else if (step.code == "meeting") {
    story.meeting = asked();
  } else {
    auto words = step.words;
    words.emplace_back("--quiet");
    run_within(words);
  }
}

// Everybody of the exercise can log in with one password, and the evening is about to begin.
void serve_demo(Context& context, const std::string& directory, const std::string& listen) {
  Context evening(context.speech().language());
  evening.directory = directory;
  evening.now_text = demo::kServed;
  serve::Logins logins(serve::open_logins(evening.workspace()));
  logins.set_password("kpu-1", demo::kPassword);
  for (const auto& account : demo::accounts()) {
    logins.set_password(account.handle, demo::kPassword);
  }
  context.line("");
  context.line(context.speech().say("demo.serve", {{"password", std::string(demo::kPassword)}}));
  serve_here(evening, {.listen = listen});
}

}  // namespace

DemoStory tell_demo(Context& context, const std::string& directory, std::uint64_t seed) {
  const auto show = [&context](const std::string& code) {
    if (!context.quiet && !context.json) context.line(context.speech().say("demo.step." + code));
  };
  if (!context.quiet && !context.json) context.line(context.speech().say("demo.title"));
  make_room(directory);
  show("input");
  make_inputs(directory, seed);
  const auto steps = demo::steps(directory);
  write_file_atomic(directory + "/langkah.sh", demo::script(steps));
  DemoStory story;
  story.workspace = directory;
  for (const auto& step : steps) {
    show(step.code);
    take(story, step);
  }
  return story;
}

void add_demo(Command& app, Context& context) {
  auto* command = app.add_subcommand("demo", context.help("demo.about"));
  struct Asked {
    std::string directory = "demo-medang-kampai";
    std::uint64_t seed = demo::kSeed;
    std::string listen = Serving{}.listen;
    bool no_serve = false;
  };
  auto asked = std::make_shared<Asked>();
  command->add_option("--dir", asked->directory, context.help("demo.dir"));
  command->add_option("--seed", asked->seed, context.help("demo.seed"));
  command->add_option("--listen", asked->listen, context.help("demo.listen"));
  command->add_flag("--no-serve", asked->no_serve, context.help("demo.no-serve"));
  command->callback([asked, &context] {
    const auto story = tell_demo(context, asked->directory, asked->seed);
    if (context.json) {
      context.print(demo_json(story));
      return;
    }
    for (const auto& line : demo_summary(story, context.speech())) context.line(line);
    if (!asked->no_serve) serve_demo(context, asked->directory, asked->listen);
  });
}

}  // namespace adem::cli
