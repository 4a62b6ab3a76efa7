#include <algorithm>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "ledger/log.h"

namespace adem::ledger {
namespace {

namespace fs = std::filesystem;

class LedgerTest : public ::testing::Test {
 protected:
  LedgerTest() {
    directory_ = fs::temp_directory_path() /
                 ("adem-ledger-" + std::to_string(::getpid()) + "-" +
                  ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(directory_);
    path_ = (directory_ / "log.jsonl").string();
  }
  ~LedgerTest() override {
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
  }
  static LineDraft draft(int n) {
    return LineDraft{Instant{Seconds{1732000000 + n}},
                     "Polsek",
                     "14.72.05",
                     "test.kind",
                     "m" + std::to_string(n),
                     Json{{"text", "Guntung \"1\"\nbaris dua – é"}, {"n", n}}};
  }
  static std::string code_of(const std::function<void()>& act) {
    try {
      act();
    } catch (const Error& error) {
      return error.message().code;
    }
    return "";
  }
  static void overwrite(const std::string& path, std::string_view text) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
  }
  fs::path directory_;
  std::string path_;
};

TEST_F(LedgerTest, KeepsWhatWasAppended) {
  {
    auto log = open_file_log(path_);
    EXPECT_EQ(log->size(), 0u);
    EXPECT_FALSE(fs::exists(path_)) << "reading makes no file";
    EXPECT_EQ(log->append(draft(1)).seq, 1u);
    EXPECT_EQ(log->append_all({draft(2), draft(3)}).back().seq, 3u);
  }
  const auto log = open_file_log(path_);
  ASSERT_EQ(log->size(), 3u);
  int n = 0;
  log->for_each([&n](const LineEvent& event) {
    ++n;
    EXPECT_EQ(event.seq, static_cast<std::uint64_t>(n));
    EXPECT_EQ(event.at, draft(n).at);
    EXPECT_EQ(event.body, draft(n).body);
    EXPECT_EQ(event.id.size(), 32u);
  });
  EXPECT_EQ(head(*log).size(), 32u);
}

TEST_F(LedgerTest, ATruncationAtAnyByteLosesNothingThatWasWhole) {
  std::vector<std::size_t> ends{0};
  std::vector<std::size_t> counts{0};
  {
    auto log = open_file_log(path_);
    for (const auto& batch : std::vector<std::vector<LineDraft>>{
             {draft(1)}, {draft(2), draft(3), draft(4)}, {draft(5)}, {draft(6), draft(7)}}) {
      log->append_all(batch);
      ends.push_back(fs::file_size(path_));
      counts.push_back(log->size());
    }
  }
  const std::string whole = read_file(path_);
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const std::string_view cut = std::string_view(whole).substr(0, size);
    const ReadLog read = read_lines(cut, "cut");
    // Only the line end may be missing from a batch that still counts.
    std::size_t batch = 0;
    while (batch + 1 < ends.size() && ends[batch + 1] - 1 <= size) ++batch;
    ASSERT_EQ(read.events.size(), counts[batch]) << "cut at byte " << size;
    // The same through a file, each with two fsyncs: at the ends of lines and every 37 bytes.
    const bool at_end = std::ranges::any_of(
        ends, [size](std::size_t end) { return size + 2 >= end && size <= end + 1; });
    if (!at_end && size % 37 != 0) continue;
    overwrite(path_, cut);
    {
      auto log = open_file_log(path_);
      ASSERT_EQ(log->append(draft(9)).seq, counts[batch] + 1) << "cut at byte " << size;
    }
    ASSERT_EQ(open_file_log(path_)->size(), counts[batch] + 1) << "cut at byte " << size;
  }
}

TEST_F(LedgerTest, AnyChangedByteIsFoundWithItsLine) {
  open_file_log(path_)->append_all({draft(1), draft(2)});
  open_file_log(path_)->append(draft(3));
  const std::string whole = read_file(path_);
  std::size_t line = 1;
  for (std::size_t i = 0; i + 1 < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = damaged[i] == 'x' ? 'y' : 'x';
    std::string where;
    try {
      read_lines(damaged, "log");
    } catch (const Error& error) {
      EXPECT_EQ(error.message().code, "ledger.broken");
      where = error.where();
    }
    ASSERT_EQ(where, "log:" + std::to_string(line)) << "byte " << i;
    if (whole[i] == '\n') ++line;
  }
}

TEST_F(LedgerTest, ALostOrSwappedLineIsFound) {
  for (int i = 1; i <= 3; ++i) open_file_log(path_)->append(draft(i));
  const std::string whole = read_file(path_);
  const auto first = whole.find('\n') + 1;
  const auto second = whole.find('\n', first) + 1;
  const std::string a = whole.substr(0, first);
  const std::string b = whole.substr(first, second - first);
  const std::string c = whole.substr(second);
  EXPECT_EQ(code_of([&] { read_lines(a + c, "log"); }), "ledger.broken");
  EXPECT_EQ(code_of([&] { read_lines(b + c, "log"); }), "ledger.broken");
  EXPECT_EQ(code_of([&] { read_lines(a + c + b, "log"); }), "ledger.broken");
  EXPECT_EQ(code_of([&] { read_lines(a + b + b, "log"); }), "ledger.broken");
  EXPECT_EQ(code_of([&] { read_lines(std::string(5, '\0') + "\n" + whole, "log"); }),
            "ledger.broken");
}

TEST_F(LedgerTest, ATailOfZerosIsTorn) {
  open_file_log(path_)->append(draft(1));
  overwrite(path_, read_file(path_) + std::string(4096, '\0'));
  auto log = open_file_log(path_);
  EXPECT_EQ(log->size(), 1u);
  log->append(draft(2));
  log.reset();
  EXPECT_EQ(open_file_log(path_)->size(), 2u);
}

TEST_F(LedgerTest, AnotherWriterIsNotOverwritten) {
  auto first = open_file_log(path_);
  auto second = open_file_log(path_);
  first->append(draft(1));
  EXPECT_EQ(code_of([&] { second->append(draft(2)); }), "ledger.locked");
  first.reset();
  EXPECT_EQ(code_of([&] { second->append(draft(2)); }), "ledger.changed");
  EXPECT_EQ(open_file_log(path_)->append(draft(2)).seq, 2u);
}

TEST_F(LedgerTest, ManyProcessesMakeOneChain) {
  constexpr int kProcesses = 4;
  constexpr int kEach = 10;
  std::vector<pid_t> children;
  for (int p = 0; p < kProcesses; ++p) {
    const pid_t child = ::fork();
    if (child == 0) {
      int done = 0;
      for (int tries = 0; done < kEach && tries < 10000; ++tries) {
        try {
          open_file_log(path_)->append_all({draft(p), draft(done)});
          ++done;
        } catch (const Error&) {
          ::usleep(500);
        }
      }
      ::_exit(done == kEach ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(open_file_log(path_)->size(), 2u * kProcesses * kEach);
}

TEST_F(LedgerTest, AFullDiskAddsNothing) {
  auto log = open_file_log(path_);
  log->append(draft(1));
  const auto size = fs::file_size(path_);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit tight{size + 100, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &tight);
  const std::string code = code_of([&] { log->append_all({draft(2), draft(3)}); });
  ::setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(code, "ledger.cannot-append");
  EXPECT_EQ(fs::file_size(path_), size);
  EXPECT_EQ(log->append(draft(2)).seq, 2u) << "goes on when there is room again";
  log.reset();
  EXPECT_EQ(open_file_log(path_)->size(), 2u);
}

TEST_F(LedgerTest, WhatCannotBeWrittenSaysSo) {
  const std::string nowhere = (directory_ / "missing" / "log.jsonl").string();
  EXPECT_EQ(code_of([&] { open_file_log(nowhere)->append(draft(1)); }), "ledger.cannot-append");
  EXPECT_EQ(code_of([&] { open_file_log(directory_.string()); }), "base.cannot-read");
}

}  // namespace
}  // namespace adem::ledger
