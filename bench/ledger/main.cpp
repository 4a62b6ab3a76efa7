// What the ledger takes, on either store:
//   bench_ledger appends sqlite|postgresql DIRECTORY SECONDS   64 writers, every commit synced
//   bench_ledger generate FILE EVENTS                          a bundle of five nodes
//   bench_ledger merge sqlite|postgresql DIRECTORY FILE        into an empty ledger
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/error.h"
#include "base/format.h"
#include "ledger/load.h"
#include "stores/faulty_disk.h"
#include "stores/postgres_server.h"

namespace {

using namespace adem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kWriters = 64;
const ledger::load::StationFold kFold;

Instant now() { return std::chrono::time_point_cast<Seconds>(std::chrono::system_clock::now()); }
double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

double peak_mb() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::unique_ptr<ledger::Ledger> open(const std::string& where, std::uint8_t node,
                                     std::optional<Id> root = {}) {
  ledger::Settings settings;
  settings.key = ledger::load::key_of(node);
  settings.root = root;
  return ledger::Ledger::open(db::open(where), kFold, settings);
}

// A fresh database, and how often its store has synced.
class Store {
 public:
  Store(const std::string& kind, const std::string& directory) {
    if (kind == "postgresql") {
      server_.emplace(stores::PostgresServer::Options{.durable = true, .more = ""});
      where_ = server_->where();
      return;
    }
    disk_.emplace();
    where_ = directory + "/bench.db";
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(where_ + end);
  }
  const std::string& where() const { return where_; }
  std::int64_t syncs() const {
    if (disk_) return disk_->syncs();
    auto database = db::open(where_);
    auto read = database->prepare("SELECT wal_sync FROM pg_stat_wal");
    return read.step() ? read.integer(0) : 0;
  }

 private:
  std::optional<stores::PostgresServer> server_;
  std::optional<stores::FaultyDisk> disk_;
  std::string where_;
};

void appends(const Store& store, double for_seconds) {
  const auto book = open(store.where(), 1);
  std::vector<std::vector<double>> waits(kWriters);
  std::atomic<bool> over{false};
  const auto work = [&](std::size_t i) {
    std::mt19937_64 random(i);
    while (!over) {
      const auto asked = Clock::now();
      const auto at = now();
      book->commit(ledger::load::next_report(ledger::load::station(random()), at), at);
      waits[i].push_back(seconds(Clock::now() - asked));
    }
  };
  const auto before = store.syncs();
  const auto begun = Clock::now();
  std::vector<std::thread> writers;
  for (std::size_t i = 0; i < kWriters; ++i) writers.emplace_back(work, i);
  std::this_thread::sleep_for(std::chrono::duration<double>(for_seconds));
  over = true;
  for (auto& writer : writers) writer.join();
  const double took = seconds(Clock::now() - begun);
  const auto syncs = store.syncs() - before;
  std::vector<double> all;
  for (const auto& each : waits) all.insert(all.end(), each.begin(), each.end());
  std::sort(all.begin(), all.end());
  const auto n = static_cast<double>(all.size());
  std::cout << fmt::format(
      "appends: {:.0f} in {:.1f} s, {:.0f}/s; {} syncs, one per {:.1f} acknowledgements; "
      "p50 {:.1f} ms, p99 {:.1f} ms\n",
      n, took, n / took, syncs, n / static_cast<double>(syncs), 1000 * all[all.size() / 2],
      1000 * all[all.size() * 99 / 100]);
}

// Five nodes, each with its own stations, as five offices that met in the end.
void generate(const std::string& file, std::uint64_t events) {
  constexpr std::uint8_t kNodes = 5;
  constexpr std::uint64_t kBatch = 500;
  const auto directory = file + ".parts";
  std::filesystem::create_directories(directory);
  const auto root = open(directory + "/1.db", 1);
  const auto draft = [] { return ledger::load::report("t0", 1, now()); };
  root->found("KPU", {}, draft());
  for (std::uint8_t node = 2; node <= kNodes; ++node) {
    root->enrol(id_of(ledger::load::key_of(node).public_key()), "PPK", {}, draft());
  }
  for (std::uint8_t node = 1; node <= kNodes; ++node) {
    const auto own = node == 1
                         ? nullptr
                         : open(directory + "/" + std::to_string(node) + ".db", node, root->node());
    ledger::Ledger& book = own ? *own : *root;
    std::map<std::string, std::int64_t> numbers;
    for (std::uint64_t made = 0; made < events / kNodes; made += kBatch) {
      std::vector<ledger::Draft> drafts;
      for (std::uint64_t i = made; i < made + kBatch; ++i) {
        const auto station = ledger::load::station(i, "~" + std::to_string(node));
        drafts.push_back(ledger::load::report(station, ++numbers[station], now()));
      }
      book.commit([&drafts](const ledger::Reader&) { return drafts; }, now());
    }
    if (!own) continue;
    const auto part = directory + "/part";
    std::ofstream out(part, std::ios::binary);
    own->export_to({}, [&out](std::string_view line) { out << line << '\n'; });
    out.close();
    std::ifstream in(part, std::ios::binary);
    root->merge([&in](std::string& line) { return static_cast<bool>(std::getline(in, line)); },
                now());
  }
  std::ofstream out(file, std::ios::binary);
  root->export_to({}, [&out](std::string_view line) { out << line << '\n'; });
  std::filesystem::remove_all(directory);
}

void merge(const Store& store, const std::string& file) {
  const auto founder = id_of(ledger::load::key_of(1).public_key());
  const auto book = open(store.where(), 9, founder);
  std::ifstream in(file, std::ios::binary);
  const auto begun = Clock::now();
  const auto report = book->merge(
      [&in](std::string& line) { return static_cast<bool>(std::getline(in, line)); }, now());
  const double took = seconds(Clock::now() - begun);
  std::cout << fmt::format("merge: {} events in {:.1f} s, {:.0f}/s, peak {:.0f} MB", report.added,
                           took, static_cast<double>(report.added) / took, peak_mb())
            << (report.refused_count + report.quarantined == 0 ? "\n" : ", some refused\n");
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  try {
    if (arguments.size() == 3 && arguments[0] == "generate") {
      generate(arguments[1], std::stoull(arguments[2]));
    } else if (arguments.size() == 4 && arguments[0] == "appends") {
      appends(Store(arguments[1], arguments[2]), std::stod(arguments[3]));
    } else if (arguments.size() == 4 && arguments[0] == "merge") {
      merge(Store(arguments[1], arguments[2]), arguments[3]);
    } else {
      return 2;
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
