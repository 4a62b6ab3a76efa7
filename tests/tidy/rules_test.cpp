// Every rule is broken here once and must be reported, and kept once and must be silent.
#include "rules.h"

#include <gtest/gtest.h>

namespace adem::tidy {
namespace {

constexpr const char* kHouse = R"(
adem_module(base LIBS fmt::fmt)
adem_module(geo NEEDS base LIBS GDAL::GDAL)
adem_module(election NEEDS base)
adem_module(water NEEDS geo election)
)";

std::string function_of(std::size_t lines) {
  std::string text = "int f() {\n";
  for (std::size_t i = 2; i < lines; ++i) text += "  g();\n";
  return text + "}\n";
}

TEST(Includes, ReachIsTransitive) {
  const auto reach = reach_of(kHouse);
  EXPECT_EQ(reach.at("water"), (std::set<std::string>{"base", "election", "geo", "water"}));
  EXPECT_EQ(reach.at("base"), (std::set<std::string>{"base"}));
}

TEST(Includes, UpwardIsReported) {
  const auto reach = reach_of(kHouse);
  EXPECT_EQ(backward_includes({"src/geo/a.cpp", "#include \"water/b.h\"\n"}, reach).size(), 1u);
  EXPECT_EQ(backward_includes({"src/geo/a.cpp", "#include \"election/b.h\"\n"}, reach).size(), 1u);
  EXPECT_TRUE(backward_includes({"src/water/a.cpp", "#include \"base/b.h\"\n"}, reach).empty());
  EXPECT_TRUE(backward_includes({"src/geo/a.cpp", "#include \"geo/b.h\"\n"}, reach).empty());
}

TEST(Includes, ForeignLibraryHasOneHome) {
  EXPECT_EQ(foreign_includes({"src/water/a.cpp", "#include <gdal.h>\n"}).size(), 1u);
  EXPECT_TRUE(foreign_includes({"src/geo/a.cpp", "#include <gdal.h>\n"}).empty());
  EXPECT_EQ(foreign_includes({"src/geo/a.cpp", "#include <gtest/gtest.h>\n"}).size(), 1u);
  EXPECT_TRUE(foreign_includes({"src/geo/a_test.cpp", "#include <gtest/gtest.h>\n"}).empty());
  EXPECT_EQ(foreign_includes({"src/geo/a.cpp", "#include <unheard/of.h>\n"}).size(), 1u);
  EXPECT_TRUE(
      foreign_includes({"src/geo/a.cpp", "#include <vector>\n#include <unistd.h>\n"}).empty());
}

TEST(Includes, OwnHeaderComesFirst) {
  const std::set<std::string> headers = {"src/geo/a.h"};
  EXPECT_TRUE(own_header_later({"src/geo/a.cpp", "#include \"geo/a.h\"\n"}, headers).empty());
  EXPECT_TRUE(own_header_later({"src/geo/b.cpp", "#include <map>\n"}, headers).empty());
  EXPECT_EQ(
      own_header_later({"src/geo/a.cpp", "#include <map>\n#include \"geo/a.h\"\n"}, headers).size(),
      1U);
}

TEST(Includes, UnusedHeaderIsReported) {
  const File dead{"src/geo/dead.h", ""};
  EXPECT_EQ(unused_headers({dead}).size(), 1u);
  EXPECT_TRUE(unused_headers({dead, {"src/geo/a.cpp", "#include \"geo/dead.h\"\n"}}).empty());
}

TEST(Includes, UnbuiltFolderIsReported) {
  const auto reach = reach_of(kHouse);
  EXPECT_EQ(unbuilt_folders({{"src/attic/a.cpp", ""}}, reach).size(), 1u);
  EXPECT_TRUE(unbuilt_folders({{"src/geo/a.cpp", ""}}, reach).empty());
}

TEST(Sizes, LongLineCountsCharactersNotBytes) {
  EXPECT_EQ(long_lines({"a.cpp", std::string(101, 'x') + "\n"}).size(), 1u);
  EXPECT_TRUE(long_lines({"a.cpp", std::string(100, 'x') + "\n"}).empty());
  std::string accents;
  for (int i = 0; i < 100; ++i) accents += "é";
  EXPECT_TRUE(long_lines({"a.cpp", accents}).empty());
}

TEST(Sizes, LongFileIsReported) {
  EXPECT_EQ(long_file({"a.cpp", std::string(kFileMax + 1, '\n')}).size(), 1u);
  EXPECT_TRUE(long_file({"a.cpp", std::string(kFileMax, '\n')}).empty());
}

TEST(Sizes, LongFunctionIsReportedWhereItStarts) {
  const auto found = long_functions({"a.cpp", "namespace n {\n" + function_of(kFunctionMax + 1)});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].line, 2u);
  EXPECT_TRUE(long_functions({"a.cpp", function_of(kFunctionMax)}).empty());
}

TEST(Sizes, MembersInitialisedWithBracesDoNotHideABody) {
  std::string text = "A::A(int x) : a_{x}, b_{x} {\n";
  for (std::size_t i = 0; i < kFunctionMax; ++i) text += "  g(\"}\");\n";
  EXPECT_EQ(long_functions({"a.cpp", text + "}\n"}).size(), 1u);
}

TEST(Sizes, TablesAndClassesAreNoFunctions) {
  std::string table = "constexpr int kTable[] = {\n";
  for (std::size_t i = 0; i < 2 * kFunctionMax; ++i) table += "  1,\n";
  EXPECT_TRUE(long_functions({"a.cpp", table + "};\n"}).empty());
  std::string type = "class A final : public B {\n";
  for (std::size_t i = 0; i < 2 * kFunctionMax; ++i) type += "  void f();\n";
  EXPECT_TRUE(long_functions({"a.cpp", type + "};\n"}).empty());
}

TEST(Text, CodeOnlyKeepsLinesAndDropsLiterals) {
  const std::string text = "a /* { */ \"}\" '}' // {\nR\"x({\n})x\" 1'000 b\n#define X {\nc\n";
  const auto code = code_only(text);
  EXPECT_EQ(code.find_first_of("{}"), std::string::npos);
  EXPECT_EQ(lines_of(code).size(), lines_of(text).size());
  EXPECT_NE(code.find("1'000 b"), std::string::npos);
}

TEST(Wording, UnfinishedWorkAndMachinePathsAreReported) {
  EXPECT_EQ(banned_words({"a.cpp",
                          "// TO"
                          "DO later\n"})
                .size(),
            1u);
  EXPECT_EQ(banned_words({"a.md",
                          "see /wo"
                          "rk/main\n"})
                .size(),
            1u);
  EXPECT_EQ(banned_words({"a.md",
                          "in a ses"
                          "sion\n"})
                .size(),
            1u);
  EXPECT_EQ(banned_words({"a.md",
                          "an ag"
                          "ent\n"})
                .size(),
            1u);
  EXPECT_EQ(banned_words({"a.md",
                          "from sha"
                          "red/data\n"})
                .size(),
            1u);
  EXPECT_TRUE(banned_words({"a.cpp", "// reagent, obsession and to do\n"}).empty());
}

TEST(Wording, LibrariesNeitherPrintNorLookAtTheClock) {
  EXPECT_EQ(impure_calls({"src/geo/a.cpp", "std::cout << 1;\n"}).size(), 1u);
  EXPECT_EQ(impure_calls({"src/geo/a.cpp", "printf(\"x\");\n"}).size(), 1u);
  EXPECT_EQ(impure_calls({"src/geo/a.cpp", "auto t = std::chrono::system_clock::now();\n"}).size(),
            1u);
  EXPECT_TRUE(impure_calls({"src/geo/a.cpp", "// std::cout\nsnprintf(b, 1, f);\n"}).empty());
  EXPECT_TRUE(impure_calls({"src/cli/a.cpp", "std::cout << 1;\n"}).empty());
}

TEST(Wording, HeaderGuardIsAskedFor) {
  EXPECT_EQ(missing_guard({"src/geo/a.h", "struct A;\n"}).size(), 1u);
  EXPECT_TRUE(missing_guard({"src/geo/a.h", "#pragma once\nstruct A;\n"}).empty());
}

}  // namespace
}  // namespace adem::tidy
