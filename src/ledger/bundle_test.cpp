// Bundles that are forged, cut, shuffled, repeated, huge or no bundles at all.
#include "ledger/bundle.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <sys/resource.h>

#include "ledger/ledger_fixture.h"

namespace adem::ledger::testing {
namespace {

class BundleTest : public ::testing::Test {
 protected:
  BundleTest() {
    one_ = Ledger::open(db::open(":memory:"), fold, settings_of(1));
    one_->found("KPU", {}, draft("", "", Json::object(), "kpu:1"));
    put(*one_, {made("t1", "Guntung"), counted("t1", 1), said_text("t1", "satu")});
    put(*one_, {counted("t1", 2)});
    lines_ = exported(*one_);  // head, node, five events, end
    fresh();
  }
  void fresh() {
    two_ = Ledger::open(db::open(":memory:"), fold, settings_of(2));
    two_->join(one_->node());
  }
  std::unique_ptr<Ledger> one_, two_;
  Lines lines_;
};

TEST_F(BundleTest, HasTheFormThatIsWrittenDown) {
  ASSERT_EQ(lines_.size(), 8u);
  const std::string one = one_->node().hex();
  EXPECT_EQ(lines_[0],
            R"({"adem":"bundle","from":")" + one + R"(","root":")" + one + R"(","version":1})");
  EXPECT_TRUE(lines_[1].starts_with(R"({"key":")"));
  EXPECT_TRUE(lines_[2].starts_with(R"({"body":{"name":"KPU")"));
  EXPECT_TRUE(lines_[7].starts_with(R"({"end":{"events":5,"hash":")"));
  for (const auto& line : lines_) EXPECT_TRUE(read_canonical(line)) << line;
}

TEST_F(BundleTest, CutAnywhereGivesWhatIsWholeAndSaysSo) {
  std::string text;
  for (const auto& line : lines_) text += line + "\n";
  for (std::size_t size = lines_[0].size() + 1; size < text.size(); size += 97) {
    fresh();
    std::istringstream in(text.substr(0, size));
    const auto report = two_->merge(lines_of(in), at(0));
    EXPECT_TRUE(report.truncated) << size;
    EXPECT_EQ(report.added, two_->size());
    EXPECT_LE(report.refused_count, 1u);
  }
  std::istringstream in(text);
  const auto report = two_->merge(lines_of(in), at(0));
  EXPECT_FALSE(report.truncated);
  EXPECT_EQ(report.refused_count, 0u);
  EXPECT_EQ(two_->report().state, one_->report().state);
}

TEST_F(BundleTest, ShuffledAndRepeatedLinesGiveTheSameState) {
  const std::string state = one_->report().state;
  for (unsigned seed = 0; seed < 20; ++seed) {
    fresh();
    Lines mixed(lines_.begin() + 2, lines_.end() - 1);
    mixed.insert(mixed.end(), lines_.begin() + 2, lines_.end() - 1);
    std::shuffle(mixed.begin(), mixed.end(), std::mt19937(seed));
    mixed.insert(mixed.begin(), lines_.begin(), lines_.begin() + 2);
    mixed.push_back(lines_.back());
    const auto report = merged(*two_, mixed);
    EXPECT_EQ(report.added, 5u);
    EXPECT_EQ(report.known, 5u);
    EXPECT_EQ(two_->report().state, state) << seed;
    EXPECT_TRUE(report.truncated) << "it is not what was sent";
  }
}

TEST_F(BundleTest, ALineLeftOutIsMissed) {
  Lines less = lines_;
  less.erase(less.begin() + 3);
  EXPECT_TRUE(merged(*two_, less).truncated);
  EXPECT_EQ(two_->report().gaps.size(), 1u);
  fresh();
  Lines swapped = lines_;
  std::swap(swapped[3], swapped[4]);
  const auto report = merged(*two_, swapped);
  EXPECT_EQ(codes_of(report), Codes{"ledger.refused.altered"});
  EXPECT_EQ(report.added, 5u);
  EXPECT_EQ(two_->report().state, one_->report().state);
}

TEST_F(BundleTest, ForgedEventsAreRefusedByLine) {
  const Event real = read_event(lines_[4]);
  const auto forged = [&](const std::function<void(Event&)>& change, const SigningKey& key) {
    Event event = real;
    change(event);
    event.body_hash = hash_of(canonical(event.body));
    event.hash = header_hash(event);
    event.seal = seal_all(key, {event.hash}).front();
    Lines lines = lines_;
    lines[4] = event_line(event);
    fresh();
    return codes_of(merged(*two_, lines));
  };
  const Codes seal{"ledger.refused.seal", "ledger.refused.altered"};
  EXPECT_EQ(forged([](Event& e) { e.body["n"] = 100; }, key_of(9)), seal);
  EXPECT_EQ(forged([](Event& e) { e.office = "kpu:14.72"; }, key_of(9)), seal);
  EXPECT_EQ(forged([](Event& e) { e.node = id_of(key_of(8).public_key()); }, key_of(8)),
            (Codes{"ledger.refused.no-key", "ledger.refused.altered"}));
  // The real seal on another event, and a body that is not the signed one.
  Lines lines = lines_;
  Event event = real;
  event.seal = read_event(lines_[3]).seal;
  lines[4] = event_line(event);
  EXPECT_EQ(codes_of(merged(*two_, lines)), seal);
  lines[4] = lines_[4];
  lines[4].replace(lines[4].find("\"n\":1"), 5, "\"n\":7");
  fresh();
  const auto report = merged(*two_, lines);
  EXPECT_EQ(codes_of(report), (Codes{"ledger.refused.event", "ledger.refused.altered"}));
  EXPECT_EQ(std::get<std::int64_t>(report.refused[0].args.at(0).second), 5) << "the line";
  EXPECT_EQ(report.added, 4u);
}

TEST_F(BundleTest, AKeyThatDoesNotFitItsNodeIsRefused) {
  Lines lines = lines_;
  lines[1] =
      canonical(Json{{"key", Hash{key_of(9).public_key()}.hex()}, {"node", one_->node().hex()}});
  const auto report = merged(*two_, lines);
  EXPECT_EQ(report.refused[0].code, "ledger.refused.key");
  EXPECT_EQ(report.added, 0u);
}

TEST_F(BundleTest, AReplayedBundleChangesNothing) {
  merged(*two_, lines_);
  put(*one_, {counted("t1", 5)});
  merged(*two_, exported(*one_));
  const std::string state = two_->report().state;
  const auto report = merged(*two_, lines_);  // the old one again
  EXPECT_EQ(report.added, 0u);
  EXPECT_EQ(report.known, 5u);
  EXPECT_EQ(two_->report().state, state);
}

TEST_F(BundleTest, WhatIsNoBundleIsRefusedWhole) {
  const auto refused = [&](const Lines& lines) { return code_of([&] { merged(*two_, lines); }); };
  EXPECT_EQ(refused({}), "ledger.not-a-bundle");
  EXPECT_EQ(refused({"PK\x03\x04"}), "ledger.not-a-bundle");
  EXPECT_EQ(refused({"{}"}), "ledger.not-a-bundle");
  EXPECT_EQ(refused({lines_[2]}), "ledger.not-a-bundle");
  EXPECT_EQ(refused({std::string(kMaxLine + 1, 'x')}), "ledger.not-a-bundle");
  EXPECT_EQ(refused({R"({"adem":"bundle","version":2})"}), "ledger.newer-bundle");
  const auto report = merged(*two_, {lines_[0], "", "{}", "x", R"({"node":"x"})",
                                     R"({"end":{"events":0,"hash":"x"}})", lines_[2]});
  EXPECT_EQ(codes_of(report),
            (Codes{"ledger.refused.line", "ledger.refused.line", "ledger.refused.line",
                   "ledger.refused.key", "ledger.refused.altered", "ledger.refused.line"}));
  EXPECT_EQ(two_->size(), 0u);
}

TEST_F(BundleTest, TheFirstHundredRefusedAreNamedAllAreCounted) {
  Lines lines{lines_[0], lines_[1]};
  for (int i = 0; i < 500; ++i) lines.push_back("{\"body\":" + std::to_string(i));
  const auto report = merged(*two_, lines);
  EXPECT_EQ(report.refused_count, 500u);
  EXPECT_EQ(report.refused.size(), 100u);
}

// Makes text as it is read, so that only what the reader keeps is in memory.
class Endless : public std::streambuf {
 public:
  Endless(std::string before, std::size_t size, std::string after)
      : before_(std::move(before)), after_(std::move(after)), left_(size), block_(1U << 16U, 'x') {}

 protected:
  int_type underflow() override {
    if (!before_.empty()) {
      now_ = std::exchange(before_, {});
    } else if (left_ > 0) {
      now_ = block_;
      left_ -= std::min(left_, block_.size());
    } else if (!after_.empty()) {
      now_ = std::exchange(after_, {});
    } else {
      return traits_type::eof();
    }
    setg(now_.data(), now_.data(), now_.data() + now_.size());
    return traits_type::to_int_type(now_.front());
  }

 private:
  std::string before_, after_, now_;
  std::size_t left_;
  std::string block_;
};

TEST_F(BundleTest, ABodyOfAGigabyteIsRefusedInBoundedMemory) {
  std::string before;
  std::string after = "\"}}\n";
  for (std::size_t i = 0; i < lines_.size(); ++i) (i < 4 ? before : after) += lines_[i] + "\n";
  Endless endless(before + "{\"body\":{\"text\":\"", std::size_t{1} << 30U, after);
  std::istream in(&endless);
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const long before_kb = usage.ru_maxrss;
  const auto report = two_->merge(lines_of(in), at(0));
  ::getrusage(RUSAGE_SELF, &usage);
  EXPECT_LT(usage.ru_maxrss - before_kb, 64 * 1024);
  EXPECT_EQ(codes_of(report), (Codes{"ledger.refused.too-long", "ledger.refused.altered"}));
  EXPECT_EQ(report.added, 5u) << "what stands around it counts";
}

TEST(LinesTest, AreReadWhateverTheirEnds) {
  const auto read = [](const std::string& text) {
    std::istringstream in(text);
    const auto next = lines_of(in);
    Lines lines;
    for (std::string line; next(line);) lines.push_back(line);
    return lines;
  };
  EXPECT_EQ(read(""), Lines{});
  EXPECT_EQ(read("a"), Lines{"a"});
  EXPECT_EQ(read("a\n"), Lines{"a"});
  EXPECT_EQ(read("a\n\nb"), (Lines{"a", "", "b"}));
  EXPECT_EQ(read("\n"), Lines{""});
  const std::string block(1U << 16U, 'y');
  EXPECT_EQ(read(block + "\n" + block), (Lines{block, block}));
  EXPECT_EQ(read(block.substr(1) + "\nz"), (Lines{block.substr(1), "z"}));
  const auto long_line = read(std::string(kMaxLine * 2, 'x') + "\nb");
  ASSERT_EQ(long_line.size(), 2u);
  EXPECT_EQ(long_line[0].size(), kMaxLine + 1);
  EXPECT_EQ(long_line[1], "b");
}

}  // namespace
}  // namespace adem::ledger::testing
