#include "workspace/workspace.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.h"
#include "base/format.h"
#include "workspace/hazard_store.h"
#include "workspace/register_store.h"
#include "workspace/told_store.h"

namespace adem::workspace {
namespace {

class WorkspaceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = std::filesystem::temp_directory_path() / fmt::format("adem-ws-{}", ::getpid());
    settings_.election = "pilkada-2024";
    settings_.zone = "Asia/Jakarta";
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }
  std::string path(const std::string& name) const { return (directory_ / name).string(); }

  std::filesystem::path directory_;
  Settings settings_;
};

TEST_F(WorkspaceTest, AWorkspaceOfAReleaseOpensAndEverythingIsThere) {
  Workspace::create(directory_.string(), settings_);
  for (const char* name : {"adem.db", "adem.db-wal", "adem.db-shm"}) {
    std::filesystem::remove(path(name));
  }
  const auto made = std::string(ADEM_TEST_DATA) + "/workspace/release-0.1.0.sql";
  db::open(path("adem.db"))->execute(read_file(made));

  for (int times = 0; times < 2; ++times) {
    auto workspace = Workspace::open(directory_.string());
    ASSERT_EQ(areas(workspace).size(), 1U);
    EXPECT_EQ(areas(workspace)[0].code, "99.01.01");
    ASSERT_EQ(venues(workspace).size(), 1U);
    EXPECT_EQ(venues(workspace)[0].hosts, 2);
    ASSERT_EQ(answers(workspace).size(), 1U);
    EXPECT_EQ(answers(workspace)[0].height, election::Mark::knee);
    ASSERT_EQ(ticks(workspace).size(), 1U);
    ASSERT_EQ(hazards(workspace).size(), 1U);
    election::ImportReport report;
    put_areas(workspace, areas(workspace), report);
    EXPECT_EQ(report.unchanged, 1U);
  }
}

}  // namespace
}  // namespace adem::workspace
