// What the fuzzers of the server speak to: a workspace of two stations; the ledger and who is
// logged in are kept in memory and made anew for each input, so that an input alone tells what it
// does.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>

#include "desk/desk_fold.h"
#include "election/import_report.h"
#include "serve/api.h"
#include "workspace/register_store.h"

namespace adem::fuzz {

inline constexpr Instant kNow{Seconds(1'732'665'600)};
inline constexpr std::string_view kOffices[] = {
    "kpu:14.72",           "ppk:14.72.05",       "bawaslu:14.72",
    "polsek:14.72.05",     "kpps:14.72.05.1003", "pkd:14.72.05.1003",
    "lurah:14.72.05.1003", "bpbd:14.72",         "publik:14.72.05.1003"};

inline std::string handle_of(std::string_view office) {
  return std::string(office.substr(0, office.find(':')));
}

// On the disk, gone with the program.
class Ground {
 public:
  Ground()
      : directory_((std::filesystem::temp_directory_path() /
                    ("adem-http-fuzz-" + std::to_string(::getpid())))
                       .string()),
        workspace(workspace::Workspace::create(directory_, settings())),
        voices(workspace.zone()) {
    election::StationTable table;
    for (const char* number : {"001", "002"}) {
      election::Station station;
      const std::string key = std::string("1472051003") + number;
      station.id = make_id({"pilkada-2024", "kpu", key});
      station[election::StationText::key] = key;
      station[election::StationText::number] = number;
      station[election::StationText::area] = "14.72.05.1003";
      station.lat = 1.6;
      station.lon = 101.5;
      table.add(station);
    }
    election::ImportReport report;
    workspace::put_stations(workspace, std::move(table), report);
  }
  ~Ground() { std::filesystem::remove_all(directory_); }

 private:
  static workspace::Settings settings() {
    workspace::Settings settings;
    settings.election = "pilkada-2024";
    settings.zone = "Asia/Jakarta";
    settings.exercise = true;
    return settings;
  }
  const std::string directory_;

 public:
  workspace::Workspace workspace;
  serve::Voices voices;
};

class World {
 public:
  World()
      : house_(
            ground().workspace, ledger(), db::open(":memory:"),
            serve::Clock{.now = [] { return kNow; },
                         // Seconds that pass as it is asked, so that no rate is used up.
                         .ticks = [n = std::make_shared<std::int64_t>(0)] { return ++*n / 100; }}),
        api_(house_, ground().voices) {}

  std::string token_of(const std::string& handle) {
    return house_.logins().open_trusted(handle, true, kNow);
  }
  // Aborts where the answer is none that a server gives.
  void ask(const serve::http::Request& request) {
    const auto response = api_.answer(request);
    if (response.status < 200 || response.status > 503 || response.status == 500) std::abort();
    const auto head = serve::http::head_of(response, true, "");
    if (std::ranges::count(head, '\r') != std::ranges::count(head, '\n')) std::abort();
    if (response.status >= 400 && response.body.find("\"mend\"") == std::string::npos) std::abort();
  }

 private:
  static Ground& ground() {
    static Ground ground;
    return ground;
  }
  static std::unique_ptr<ledger::Ledger> ledger() {
    ledger::Settings settings;
    settings.key = SigningKey::from_seed({1});
    auto made = ledger::Ledger::open(db::open(":memory:"), desk::desk_fold(), std::move(settings));
    made->commit(
        [](const ledger::Reader&) {
          std::vector<ledger::Draft> drafts;
          for (const auto office : kOffices) {
            ledger::Draft draft;
            draft.at = kNow;
            draft.kind = "account.appointed";
            draft.subject = handle_of(office);
            draft.area = std::string(office.substr(office.find(':') + 1));
            draft.body = Json{{"office", office}, {"from", "2024-01-01"}, {"to", ""}};
            drafts.push_back(std::move(draft));
          }
          return drafts;
        },
        kNow);
    return made;
  }

  serve::House house_;
  serve::Api api_;
};

}  // namespace adem::fuzz
