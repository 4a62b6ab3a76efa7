// What the server takes, asked by a load generator of its own on the same machine:
//   bench_serve reports DIRECTORY SECONDS [CLIENTS]   single reports, each signed and synced before
//                                                     it is acknowledged
//   bench_serve listeners DIRECTORY COUNT             idle streams, and one event to all of them
// The server runs in this process; the generator is a child with one thread.
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/error.h"
#include "base/format.h"
#include "desk/accounts.h"
#include "desk/desk_fold.h"
#include "election/import_report.h"
#include "serve/service.h"
#include "workspace/ledger_store.h"
#include "workspace/register_store.h"

namespace {

using namespace adem;
using Clock = std::chrono::steady_clock;

constexpr int kStations = 1230;
// A login asks 400 times a second at most, and an account has as many logins as it may have.
constexpr std::array kHandles = {"kpps-1", "kpps-2", "kpps-3", "kpps-4"};

double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }
std::string station(int n) { return fmt::format("1472051003{:04}", n % kStations); }
std::string uuid(std::uint64_t n) { return fmt::format("019346de-0000-7000-8000-{:012x}", n); }

workspace::Workspace make_workspace(const std::string& directory) {
  std::filesystem::remove_all(directory);
  workspace::Settings settings;
  settings.election = "pilkada-2024";
  settings.zone = "Asia/Jakarta";
  settings.exercise = true;
  auto made = workspace::Workspace::create(directory, settings);
  election::StationTable table;
  for (int n = 0; n < kStations; ++n) {
    election::Station one;
    one[election::StationText::key] = station(n);
    one[election::StationText::number] = std::to_string(n);
    one[election::StationText::area] = "14.72.05.1003";
    one.id = make_id({"bench", "kpu", station(n)});
    table.add(one);
  }
  election::ImportReport report;
  workspace::put_stations(made, std::move(table), report);
  const auto ledger = workspace::open_ledger(made, desk::desk_fold());
  const auto now = serve::Clock::real().now();
  const desk::Surroundings around{.zone = made.zone(),
                                  .now = now,
                                  .rules = &made.rules(),
                                  .tag = ledger->tag(),
                                  .station = {},
                                  .area_of_station = {}};
  ledger->commit(
      [&](const ledger::Reader& book) {
        desk::Seat seat(book, desk::desk_fold(), around, {});
        desk::appoint_first(seat, kHandles.front(), "kpps:14.72.05.1003");
        auto drafts = seat.take();
        for (const char* handle : kHandles) {
          if (handle == kHandles.front()) continue;
          drafts.push_back(drafts.back());
          drafts.back().subject = handle;
        }
        return drafts;
      },
      now);
  return made;
}

// A connection that does not wait.
struct Line {
  int fd = -1;
  std::string come;
  Clock::time_point asked;
};

Line connect_to(std::uint16_t port) {
  Line line;
  line.fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in where{};
  where.sin_family = AF_INET;
  where.sin_port = htons(port);
  where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int one = 1;
  ::setsockopt(line.fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (::connect(line.fd, reinterpret_cast<const sockaddr*>(&where), sizeof where) != 0) {
    throw Error(ErrorKind::io, "serve.cannot-listen",
                {{"where", std::to_string(port)}, {"why", std::string("connect")}});
  }
  return line;
}

void send_all(const Line& line, const std::string& bytes) {
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const auto sent = ::send(line.fd, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent <= 0) std::_Exit(3);
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void ask_report(Line& line, const std::string& token, std::uint64_t n) {
  const std::string body =
      Json{{"id", uuid(n)},
           {"act", "station.report"},
           {"args",
            {{"station", station(static_cast<int>(n % kStations))},
             {"status", "open"},
             {"source", "phoned"},
             {"from", "KPPS"},
             {"water-cm", 12},
             {"note", "Halaman depan tergenang, pemilih masuk lewat pintu samping."}}}}
          .dump();
  line.asked = Clock::now();
  send_all(line, fmt::format("POST /api/v1/acts HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n"
                             "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                             token, body.size(), body));
}

// True when a whole answer has come; then it is taken off.
bool take_answer(Line& line, bool& good) {
  const auto head = line.come.find("\r\n\r\n");
  if (head == std::string::npos) return false;
  const auto length = line.come.find("Content-Length: ");
  const auto size = static_cast<std::size_t>(std::atoll(line.come.c_str() + length + 16));
  if (line.come.size() < head + 4 + size) return false;
  good = line.come.starts_with("HTTP/1.1 200");
  line.come.erase(0, head + 4 + size);
  return true;
}

void receive(Line& line) {
  char buffer[65536];
  const auto came = ::recv(line.fd, buffer, sizeof buffer, 0);
  if (came <= 0) std::_Exit(3);
  line.come.append(buffer, static_cast<std::size_t>(came));
}

std::vector<pollfd> polled(const std::vector<Line>& lines) {
  std::vector<pollfd> all;
  for (const Line& line : lines) all.push_back({.fd = line.fd, .events = POLLIN, .revents = 0});
  return all;
}

using Tokens = std::vector<std::string>;

int reports(std::uint16_t port, const Tokens& tokens, double for_seconds, std::size_t clients) {
  std::vector<Line> lines;
  std::uint64_t n = 0, bad = 0;
  for (std::size_t i = 0; i < clients; ++i) lines.push_back(connect_to(port));
  auto all = polled(lines);
  const auto began = Clock::now();
  for (std::size_t i = 0; i < clients; ++i) ask_report(lines[i], tokens[i % tokens.size()], ++n);
  std::vector<double> waits;
  std::size_t under_way = lines.size();
  while (under_way > 0) {
    ::poll(all.data(), all.size(), 1000);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (all[i].revents == 0) continue;
      receive(lines[i]);
      bool good = false;
      if (!take_answer(lines[i], good)) continue;
      bad += good ? 0 : 1;
      waits.push_back(seconds(Clock::now() - lines[i].asked));
      if (seconds(Clock::now() - began) < for_seconds) {
        ask_report(lines[i], tokens[i % tokens.size()], ++n);
      } else {
        --under_way;
      }
    }
  }
  const double took = seconds(Clock::now() - began);
  std::sort(waits.begin(), waits.end());
  std::cout << fmt::format(
      "reports: {} clients, {} acknowledged in {:.1f} s, {:.0f}/s, {} refused; "
      "p50 {:.1f} ms, p99 {:.1f} ms\n",
      clients, waits.size() - bad, took, static_cast<double>(waits.size() - bad) / took, bad,
      1000 * waits[waits.size() / 2], 1000 * waits[waits.size() * 99 / 100]);
  return bad == 0 ? 0 : 1;
}

double resident_mb(pid_t of) {
  std::ifstream in(fmt::format("/proc/{}/statm", of));
  std::size_t whole = 0, resident = 0;
  in >> whole >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

int listeners(std::uint16_t port, const Tokens& tokens, std::size_t count) {
  const pid_t server = ::getppid();
  Line writer = connect_to(port);
  ask_report(writer, tokens.front(), 1);
  bool good = false;
  while (!take_answer(writer, good)) receive(writer);
  const double before = resident_mb(server);
  std::vector<Line> lines;
  for (std::size_t i = 0; i < count; ++i) {
    lines.push_back(connect_to(port));
    send_all(lines.back(), fmt::format("GET /api/v1/events?area=14.72.05 HTTP/1.1\r\nHost: x\r\n"
                                       "Authorization: Bearer {}\r\n\r\n",
                                       tokens[i % tokens.size()]));
  }
  for (Line& line : lines) {
    while (line.come.find("\r\n\r\n") == std::string::npos) receive(line);
    line.come.clear();
  }
  std::this_thread::sleep_for(std::chrono::seconds(2));
  const double after = resident_mb(server);
  auto all = polled(lines);
  ask_report(writer, tokens.front(), 2);
  std::size_t told = 0;
  while (told < lines.size() && seconds(Clock::now() - writer.asked) < 30) {
    ::poll(all.data(), all.size(), 1000);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (all[i].revents == 0 || all[i].fd < 0) continue;
      receive(lines[i]);
      if (lines[i].come.find("station.reported") == std::string::npos) continue;
      all[i].fd = -1;
      ++told;
    }
  }
  std::cout << fmt::format(
      "listeners: {} of {} told in {:.0f} ms from the report; {:.1f} MB more than without them "
      "({:.1f} MB)\n",
      told, count, 1000 * seconds(Clock::now() - writer.asked), after - before, before);
  return told == count ? 0 : 1;
}

void many_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

int run(const std::vector<std::string>& arguments) {
  many_descriptors();
  int to_child[2];
  if (::pipe(to_child) != 0) return 1;
  const pid_t child = ::fork();
  if (child == 0) {
    char text[8192] = {};
    if (::read(to_child[0], text, sizeof text - 1) <= 0) return 1;
    std::istringstream told(text);
    std::uint16_t at = 0;
    Tokens tokens;
    if (!(told >> at)) return 1;
    for (std::string token; told >> token;) tokens.push_back(token);
    if (arguments[0] == "listeners") return listeners(at, tokens, std::stoul(arguments[2]));
    return reports(at, tokens, std::stod(arguments[2]),
                   arguments.size() > 3 ? std::stoul(arguments[3]) : 64);
  }
  auto workspace = make_workspace(arguments[1] + "/bench_serve");
  serve::Service service(workspace, serve::Clock::real(), {});
  auto text = std::to_string(service.port());
  for (std::size_t i = 0; i < serve::kMostLogins * kHandles.size(); ++i) {
    text += " " + service.house().logins().open_trusted(kHandles[i % kHandles.size()], true,
                                                        serve::Clock::real().now());
  }
  int status = 1;
  std::thread waiting([&] {
    ::waitpid(child, &status, 0);
    service.stop();
  });
  if (::write(to_child[1], text.data(), text.size()) < 0) ::kill(child, SIGKILL);
  service.run();
  waiting.join();
  return status == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 3 || (arguments[0] != "reports" && arguments[0] != "listeners")) return 2;
  try {
    return run(arguments);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
