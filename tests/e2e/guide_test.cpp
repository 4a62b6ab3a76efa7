// The rules of the guide's runner, broken and seen to be reported.
#include "guide.h"

#include <gtest/gtest.h>

namespace adem::guide {
namespace {

using Lines = std::vector<std::string>;

TEST(Guide, ReadsCommandsOutputAndExitCodes) {
  const auto page = parse_page(
      "# x\n```console\n$ adem a\none\n\n$ adem b \\\n  --c\n...\n(exit 1)\n```\n"
      "```sh\n$ adem not-run\n```\n<!-- run: adem d -->\n````\n```console\n$ shown\n```\n````\n");
  EXPECT_TRUE(page.faults.empty());
  ASSERT_EQ(page.steps.size(), 3U);
  EXPECT_EQ(page.steps[0].command, "adem a");
  EXPECT_EQ(page.steps[0].expected, Lines{"one"});
  EXPECT_EQ(page.steps[1].command, "adem b \\\n  --c");
  EXPECT_EQ(page.steps[1].expected, Lines{"..."});
  EXPECT_EQ(page.steps[1].exit_code, 1);
  EXPECT_TRUE(page.steps[2].hidden);
  EXPECT_EQ(page.steps[2].line, 14U);
  EXPECT_FALSE(page.empty_scratch);
  EXPECT_TRUE(parse_page("<!-- scratch: empty -->\n").empty_scratch);
}

TEST(Guide, AFaultyBlockIsReported) {
  EXPECT_FALSE(parse_page("```console\nadem a\n```\n").faults.empty());
  EXPECT_FALSE(parse_page("```console\n$ adem a\n").faults.empty());
}

TEST(Guide, Matching) {
  EXPECT_TRUE(matches({"a", "b"}, {"a", "b  "}));
  EXPECT_FALSE(matches({"a"}, {"a", "b"}));
  EXPECT_FALSE(matches({"a", "b"}, {"a"}));
  EXPECT_TRUE(matches({"a", "..."}, {"a", "b", "c"}));
  EXPECT_TRUE(matches({"...", "c"}, {"a", "b", "c"}));
  EXPECT_FALSE(matches({"...", "c"}, {"a", "b"}));
  EXPECT_TRUE(matches({"..."}, {}));
  EXPECT_TRUE(matches({"x … z"}, {"x y y z"}));
  EXPECT_TRUE(matches({"… z …"}, {"x z y"}));
  EXPECT_FALSE(matches({"x … z"}, {"x y"}));
}

TEST(Guide, HelpNamesCommandsAndOptions) {
  const auto help = parse_help(
      "adem\nUsage: adem [OPTIONS] SUBCOMMAND\n\nOptions:\n  -h,--help   Print\n  -C TEXT     x\n"
      "  --json      y\n  --map TEXT ...   z\n\nSubcommands:\n  new         Make\n  import      "
      "Bring\n");
  EXPECT_EQ(help.commands, (Lines{"new", "import"}));
  EXPECT_EQ(help.options, (Lines{"--json", "--map"}));
}

}  // namespace
}  // namespace adem::guide
