// guide_run ADEM ROOT PAGE     runs the examples of one page in a scratch directory
// guide_run ADEM ROOT --cover  every command has its page, every option its word
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include "guide.h"

namespace fs = std::filesystem;
using namespace adem::guide;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

struct Outcome {
  std::string printed;
  int exit_code = 0;
};

// In `directory`, by sh, without a terminal, output and error together.
Outcome run(const fs::path& directory, const std::string& command) {
  const auto script = directory.parent_path() / "step.sh";
  std::ofstream(script) << "cd '" << directory.string() << "' || exit 99\n" << command << "\n";
  Outcome outcome;
  FILE* pipe = ::popen(("sh '" + script.string() + "' </dev/null 2>&1").c_str(), "r");
  if (pipe == nullptr) return {"cannot run sh", 99};
  std::array<char, 4096> buffer{};
  while (const auto count = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    outcome.printed.append(buffer.data(), count);
  }
  const int status = ::pclose(pipe);
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return outcome;
}

class Scratch {
 public:
  Scratch() {
    auto pattern = (fs::temp_directory_path() / "adem-guide-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) std::abort();
    root_ = pattern;
    fs::create_directory(directory());
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  fs::path directory() const { return root_ / "w"; }

 private:
  fs::path root_;
};

void set_up_environment(const fs::path& adem, bool indonesian) {
  const char* path = std::getenv("PATH");
  ::setenv("PATH", (adem.parent_path().string() + ":" + (path != nullptr ? path : "")).c_str(), 1);
  ::setenv("ADEM_LANG", indonesian ? "id" : "en", 1);
  ::setenv("LC_ALL", "C.UTF-8", 1);
}

bool perform(const fs::path& directory, const std::string& page, const Step& step) {
  const auto outcome = run(directory, step.command);
  const bool printed =
      step.expected.empty() || matches(step.expected, split_lines(outcome.printed));
  if (printed && outcome.exit_code == step.exit_code) return true;
  std::cerr << page << ":" << step.line << ": $ " << step.command << "\nexit " << outcome.exit_code
            << ", expected " << step.exit_code << "\n--- printed\n"
            << outcome.printed << "--- expected\n";
  for (const auto& line : step.expected) std::cerr << line << "\n";
  return false;
}

int run_page(const fs::path& root, const std::string& name) {
  const auto page = parse_page(read(root / name));
  for (const auto& fault : page.faults) std::cerr << name << ": " << fault << "\n";
  bool good = page.faults.empty();
  const Scratch scratch;
  fs::copy(root / "tests/data/guide", scratch.directory(), fs::copy_options::recursive);
  if (!page.empty_scratch) {
    for (const char* command :
         {"adem new . --election pilkada-2024 --zone Asia/Jakarta --name 'Kecamatan Contoh'",
          "adem import areas areas.geojson", "adem import stations stations.csv"}) {
      if (!perform(scratch.directory(), "set-up", {0, command, {}, 0, true})) return 1;
    }
  }
  for (const auto& step : page.steps) good = perform(scratch.directory(), name, step) && good;
  return good ? 0 : 1;
}

// ---- does the guide cover the program?

struct Cover {
  fs::path root;
  fs::path scratch;
  int missing = 0;

  void complain(const std::string& what) {
    std::cerr << what << "\n";
    ++missing;
  }

  // "import-answers.md", or else the page of its group.
  std::string page_of(std::vector<std::string> path) const {
    for (; !path.empty(); path.pop_back()) {
      std::string name;
      for (const auto& word : path) name += (name.empty() ? "" : "-") + word;
      if (fs::exists(root / "docs/guide" / (name + ".md"))) return "docs/guide/" + name + ".md";
    }
    return {};
  }

  void command(const std::vector<std::string>& path, const Help& help) {
    std::string words;
    for (const auto& word : path) words += " " + word;
    const auto name = page_of(path);
    if (name.empty()) return complain("adem" + words + ": has no page in docs/guide");
    const auto text = read(root / name);
    bool shown = false;
    for (const auto& step : parse_page(text).steps) {
      const bool named =
          step.command.find(words + " ") != std::string::npos || step.command.ends_with(words);
      shown = shown || (!step.hidden && step.command.find("adem") != std::string::npos && named);
    }
    if (!shown) complain(name + ": no example runs adem" + words);
    for (const auto& option : help.options) {
      if (text.find(option) == std::string::npos) {
        complain(name + ": does not name " + option + " of adem" + words);
      }
    }
  }

  void walk(const std::vector<std::string>& path) {
    std::string words;
    for (const auto& word : path) words += " " + word;
    const auto help = parse_help(run(scratch, "adem" + words + " --help").printed);
    if (help.commands.empty() && !path.empty()) return command(path, help);
    if (path.empty()) {
      const auto text = read(root / "docs/guide/options.md");
      for (const auto& option : help.options) {
        if (text.find(option) == std::string::npos) {
          complain("docs/guide/options.md: does not name " + option);
        }
      }
      if (help.commands.empty()) complain("adem --help lists no command");
    }
    for (const auto& each : help.commands) {
      auto longer = path;
      longer.push_back(each);
      walk(longer);
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "guide_run ADEM ROOT (PAGE | --cover)\n";
    return 2;
  }
  const fs::path root = fs::absolute(argv[2]);
  const std::string page = argv[3];
  set_up_environment(fs::absolute(argv[1]), page.ends_with(".id.md"));
  if (page != "--cover") return run_page(root, page);
  const Scratch scratch;
  Cover cover{root, scratch.directory()};
  cover.walk({});
  return cover.missing == 0 ? 0 : 1;
}
