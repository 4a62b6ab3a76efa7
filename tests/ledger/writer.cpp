// ledger_writer WHERE SEED: 64 writers commit reports until killed. Each event is written to the
// standard output, number and hash on a line, once commit has returned: what stands there was
// acknowledged. Exit 3 when the store failed.
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/error.h"
#include "ledger/load.h"

namespace {

using namespace adem;

constexpr std::size_t kWriters = 64;

Instant now() { return std::chrono::time_point_cast<Seconds>(std::chrono::system_clock::now()); }

void work(ledger::Ledger& book, std::uint64_t seed, std::atomic<bool>& failed) {
  std::mt19937_64 random(seed);
  try {
    while (!failed) {
      const auto events =
          book.commit(ledger::load::next_report(ledger::load::station(random()), now()), now());
      for (const auto& event : events) {
        // One write of less than a pipe's block: never torn, never mixed.
        const auto line = event.hash.hex() + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(4);
      }
    }
  } catch (const Error& error) {
    if (!failed.exchange(true)) std::cerr << error.what() << "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::uint64_t seed = std::strtoull(argv[2], nullptr, 10);
  try {
    const ledger::load::StationFold fold;
    ledger::Settings settings;
    settings.key = ledger::load::key_of(1);
    const auto book = ledger::Ledger::open(db::open(argv[1]), fold, settings);
    std::atomic<bool> failed{false};
    std::vector<std::thread> writers;
    for (std::size_t i = 0; i < kWriters; ++i) {
      writers.emplace_back(work, std::ref(*book), seed * kWriters + i, std::ref(failed));
    }
    for (auto& writer : writers) writer.join();
  } catch (const Error& error) {
    std::cerr << error.what() << "\n";
  }
  return 3;
}
