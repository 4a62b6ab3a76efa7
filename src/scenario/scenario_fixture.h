// A small valley by the sea in a directory of its own, for the tests of this module.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <unistd.h>

#include "base/error.h"
#include "base/format.h"
#include "scenario/scenario.h"

namespace adem::scenario {

inline std::string code_of(const std::function<void()>& what) {
  try {
    what();
  } catch (const Error& error) {
    return error.message().code;
  }
  return "no error";
}

class ScenarioTest : public ::testing::Test {
 protected:
  ScenarioTest() {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    directory_ =
        std::filesystem::temp_directory_path() /
        fmt::format("adem-scenario-{}-{}-{}", ::getpid(), info->test_suite_name(), info->name());
    std::filesystem::create_directories(directory_);
    // 12 × 10 cells of 10 m that rise from -1 m in the south to 3.5 m in the north.
    std::string terrain =
        "ncols 12\nnrows 10\nxllcorner 0\nyllcorner 0\ncellsize 10\nNODATA_value -9999\n";
    for (int row = 0; row < 10; ++row) {
      for (int column = 0; column < 12; ++column) {
        terrain += fmt::format("{} ", 3.5 - 0.5 * row + 0.01 * (column % 3));
      }
      terrain += "\n";
    }
    write("dem.asc", terrain);
    write("rain.csv",
          "time,mm_per_h\n2024-11-27T00:00,20\n2024-11-27T00:10,60\n2024-11-27T00:20,0\n"
          "2024-11-27T02:00,0\n");
    write("tide.csv",
          "time,level_m\n2024-11-26T22:00,-0.5\n2024-11-27T00:00,-0.5\n2024-11-27T01:00,0.8\n"
          "2024-11-27T03:00,0.2\n");
    write("river.csv", "time,m3_per_s\n2024-11-27T00:00,0\n2024-11-27T02:00,2\n");
  }
  ~ScenarioTest() override { std::filesystem::remove_all(directory_); }

  std::string path(const std::string& name) const { return directory_ / name; }
  std::string write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }

  static std::string time() {
    return "[time]\nstart = \"2024-11-27T00:00:00+07:00\"\nend = \"2024-11-27T01:00:00+07:00\"\n"
           "report_every_s = 900\n";
  }
  static std::string head() { return "[domain]\nterrain = \"dem.asc\"\n" + time(); }
  static std::string sea(const std::string& more = "datum = \"MSL\"\noffset_m = 0.0\n") {
    return "[[boundary]]\nkind = \"level\"\nwhere = \"edge:south\"\nseries = \"tide.csv\"\n" + more;
  }
  static std::string rain() { return "[rain]\nseries = \"rain.csv\"\n"; }
  static std::string out() { return "[output]\ndir = \"run\"\n"; }

  Scenario parse(const std::string& toml) const {
    return parse_scenario(toml, "s.toml", directory_.string());
  }
  Scenario read(const std::string& toml) const { return read_scenario(write("s.toml", toml)); }

 private:
  std::filesystem::path directory_;
};

}  // namespace adem::scenario
