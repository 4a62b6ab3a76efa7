// The brief of the fixture, letter by letter. ADEM_UPDATE_GOLDEN=1 writes the files anew: look at
// the difference before you keep it.
#include <cstdlib>
#include <gtest/gtest.h>

#include "base/file.h"
#include "brief/brief.h"
#include "brief/brief_fixture.h"

namespace adem::brief {
namespace {

void expect_golden(const std::string& name, const std::string& now) {
  const std::string path = std::string(ADEM_TEST_DATA) + "/brief/" + name;
  if (std::getenv("ADEM_UPDATE_GOLDEN") != nullptr) write_file_atomic(path, now);
  // Not EXPECT_EQ: a page of difference is read with diff, not in a test's output.
  EXPECT_TRUE(read_file(path) == now) << path << " differs; ADEM_UPDATE_GOLDEN=1 rewrites it";
}

TEST(BriefGolden, StaysAsItWasLookedAt) {
  const auto fixture = make_fixture();
  for (const std::string language : {"id", "en"}) {
    const words::Speech speech(language, fixture_zone());
    expect_golden("brief." + language + ".html", brief_html(fixture.input(), speech));
    expect_golden("brief." + language + ".txt", brief_text(fixture.input(), speech));
    expect_golden("brief." + language + ".csv", brief_csv(fixture.input(), speech));
  }
}

TEST(BriefGolden, WithAllLinksToo) {
  const auto fixture = linked_fixture();
  for (const std::string language : {"id", "en"}) {
    const words::Speech speech(language, fixture_zone());
    expect_golden("links." + language + ".html", brief_html(fixture.input(), speech));
  }
}

}  // namespace
}  // namespace adem::brief
