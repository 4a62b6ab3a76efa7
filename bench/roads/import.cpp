// bench_roads_import MAP.osm.pbf [rounds]
// What `adem import roads` does with a map, without a workspace: read, clean, write the network's
// file; then load it again and make the arcs of a mode. Seconds of the best round and the peak of
// memory.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "roads/network/read.h"

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double peak_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with("VmHWM")) continue;
    return std::strtod(line.c_str() + line.find_first_of("0123456789"), nullptr) / 1e3;
  }
  return 0;
}

double best(const std::vector<double>& seconds) {
  return *std::min_element(seconds.begin(), seconds.end());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "bench_roads_import MAP.osm.pbf [rounds]\n");
    return 2;
  }
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
  const auto file = (std::filesystem::temp_directory_path() / "adem-bench-roads.graph").string();
  try {
    std::vector<double> import, load, arcs;
    for (int round = 0; round < rounds; ++round) {
      auto start = std::chrono::steady_clock::now();
      {
        const auto network = adem::roads::read_roads(argv[1], {}, false);
        adem::write_file_atomic(file, network.bytes());
      }
      import.push_back(seconds_since(start));
    }
    const double peak = peak_mb();
    for (int round = 0; round < rounds; ++round) {
      auto start = std::chrono::steady_clock::now();
      const auto network = adem::roads::Network::load(file);
      load.push_back(seconds_since(start));
      start = std::chrono::steady_clock::now();
      const auto graph = adem::roads::graph_of(network, adem::roads::Mode::car);
      arcs.push_back(seconds_since(start));
      if (round > 0) continue;
      fmt::print("{} junctions, {} roads, {} arcs for cars, file {:.1f} MB\n", network.nodes(),
                 network.edges(), graph.arcs(), static_cast<double>(network.bytes().size()) / 1e6);
    }
    fmt::print("import {:.2f} s, peak {:.0f} MB; load {:.1f} ms; arcs {:.1f} ms\n", best(import),
               peak, best(load) * 1e3, best(arcs) * 1e3);
  } catch (const adem::Error& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  std::filesystem::remove(file);
  return 0;
}
