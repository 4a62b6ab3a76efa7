#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "ledger/base64.h"
#include "ledger/event.h"

namespace adem::ledger {
namespace {

std::string path_of(const Json& json) {
  try {
    canonical(json);
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "ledger.not-canonical");
    return std::get<std::string>(error.message().args.at(0).second);
  }
  return "";
}

TEST(CanonicalTest, WritesOneTextForOneValue) {
  EXPECT_EQ(canonical(Json::parse(R"({"b":1, "a":[true,null,"x"], "B":{"z":-5,"é":0}})")),
            R"({"B":{"z":-5,"é":0},"a":[true,null,"x"],"b":1})");
  EXPECT_EQ(canonical(Json(std::string("\"\\\b\t\n\f\r\x01\x1f\x7f/é"))),
            "\"\\\"\\\\\\b\\t\\n\\f\\r\\u0001\\u001f\x7f/é\"");
  EXPECT_EQ(canonical(Json(std::string(1, '\0'))), "\"\\u0000\"");
  EXPECT_EQ(canonical(Json(std::numeric_limits<std::int64_t>::min())), "-9223372036854775808");
  EXPECT_EQ(canonical(Json(std::numeric_limits<std::uint64_t>::max())), "18446744073709551615");
  EXPECT_EQ(canonical(Json::object()), "{}");
  EXPECT_EQ(canonical(Json::array()), "[]");
}

TEST(CanonicalTest, RefusesWhatHasNoOneText) {
  EXPECT_EQ(path_of(Json{{"a", {1, Json{{"b", 0.5}}}}}), "/a/1/b");
  EXPECT_EQ(path_of(Json(1e300)), "/");
  EXPECT_EQ(path_of(Json{{"a", "\xff"}}), "/a");
  EXPECT_EQ(path_of(Json{{"a", "\xed\xa0\x80"}}), "/a") << "a surrogate";
  EXPECT_EQ(path_of(Json{{"a", "\xc0\xaf"}}), "/a") << "an overlong form";
  EXPECT_EQ(path_of(Json{{"\xff", 1}}), "/");
  EXPECT_EQ(path_of(Json::parse("18446744073709551616")), "/") << "beyond 64 bits";
  Json twice = Json::object();
  auto& members = static_cast<Json::object_t::Container&>(twice.get_ref<Json::object_t&>());
  members.emplace_back("a", 1);
  members.emplace_back("a", 2);
  EXPECT_EQ(path_of(twice), "/a");
  Json deep = 1;
  for (int i = 0; i < kMaxDepth; ++i) deep = Json::array({deep});
  EXPECT_EQ(path_of(deep), "");
  EXPECT_NE(path_of(Json::array({deep})), "");
  try {
    canonical(Json(std::string(kMaxBody - 1, 'x')));
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "ledger.body-too-large");
  }
  EXPECT_EQ(canonical(Json(std::string(kMaxBody - 2, 'x'))).size(), kMaxBody);
}

TEST(CanonicalTest, ReadsCanonicalTextAndNothingElse) {
  for (const char* good : {"{}", "[]", "0", "-1", "\"\"", "null", "true", "false",
                           R"({"a":[1,{"b":"\n\u0001"}],"b":{}})", "9223372036854775808"}) {
    const auto read = read_canonical(good);
    ASSERT_TRUE(read) << good;
    EXPECT_EQ(canonical(*read), good);
  }
  for (const std::string bad : {"",
                                " {}",
                                "{} ",
                                "{ }",
                                R"({"b":1,"a":2})",
                                R"({"a":1,"a":1})",
                                "1.0",
                                "1e3",
                                "-0",
                                "01",
                                "+1",
                                "-",
                                "--1",
                                "18446744073709551616",
                                "-9223372036854775809",
                                R"("\u0041")",
                                R"("\u000a")",
                                R"("\u001F")",
                                R"("\/")",
                                R"("\x")",
                                R"("\u00")",
                                "\"\n\"",
                                "\"\xff\"",
                                "\"a",
                                "[1,]",
                                "[1 ,2]",
                                "[,]",
                                "[1",
                                "{\"a\"}",
                                "{\"a\":}",
                                "{a:1}",
                                "{\"a\":1,}",
                                "nul",
                                "truefalse",
                                "NaN",
                                "[1]]",
                                "\"\\"}) {
    EXPECT_FALSE(read_canonical(bad)) << bad;
  }
  EXPECT_TRUE(read_canonical(std::string(32, '[') + std::string(32, ']')));
  EXPECT_FALSE(read_canonical(std::string(33, '[') + std::string(33, ']')));
  EXPECT_FALSE(read_canonical(std::string(1 << 20, '[')));
}

Json any_json(int depth) {
  const int kind = *rc::gen::inRange(0, depth > 0 ? 7 : 5);
  switch (kind) {
    case 0:
      return nullptr;
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2:
      return *rc::gen::arbitrary<std::int64_t>();
    case 3:
      return *rc::gen::arbitrary<std::uint64_t>();
    case 4: {
      std::string text;
      for (const int c : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 128))) {
        text += c == 127 ? std::string("\u00e9\u20ac") : std::string(1, static_cast<char>(c));
      }
      return text;
    }
    case 5: {
      Json array = Json::array();
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) array.push_back(any_json(depth - 1));
      return array;
    }
    default: {
      Json object = Json::object();
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        object[*rc::gen::container<std::string>(rc::gen::inRange('a', 'e'))] = any_json(depth - 1);
      }
      return object;
    }
  }
}

RC_GTEST_PROP(CanonicalTest, ReadingGivesBackWhatWasWritten, ()) {
  const Json json = any_json(4);
  const std::string text = canonical(json);
  const auto read = read_canonical(text);
  RC_ASSERT(read.has_value());
  RC_ASSERT(canonical(*read) == text);
  // The same value for every other reader of JSON.
  RC_ASSERT(nlohmann::json(Json::parse(text)) == nlohmann::json(json));
}

RC_GTEST_PROP(CanonicalTest, Base64HasOneFormForEachText, ()) {
  const auto bytes = *rc::gen::arbitrary<std::string>();
  const std::string text = base64(bytes);
  RC_ASSERT(from_base64(text) == bytes);
  if (text.empty()) return;
  std::string other = text;
  const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(text.size())));
  other[at] = *rc::gen::arbitrary<char>();
  const auto read = from_base64(other);
  const bool same = !read || base64(*read) == other;
  RC_ASSERT(same);
}

TEST(Base64Test, KnownForms) {  // RFC 4648, section 10
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  for (const char* bad : {"Zg=", "Zh==", "Zm9=", "====", "Z===", "Zg==Zg==", "Zm 9", "Zm9v\n"}) {
    EXPECT_FALSE(from_base64(bad)) << bad;
  }
}

TEST(ShortTextTest, IsWhatEveryStoreCanKeep) {
  EXPECT_TRUE(is_short_text(""));
  EXPECT_TRUE(is_short_text("ppk:14.72.05 é"));
  EXPECT_TRUE(is_short_text(std::string(kMaxShort, 'x')));
  EXPECT_FALSE(is_short_text(std::string(kMaxShort + 1, 'x')));
  EXPECT_FALSE(is_short_text(std::string("a\0b", 3)));
  EXPECT_FALSE(is_short_text("a\nb"));
  EXPECT_FALSE(is_short_text("\xff"));
}

}  // namespace
}  // namespace adem::ledger
