#include "cli/demo.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "cli/run.h"
#include "demo/story.h"

namespace adem::cli {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> hashes(const std::string& directory) {
  std::map<std::string, std::string> found;
  for (const auto& entry : fs::directory_iterator(directory)) {
    found[entry.path().filename().string()] = file_hash(entry.path().string());
  }
  return found;
}

// One demo for all tests, in the place of an earlier one: it computes a flood.
class Demo : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    root_ = fs::path(testing::TempDir()) / "adem-demo-test";
    fs::remove_all(root_);
    fs::create_directories(root_ / "one");
    write_file_atomic(dir("one") + "/.adem-demo", "");
    write_file_atomic(dir("one") + "/adem.toml", "of an earlier demo");
    Context context("id", &told_);
    const auto story = tell_demo(context, dir("one"), demo::kSeed);
    for (const auto& line : demo_summary(story, context.speech())) context.line(line);
    story_ = demo_json(story);
  }
  static void TearDownTestSuite() { fs::remove_all(root_); }
  static std::string dir(const char* name) { return (root_ / name).string(); }

  static inline fs::path root_;
  static inline std::string told_;
  static inline Json story_;
};

std::size_t columns(const std::string& line) {
  std::size_t count = 0;
  for (const char c : line) count += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u ? 1 : 0;
  return count;
}

TEST_F(Demo, TellsTheWholeStoryInEightyColumns) {
  std::istringstream lines(told_);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(root_.string()) == std::string::npos) {
      EXPECT_LE(columns(line), 80u) << line;
    }
  }
  for (const auto* paper : {"undangan", "daftar-hadir", "notulen", "komitmen-bersama",
                            "tindak-lanjut", "surat-imbauan", "siaran-pers"}) {
    const auto text = read_file(dir("one") + "/papers/" + paper + ".html");
    EXPECT_NE(text.find("LATIHAN - DATA BUATAN"), std::string::npos) << paper;
  }
  for (const auto* file : {"ringkasan.html", "pesan.txt", "tps.csv"}) {
    const auto text = read_file(dir("one") + "/brief/" + file);
    EXPECT_NE(text.find("LATIHAN - DATA BUATAN"), std::string::npos) << file;
  }
  EXPECT_TRUE(fs::exists(dir("one") + "/brief/peta.gpkg"));
}

TEST_F(Demo, WitnessesReorderTheListAndNoRowIsLost) {
  EXPECT_EQ(story_.at("stations").at("rows"), 27);
  EXPECT_EQ(story_.at("stations").at("added"), 27);
  EXPECT_EQ(story_.at("stations").at("flagged").at("no-coordinates"), 1);
  EXPECT_EQ(story_.at("stations").at("flagged").at("mis-scaled"), 1);
  EXPECT_EQ(story_.at("stations").at("flagged").at("outside-area"), 0);
  EXPECT_EQ(story_.at("areas").at("added"), 5);
  EXPECT_EQ(story_.at("before").size(), 27u);
  EXPECT_EQ(story_.at("after").size(), 27u);
  EXPECT_NE(story_.at("before"), story_.at("after"));
}

TEST_F(Demo, TheSameSeedGivesTheSameFiles) {
  const Zone zone("Asia/Jakarta");
  const demo::Scene scene(demo::kSeed);
  demo::write_inputs(scene, dir("again"), *parse_date("2024-11-27", zone), zone);
  EXPECT_EQ(hashes(dir("again")).size(), 16u);
  EXPECT_EQ(hashes(dir("again")), hashes(dir("one") + "/input"));
}

TEST_F(Demo, ReplacesAnEarlierDemoAndNothingElse) {
  fs::create_directories(dir("mine"));
  write_file_atomic(dir("mine") + "/notes.txt", "mine");
  EXPECT_THROW(run_within({"demo", "--dir", dir("mine")}), Error);
  EXPECT_EQ(read_file(dir("mine") + "/notes.txt"), "mine");
  EXPECT_NE(read_file(dir("one") + "/adem.toml"), "of an earlier demo");
}

}  // namespace
}  // namespace adem::cli
