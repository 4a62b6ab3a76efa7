// A workspace as the server reads and shows it, in process: how long it takes to be read and in how
// much memory, and each answer that a board asks for, over and over. Answers are timed by the clock
// and in processor time: the second is what the first would be on a machine that does nothing else.
//   bench_nation WORKSPACE [ROUNDS] [REPORTED]
// The workspace has an account and a list (bench/national makes one of a nation). REPORTED: of so
// many of its stations two offices report first, where they have not.
#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <span>
#include <unistd.h>
#include <vector>

#include "base/format.h"
#include "desk/desk_fold.h"
#include "desk/station_words.h"
#include "serve/api.h"
#include "serve/service.h"
#include "workspace/ledger_store.h"

namespace {

using namespace adem;
using Clock = std::chrono::steady_clock;

double processor_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e6;
}

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

// Two offices report of the stations `from` … `to`, in commits of many.
void report(ledger::Ledger& ledger, std::span<const desk::ListedStation> stations, std::size_t from,
            std::size_t to) {
  constexpr std::size_t kAtOnce = 4096;
  const auto at = serve::Clock::real().now();
  for (; from < to; from += kAtOnce) {
    ledger.commit(
        [&](const ledger::Reader&) {
          std::vector<ledger::Draft> drafts;
          for (std::size_t i = from; i < std::min(to, from + kAtOnce); ++i) {
            for (const char* kind : {"kpps", "ptps"}) {
              ledger::Draft draft;
              draft.at = at;
              draft.office = std::string(kind) + ":" + stations[i].area;
              draft.area = stations[i].area;
              draft.kind = "station.reported";
              draft.subject = desk::station_subject(stations[i].key);
              draft.body = Json{{"status", i % 50 == 0 && *kind == 'p' ? "interrupted" : "open"},
                                {"as_of", iso_utc(at)},
                                {"source", "seen"},
                                {"from", ""},
                                {"note", ""},
                                {"water_cm", nullptr}};
              drafts.push_back(std::move(draft));
            }
          }
          return drafts;
        },
        at);
  }
}

// Who asks, and what was there before anything was read.
struct Board {
  serve::House& house;
  serve::Api& api;
  std::string token;
  double empty_mb;

  serve::http::Response get(const std::string& target) const {
    serve::http::Request request;
    request.method = "GET";
    request.target = target;
    request.headers = {{"authorization", "Bearer " + token}};
    return api.answer(request);
  }
  // Says how long the first answer took; what it was.
  std::string first(const char* what, const std::string& target) const {
    const auto began = Clock::now();
    const auto answer = get(target);
    std::cout << fmt::format("{}: first answer after {:.0f} ms, {:.0f} MB\n", what,
                             ms(Clock::now() - began), resident_mb() - empty_mb);
    return std::string(answer.bytes());
  }
};

void report_all(const Board& board, std::span<const desk::ListedStation> stations) {
  auto& ledger = board.house.ledger();
  std::size_t there = 0;
  ledger.states("station", "", [&](const std::string&, const Json&) { ++there; });
  report(ledger, stations, there, stations.size());
  std::cout << fmt::format("{} events in the ledger, {:.0f} MB\n", ledger.size(),
                           resident_mb() - board.empty_mb);
}

// The next page of the wall after one station more was reported.
void after_one_more(const Board& board, std::span<const desk::ListedStation> stations, int rounds) {
  std::vector<double> took;
  for (int i = 0; i < rounds; ++i) {
    const std::size_t at = static_cast<std::size_t>(i) * 7919 % stations.size();
    report(board.house.ledger(), stations, at, at + 1);
    const auto began = Clock::now();
    board.get("/api/v1/stations?limit=100");
    took.push_back(ms(Clock::now() - began));
  }
  std::cout << fmt::format("wall after one more report: median {:.1f} ms, worst {:.1f}\n",
                           share(took, 0.5), share(took, 1));
}

void over_and_over(const Board& board, const std::string& target, int rounds) {
  std::vector<double> took, worked;
  std::size_t bytes = 0;
  int status = 0;
  for (int i = 0; i < rounds; ++i) {
    const auto began = Clock::now();
    const double used = processor_ms();
    const auto answer = board.get(target);
    took.push_back(ms(Clock::now() - began));
    worked.push_back(processor_ms() - used);
    bytes = answer.bytes().size();
    status = answer.status;
  }
  std::cout << fmt::format(
      "{:45} {} {:8} bytes; processor: first {:.1f} ms, median {:.1f}, p95 {:.1f}; clock: median "
      "{:.1f}, p95 {:.1f}\n",
      target, status, bytes, worked.front(), share(worked, 0.5), share(worked, 0.95),
      share(took, 0.5), share(took, 0.95));
}

int run(const std::string& directory, int rounds, std::size_t reported) {
  auto workspace = workspace::Workspace::open(directory);
  const double empty = resident_mb();
  const auto began = Clock::now();
  const double used = processor_ms();
  serve::House house(workspace, workspace::open_ledger(workspace, desk::desk_fold()),
                     serve::open_logins(workspace), serve::Clock::real());
  const auto lists = house.lists();
  std::cout << fmt::format("{} stations read in {:.1f} s ({:.1f} s of the processor), {:.0f} MB\n",
                           lists->listed().size(), ms(Clock::now() - began) / 1000,
                           (processor_ms() - used) / 1000, resident_mb() - empty);
  const serve::Voices voices(workspace.zone());
  serve::Api api(house, voices);
  const Board board{
      house, api,
      house.logins().open_trusted(first_account(house.ledger()), true, serve::Clock::real().now()),
      empty};
  const auto stations =
      std::span(lists->listed()).first(std::min(reported, lists->listed().size()));
  if (!stations.empty()) report_all(board, stations);
  const Json map = Json::parse(board.first("map", "/api/v1/map"));
  // This one reads what everybody said.
  board.first("wall", "/api/v1/stations?limit=1");
  board.first("map of reports", "/api/v1/map?reported=true");
  if (!stations.empty()) after_one_more(board, stations, rounds);
  std::vector<std::string> targets{
      "/api/v1/map",
      "/api/v1/areas",
      "/api/v1/areas?parent=11",
      "/api/v1/areas?q=guntung",
      "/api/v1/stations?limit=100",
      "/api/v1/stations?limit=100&offset=500000",
      "/api/v1/stations?limit=100&area=11.01",
      "/api/v1/stations?limit=100&q=guntung",
      "/api/v1/stations/" + lists->listed()[lists->listed().size() / 2].key,
      "/api/v1/outlook?limit=100",
      "/api/v1/outlook?limit=100&area=11.01",
  };
  for (const unsigned zoom : {4U, 5U, 6U, 8U, 10U, 12U}) {
    for (const char* what : {"stations", "areas"}) {
      targets.push_back(tile_at(map["bounds"], what, zoom, ".mvt"));
    }
  }
  for (const auto& target : targets) over_and_over(board, target, rounds);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  try {
    return run(argv[1], argc > 2 ? std::stoi(argv[2]) : 20,
               argc > 3 ? std::stoul(argv[3]) : std::size_t{0});
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
