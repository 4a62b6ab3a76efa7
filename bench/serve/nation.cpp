// A workspace as the server reads and shows it, in process: how long it takes to be read and in how
// much memory, and each answer that a board asks for, over and over, by turns.
//   bench_nation WORKSPACE [ROUNDS]
// The workspace has an account and a list (bench/national makes one of a nation).
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <unistd.h>
#include <vector>

#include "base/format.h"
#include "desk/desk_fold.h"
#include "serve/api.h"
#include "serve/service.h"
#include "workspace/ledger_store.h"

namespace {

using namespace adem;
using Clock = std::chrono::steady_clock;

double ms(Clock::duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

double share(std::vector<double> v, double of) {
  std::sort(v.begin(), v.end());
  return v[static_cast<std::size_t>(of * static_cast<double>(v.size() - 1))];
}

double resident_mb() {
  std::ifstream in("/proc/self/statm");
  std::size_t whole = 0, resident = 0;
  in >> whole >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

std::string first_account(const ledger::Ledger& ledger) {
  std::string first;
  ledger.states("account", "", [&first](const std::string& id, const Json&) {
    if (first.empty()) first = id;
  });
  return first;
}

// The tile of a zoom that holds the middle of the map, as a path.
std::string tile_at(const Json& bounds, const char* what, unsigned zoom, const char* end) {
  const auto middle = [&](std::size_t a) {
    return (bounds[a].get<double>() + bounds[a + 2].get<double>()) / 2;
  };
  const auto spot = *tiles::spot_of({middle(0), middle(1)});
  return fmt::format("/tiles/{}/{}/{}/{}{}", what, zoom, spot.x >> (32 - zoom),
                     spot.y >> (32 - zoom), end);
}

int run(const std::string& directory, int rounds) {
  auto workspace = workspace::Workspace::open(directory);
  const double empty = resident_mb();
  auto began = Clock::now();
  serve::House house(workspace, workspace::open_ledger(workspace, desk::desk_fold()),
                     serve::open_logins(workspace), serve::Clock::real());
  std::cout << fmt::format("{} stations read in {:.1f} s, {:.0f} MB more\n",
                           house.lists()->listed().size(), ms(Clock::now() - began) / 1000,
                           resident_mb() - empty);
  const serve::Voices voices(workspace.zone());
  serve::Api api(house, voices);
  const auto token =
      house.logins().open_trusted(first_account(house.ledger()), true, serve::Clock::real().now());
  const auto get = [&](const std::string& target) {
    serve::http::Request request;
    request.method = "GET";
    request.target = target;
    request.headers = {{"authorization", "Bearer " + token}};
    return api.answer(request);
  };
  began = Clock::now();
  const Json map = Json::parse(get("/api/v1/map").bytes());
  std::cout << fmt::format("map: first answer after {:.0f} ms, {:.0f} MB; sources {}\n",
                           ms(Clock::now() - began), resident_mb() - empty, map["sources"].dump());
  std::vector<std::string> targets{
      "/api/v1/map",
      "/api/v1/areas",
      "/api/v1/areas?parent=11",
      "/api/v1/areas?q=guntung",
      "/api/v1/stations?limit=100",
      "/api/v1/stations?limit=100&offset=500000",
      "/api/v1/stations?limit=100&area=11.01",
      "/api/v1/stations?limit=100&q=guntung",
      "/api/v1/outlook?limit=100",
      "/api/v1/outlook?limit=100&area=11.01",
  };
  for (const unsigned zoom : {4U, 5U, 6U, 8U, 10U, 12U}) {
    for (const char* what : {"stations", "areas"}) {
      targets.push_back(tile_at(map["bounds"], what, zoom, ".mvt"));
    }
  }
  for (const auto& target : targets) {
    std::vector<double> took;
    std::size_t bytes = 0;
    int status = 0;
    for (int i = 0; i < rounds; ++i) {
      began = Clock::now();
      const auto answer = get(target);
      took.push_back(ms(Clock::now() - began));
      bytes = answer.bytes().size();
      status = answer.status;
    }
    std::cout << fmt::format("{:45} {} {:8} bytes; first {:.1f} ms, median {:.1f}, p95 {:.1f}\n",
                             target, status, bytes, took.front(), share(took, 0.5),
                             share(took, 0.95));
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  try {
    return run(argv[1], argc > 2 ? std::stoi(argv[2]) : 20);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
