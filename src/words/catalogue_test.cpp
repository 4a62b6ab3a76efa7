// The two catalogues say the same, every text is MessageFormat, and every code that the source uses
// has its sentence.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <unicode/msgfmt.h>
#include <unicode/strenum.h>
#include <vector>

#include "base/json.h"

namespace adem::words {
namespace {

using Texts = std::map<std::string, std::string>;
using Found = std::vector<std::string>;

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void flatten(const Json& node, const std::string& prefix, Texts& out) {
  for (const auto& [key, value] : node.items()) {
    const auto path = prefix.empty() ? key : prefix + "." + key;
    if (value.is_object()) {
      flatten(value, path, out);
    } else {
      out[path] = value.get<std::string>();
    }
  }
}

Texts catalogue(const std::string& json) {
  Texts texts;
  flatten(Json::parse(json), "", texts);
  return texts;
}

// Keys that stand twice under the same parent: the first of their texts would never be said.
Found doubles(const std::string& json) {
  Found found;
  std::vector<std::set<std::string>> open;
  const auto see = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key) {
      const auto key = parsed.get<std::string>();
      if (!open.back().insert(key).second) found.push_back(key);
    }
    return true;
  };
  (void)Json::parse(json, see);
  return found;
}

// Names of a text's placeholders; nothing where ICU cannot read it.
std::optional<std::set<std::string>> placeholders(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::MessageFormat format(icu::UnicodeString::fromUTF8(text), icu::Locale("id"), status);
  if (U_FAILURE(status)) return std::nullopt;
  const std::unique_ptr<icu::StringEnumeration> names(format.getFormatNames(status));
  std::set<std::string> found;
  while (const auto* name = names ? names->snext(status) : nullptr) {
    std::string utf8;
    name->toUTF8String(utf8);
    // What has a name in each language is handed over as name_id and name_en; a text takes its own.
    for (const char* language : {"_id", "_en"}) {
      if (utf8.ends_with(language)) utf8.resize(utf8.size() - 3);
    }
    found.insert(utf8);
  }
  return found;
}

Found differences(const Texts& one, const Texts& other) {
  Found found;
  for (const auto& [key, text] : one) {
    const auto twin = other.find(key);
    const auto names = placeholders(text);
    if (!names) {
      found.push_back(key + " is no MessageFormat");
    } else if (twin == other.end()) {
      found.push_back(key + " is in one catalogue only");
    } else if (names != placeholders(twin->second)) {
      found.push_back(key + " has other placeholders in the other language");
    } else if (text.find('!') != std::string::npos) {
      found.push_back(key + " raises its voice");
    }
  }
  return found;
}

// What a pattern's first group finds in the source, with whether a '+' follows (a prefix then).
struct Use {
  std::string code;
  bool prefix = false;
};

std::vector<Use> uses(const std::string& source, const char* pattern) {
  const std::regex regex(std::string(pattern) + R"re(\s*"([a-z][A-Za-z0-9.-]*)"(\s*\+)?)re");
  std::vector<Use> found;
  for (std::sregex_iterator it(source.begin(), source.end(), regex), end; it != end; ++it) {
    found.push_back({(*it)[1].str(), (*it)[2].matched});
  }
  return found;
}

bool said(const Texts& texts, const Use& use, const std::string& before,
          const std::string& after = {}) {
  const auto key = before + use.code + (use.prefix ? "" : after);
  if (!use.prefix) return texts.contains(key);
  const auto at = texts.lower_bound(key);
  return at != texts.end() && at->first.starts_with(key);
}

Found unsaid(const std::string& source, const Texts& texts) {
  Found found;
  for (const auto& use : uses(source, R"(ErrorKind::\w+,)")) {
    if (!said(texts, use, "error.", ".what")) found.push_back("error." + use.code + ".what");
    if (!said(texts, use, "error.", ".mend")) found.push_back("error." + use.code + ".mend");
  }
  for (const auto& use : uses(source, R"([.>]say\()")) {
    if (!said(texts, use, "")) found.push_back(use.code);
  }
  for (const auto& use : uses(source, R"(\bhelp\()")) {
    if (!said(texts, use, "help.")) found.push_back("help." + use.code);
  }
  for (const auto& use : uses(source, R"(\bMessage\s*\{)")) {
    if (!said(texts, use, "") && !said(texts, use, "intake.refused.")) found.push_back(use.code);
  }
  return found;
}

std::string joined(const Found& found) {
  std::string text;
  for (const auto& one : found) text += "\n  " + one;
  return text;
}

const std::filesystem::path kRoot = ADEM_SOURCE_DIR;

TEST(Catalogue, BothLanguagesHaveTheSameSentences) {
  const auto id = catalogue(read(kRoot / "locales/id.json"));
  const auto en = catalogue(read(kRoot / "locales/en.json"));
  EXPECT_TRUE(differences(id, en).empty()) << joined(differences(id, en));
  EXPECT_TRUE(differences(en, id).empty()) << joined(differences(en, id));
}

TEST(Catalogue, NoKeyStandsTwice) {
  for (const auto* file : {"locales/id.json", "locales/en.json"}) {
    const auto found = doubles(read(kRoot / file));
    EXPECT_TRUE(found.empty()) << file << joined(found);
  }
  EXPECT_EQ(doubles(R"({"a": {"b": "1", "c": "2", "b": "3"}, "b": ""})"), Found{"b"});
}

TEST(Catalogue, EveryCodeInTheSourceHasItsSentence) {
  const auto texts = catalogue(read(kRoot / "locales/id.json"));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kRoot / "src")) {
    const auto path = entry.path().string();
    if (!path.ends_with(".cpp") || path.ends_with("_test.cpp")) continue;
    const auto found = unsaid(read(path), texts);
    EXPECT_TRUE(found.empty()) << path << joined(found);
  }
}

TEST(CatalogueRule, MissingKeyOtherPlaceholderAndBadTextAreReported) {
  const Texts one = {{"a", "{x}"}, {"b", "text"}};
  EXPECT_EQ(differences(one, {{"a", "{x}"}}).size(), 1u);
  EXPECT_EQ(differences(one, {{"a", "{y}"}, {"b", "text"}}).size(), 1u);
  EXPECT_EQ(differences({{"a", "{x"}}, {{"a", "{x"}}).size(), 1u);
  EXPECT_EQ(differences({{"a", "Now!"}}, {{"a", "Now"}}).size(), 1u);
  EXPECT_TRUE(differences(one, one).empty());
}

TEST(CatalogueRule, UnsaidCodesAreReported) {
  const Texts texts = {{"error.a.b.what", ""},
                       {"error.a.b.mend", ""},
                       {"status.ready", ""},
                       {"help.new.about", ""},
                       {"outlook.dry", ""}};
  EXPECT_TRUE(unsaid("throw Error(ErrorKind::io, \"a.b\", {});", texts).empty());
  EXPECT_EQ(unsaid("throw Error(ErrorKind::io,\n   \"a.c\", {});", texts).size(), 2u);
  EXPECT_TRUE(unsaid("speech.say(\"status.\" + name)", texts).empty());
  EXPECT_EQ(unsaid("speech.say(\"state.\" + name)", texts).size(), 1u);
  EXPECT_TRUE(unsaid("context.help(\"new.about\")", texts).empty());
  EXPECT_EQ(unsaid("context.help(\"old.about\")", texts).size(), 1u);
  EXPECT_TRUE(unsaid("return Message{\"outlook.dry\", {}};", texts).empty());
  EXPECT_EQ(unsaid("return Message{\"outlook.wet\", {}};", texts).size(), 1u);
}

}  // namespace
}  // namespace adem::words
