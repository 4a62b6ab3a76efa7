// The papers of the fixture's evening, letter by letter. ADEM_UPDATE_GOLDEN=1 writes the files
// anew: look at the difference before you keep it.
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

#include "base/file.h"
#include "brief/papers_fixture.h"

namespace adem::brief {
namespace {

void expect_golden(const PapersFixture& fixture, const std::string& language,
                   const std::string& name) {
  const auto folder = std::string(ADEM_TEST_DATA) + "/papers/" + language + "/" + name + "/";
  const bool rewrite = std::getenv("ADEM_UPDATE_GOLDEN") != nullptr;
  if (rewrite) std::filesystem::create_directories(folder);
  for (const auto& [file, html] :
       meeting_papers(fixture.input(), words::Speech(language, papers_zone()))) {
    if (rewrite) write_file_atomic(folder + file, html);
    // Not EXPECT_EQ: a page of difference is read with diff, not in a test's output.
    EXPECT_TRUE(read_file(folder + file) == html)
        << folder + file << " differs; ADEM_UPDATE_GOLDEN=1 rewrites it";
  }
}

TEST(PapersGolden, StayAsTheyWereLookedAt) {
  for (const std::string language : {"id", "en"}) {
    expect_golden(normal_meeting(), language, "normal");
    expect_golden(empty_meeting(), language, "empty");
    expect_golden(long_meeting(), language, "long");
  }
}

}  // namespace
}  // namespace adem::brief
