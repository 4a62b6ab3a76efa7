// A workspace in a directory of its own, gone with the test.
#pragma once

#include <filesystem>
#include <gtest/gtest.h>
#include <optional>
#include <unistd.h>

#include "base/format.h"
#include "workspace/workspace.h"

namespace adem::workspace::testing {

class InWorkspace : public ::testing::Test {
 protected:
  void SetUp() override {
    static int count = 0;
    directory_ = std::filesystem::temp_directory_path() /
                 fmt::format("adem-workspace-{}-{}", ::getpid(), ++count);
    Settings settings;
    settings.election = "pilkada-2024";
    settings.zone = "Asia/Jakarta";
    workspace_.emplace(Workspace::create((directory_ / "w").string(), settings));
  }
  void TearDown() override {
    workspace_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }

  std::filesystem::path directory_;  // for files of the test; the workspace is in it
  std::optional<Workspace> workspace_;
};

}  // namespace adem::workspace::testing
