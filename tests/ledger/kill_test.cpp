// The power goes at a random moment, again and again, under load. After each time everything that
// was acknowledged is there, the chain is whole, and the tables are what a rebuild makes.
//
// ADEM_KILLS is the number of kills per store (10 without it), ADEM_SEED moves all moments.
#include <array>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <gtest/gtest.h>
#include <iostream>
#include <poll.h>
#include <random>
#include <set>
#include <signal.h>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/error.h"
#include "ledger/load.h"
#include "stores/postgres_server.h"
#include "stores/store.h"

namespace adem::ledger {
namespace {

using namespace std::chrono_literals;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// The writer of writer.cpp, and what it acknowledged.
class Writer {
 public:
  Writer(const std::string& where, std::uint64_t seed) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const std::string number = std::to_string(seed);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::execl(ADEM_LEDGER_WRITER, "ledger_writer", where.c_str(), number.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    out_ = ends[0];
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() {
    kill();
    ::close(out_);
  }

  // Takes in acknowledgements until `until`; false: the writer has ended.
  bool listen(std::chrono::steady_clock::time_point until) {
    for (;;) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
      pollfd end{out_, POLLIN, 0};
      if (left.count() <= 0 || ::poll(&end, 1, static_cast<int>(left.count())) == 0) return true;
      if (!take()) return false;
    }
  }
  bool has_acknowledged() const { return text_.size() > 0; }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
    while (take()) {
    }
  }
  std::set<std::string> acknowledged() const {
    std::set<std::string> hashes;
    std::istringstream lines(text_);
    for (std::string line; std::getline(lines, line);) hashes.insert(line);
    return hashes;
  }

 private:
  bool take() {
    std::array<char, 65536> some{};
    const auto size = ::read(out_, some.data(), some.size());
    if (size <= 0) return false;
    text_.append(some.data(), static_cast<std::size_t>(size));
    return true;
  }

  pid_t pid_ = 0;
  int out_ = -1;
  std::string text_;
};

// Every byte of the state tables.
std::string tables(db::Database& database) {
  std::string all;
  auto read = database.prepare(
      "SELECT aggregate, type, area, late, hlc, node, seq, hash, json FROM state "
      "ORDER BY aggregate");
  while (read.step()) {
    for (int column = 0; column < 9; ++column) all += read.text(column) + "\x1f";
    all += "\n";
  }
  return all;
}

// Opens what the kill left, as the next start would.
void check(const std::string& where, std::set<std::string> acknowledged) {
  const load::StationFold fold;
  Settings settings;
  settings.key = load::key_of(1);
  const auto beside = db::open(where);
  const auto book = Ledger::open(db::open(where), fold, settings);
  const auto count = acknowledged.size();
  book->events([&](const Event& event, std::string_view quarantine) {
    acknowledged.erase(event.hash.hex());
    EXPECT_EQ(quarantine, "");
  });
  EXPECT_TRUE(acknowledged.empty()) << acknowledged.size() << " of " << count << " are lost";
  const auto report = book->verify([](const Finding& finding) {
    ADD_FAILURE() << finding.event << ": " << debug_text(finding.what);
  });
  EXPECT_TRUE(report.gaps.empty());
  EXPECT_TRUE(report.forks.empty());
  std::int64_t reports = 0;
  book->states("station", "", [&](const std::string& station, const Json& state) {
    EXPECT_EQ(state["broken"], 0) << station;
    reports += state["number"].get<std::int64_t>();
  });
  EXPECT_EQ(reports, static_cast<std::int64_t>(book->report().events));
  const auto before = tables(*beside);
  book->rebuild();
  EXPECT_TRUE(before == tables(*beside)) << "a rebuild makes other tables";
}

class Kill {
 public:
  Kill() : random_(from_environment("ADEM_SEED", 20241127)) {}

  // `server`: what else may be killed, now and then.
  void run(const std::function<std::unique_ptr<stores::Place>()>& place,
           stores::PostgresServer* server) {
    const auto kills = from_environment("ADEM_KILLS", 10);
    std::unique_ptr<stores::Place> at;
    std::set<std::string> acknowledged;
    std::size_t loaded = 0;
    for (std::uint64_t i = 0; i < kills && !::testing::Test::HasFailure(); ++i) {
      SCOPED_TRACE("kill " + std::to_string(i));
      if (i % kKillsPerBook == 0) {
        at = place();
        acknowledged.clear();
      }
      Writer writer(at->where(), i);
      const bool also_server = server != nullptr && random_() % 4 == 0;
      const auto found = one(writer, also_server ? server : nullptr);
      loaded += found.empty() ? 0 : 1;
      total_ += found.size();
      acknowledged.insert(found.begin(), found.end());
      check(at->where(), acknowledged);
    }
    // Most of the kills met writers at work.
    EXPECT_GE(loaded * 2, kills);
    std::cout << "killed " << kills << " times, " << servers_ << " of them with the server; "
              << total_ << " events acknowledged, none lost\n";
  }

 private:
  static constexpr std::uint64_t kKillsPerBook = 5;

  std::set<std::string> one(Writer& writer, stores::PostgresServer* server) {
    // From before its tables are made to well under load.
    const auto started = std::chrono::steady_clock::now();
    const bool early = random_() % 8 == 0;
    const auto moment = std::chrono::milliseconds(random_() % 300);
    if (!early) {
      while (!writer.has_acknowledged() && writer.listen(std::chrono::steady_clock::now() + 1ms) &&
             std::chrono::steady_clock::now() < started + 60s) {
      }
    }
    writer.listen(std::chrono::steady_clock::now() + moment);
    if (server != nullptr) {
      ++servers_;
      server->kill();
      writer.listen(std::chrono::steady_clock::now() + 50ms);
    }
    writer.kill();
    if (server != nullptr) server->start();
    return writer.acknowledged();
  }

  std::mt19937_64 random_;
  std::size_t total_ = 0;
  std::size_t servers_ = 0;
};

TEST(KillTest, SqliteLosesNothingThatWasAcknowledged) {
  Kill().run([] { return stores::File::place(); }, nullptr);
}

TEST(KillTest, PostgreSqlLosesNothingThatWasAcknowledged) {
  if (const auto why = stores::PostgresServer::missing(); !why.empty()) GTEST_SKIP() << why;
  stores::PostgresServer server(stores::PostgresServer::Options{.durable = true, .more = ""});
  Kill().run([&server] { return stores::schema_of(server); }, &server);
}

}  // namespace
}  // namespace adem::ledger
