// A water run is killed without warning, again and again, and goes on each time: what it leaves is
// bit for bit what a run leaves that nobody disturbed. And Ctrl-C ends it in order.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/json.h"

namespace adem {
namespace {

namespace fs = std::filesystem;

// Of water: some seconds of work, more than the kills leave it.
constexpr int kHours = 4;

class Kill : public ::testing::Test {
 protected:
  void SetUp() override {
    auto pattern = (fs::temp_directory_path() / "adem-kill-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    constexpr int kSide = 300;
    std::string terrain =
        "ncols 300\nnrows 300\nxllcorner 0\nyllcorner 0\ncellsize 10\nNODATA_value -9999\n";
    for (int row = 0; row < kSide; ++row) {
      for (int column = 0; column < kSide; ++column) {
        terrain += std::to_string((row * 7 + column * 13) % 17 * 0.05 - 2 + column * 0.01) + " ";
      }
      terrain += "\n";
    }
    write("dem.asc", terrain);
    write("rain.csv", "time,mm_per_h\n2024-11-27T00:00Z,30\n2024-11-27T09:00Z,0\n");
    write("tide.csv", "time,level_m\n2024-11-27T00:00Z,0\n2024-11-27T09:00Z,2\n");
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(root_ / name, std::ios::binary) << text;
  }
  static std::string scenario(const std::string& directory, const std::string& more, int hours) {
    return "[domain]\nterrain = \"dem.asc\"\n[time]\nstart = \"2024-11-27T00:00:00Z\"\n"
           "end = \"2024-11-27T0" +
           std::to_string(hours) +
           ":00:00Z\"\nreport_every_s = 600\n[rain]\nseries = \"rain.csv\"\n[[boundary]]\n"
           "kind = \"level\"\nwhere = \"edge:west\"\nseries = \"tide.csv\"\ndatum = \"MSL\"\n"
           "offset_m = 0.0\n[[gauge]]\nname = \"g\"\nx = 1505\ny = 1505\n" +
           more + "[output]\ndir = \"" + directory + "\"\ndepth_slices = true\n";
  }

  // adem water run FILE …; the process goes on.
  pid_t start(const std::string& file, bool resume) const {
    const pid_t child = ::fork();
    if (child != 0) return child;
    const auto path = (root_ / file).string();
    const auto log = (root_ / "log").string();
    if (::freopen(log.c_str(), "w", stderr) == nullptr) ::_exit(125);
    std::vector<const char*> words = {ADEM_BINARY, "water", "run", path.c_str(), "--threads", "2"};
    if (resume) words.push_back("--resume");
    words.push_back("--json");
    words.push_back(nullptr);
    ::execv(ADEM_BINARY, const_cast<char**>(words.data()));
    ::_exit(126);
  }
  static int wait(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
  }
  // Whether the process ended by itself within the time.
  static bool ended(pid_t child, std::chrono::milliseconds within, int& status) {
    const auto until = std::chrono::steady_clock::now() + within;
    while (std::chrono::steady_clock::now() < until) {
      if (::waitpid(child, &status, WNOHANG) == child) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
  }

  std::map<std::string, std::string> files(const std::string& directory) const {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(root_ / directory)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      std::string text(std::istreambuf_iterator<char>(in), {});
      if (entry.path().filename() == "manifest.json") {
        auto json = Json::parse(text);
        json.erase("wall_s");
        // Names of the two scenario files differ, and so does what names the run by them.
        json.erase("inputs");
        json.erase("run");
        text = json.dump();
      }
      out[fs::relative(entry.path(), root_ / directory).string()] = text;
    }
    return out;
  }

  // Runs `file` to its end through `kills` kills at random moments of its first two seconds.
  int survive(const std::string& file, int kills, unsigned seed) const {
    std::mt19937 random(seed);
    int killed = 0;
    for (; killed < kills; ++killed) {
      const auto child = start(file, killed > 0);
      const auto moment = std::chrono::milliseconds(200 + random() % 1800);
      int status = 0;
      if (ended(child, moment, status)) {
        EXPECT_EQ(status, 0);
        return killed;
      }
      ::kill(child, SIGKILL);
      wait(child);
    }
    EXPECT_EQ(wait(start(file, true)), 0);
    return killed;
  }

  fs::path root_;
};

TEST_F(Kill, ARunGoesOnFromAnyKillBitForBit) {
  // The same scenario file for both: only the directory moves.
  write("s.toml", scenario("run", "", kHours));
  ASSERT_EQ(wait(start("s.toml", false)), 0);
  fs::rename(root_ / "run", root_ / "whole");
  EXPECT_GT(survive("s.toml", 8, 1), 0) << "the run was over before the first kill";
  const auto whole = files("whole"), other = files("run");
  ASSERT_EQ(whole.size(), other.size());
  for (const auto& [name, content] : whole) EXPECT_TRUE(content == other.at(name)) << name;
}

TEST_F(Kill, AnEnsembleGoesOnFromAnyKillBitForBit) {
  write("s.toml", scenario("run", "[ensemble]\nmembers = 4\nrain_factor = [0.5, 1.5]\n", 3));
  ASSERT_EQ(wait(start("s.toml", false)), 0);
  fs::rename(root_ / "run", root_ / "whole");
  EXPECT_GT(survive("s.toml", 8, 2), 0) << "the run was over before the first kill";
  const auto whole = files("whole"), other = files("run");
  ASSERT_EQ(whole.size(), other.size());
  for (const auto& [name, content] : whole) EXPECT_TRUE(content == other.at(name)) << name;
}

TEST_F(Kill, CtrlCLeavesWhatIsDoneAndSaysHowToGoOn) {
  write("s.toml", scenario("run", "", kHours));
  const auto child = start("s.toml", false);
  int status = 0;
  // Until it is under way.
  while (!fs::exists(root_ / "run/.unfinished") &&
         !ended(child, std::chrono::milliseconds(5), status)) {
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  ::kill(child, SIGINT);
  status = wait(child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 1);
  EXPECT_TRUE(fs::exists(root_ / "run/.unfinished/state"));
  std::ifstream in(root_ / "log");
  const std::string said(std::istreambuf_iterator<char>(in), {});
  EXPECT_NE(said.find("--resume"), std::string::npos) << said;
  EXPECT_EQ(wait(start("s.toml", true)), 0);
  EXPECT_TRUE(fs::exists(root_ / "run/manifest.json"));
}

}  // namespace
}  // namespace adem
