// Any bytes on a connection: what the server reads as a request is answered with a status that its
// route may have and a refusal in words, whatever stands in its path, query, headers and body.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>

#include "desk/desk_fold.h"
#include "serve/api.h"

namespace {

using namespace adem;

// An empty workspace; the ledger and who is logged in are kept in memory.
struct World {
  World()
      : directory((std::filesystem::temp_directory_path() /
                   ("adem-http-fuzz-" + std::to_string(::getpid())))
                      .string()),
        workspace(workspace::Workspace::create(directory, settings())),
        house(workspace, ledger(), db::open(":memory:"),
              serve::Clock{.now = [] { return kNow; }, .ticks = [] { return ++asked / 100; }}),
        voices(workspace.zone()),
        api(house, voices),
        token(house.logins().open_trusted("kpps", true, kNow)) {}
  ~World() { std::filesystem::remove_all(directory); }

  static constexpr Instant kNow{Seconds(1'732'665'600)};
  // Seconds that pass as it is asked, so that its rate is never used up.
  inline static std::int64_t asked = 0;
  static workspace::Settings settings() {
    workspace::Settings settings;
    settings.election = "pilkada-2024";
    settings.zone = "Asia/Jakarta";
    return settings;
  }
  static std::unique_ptr<ledger::Ledger> ledger() {
    ledger::Settings settings;
    settings.key = SigningKey::from_seed({1});
    auto made = ledger::Ledger::open(db::open(":memory:"), desk::desk_fold(), std::move(settings));
    made->commit(
        [](const ledger::Reader&) {
          ledger::Draft draft;
          draft.at = kNow;
          draft.kind = "account.appointed";
          draft.subject = "kpps";
          draft.area = "14.72.05.1003";
          draft.body = Json{{"office", "kpps:14.72.05.1003"}, {"from", "2024-01-01"}, {"to", ""}};
          return std::vector{draft};
        },
        kNow);
    return made;
  }

  std::string directory;
  workspace::Workspace workspace;
  serve::House house;
  serve::Voices voices;
  serve::Api api;
  std::string token;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static World world;
  auto request = serve::http::read_request({reinterpret_cast<const char*>(data), size}, 1U << 20);
  if (!request) return 0;
  // So that not every one ends at the door: who sends "Bearer me" is let in.
  for (auto& [name, value] : request->headers) {
    if (name == "authorization" && value == "Bearer me") value = "Bearer " + world.token;
  }
  const auto response = world.api.answer(*request);
  if (response.status < 200 || response.status > 503) std::abort();
  if (response.status == 500) std::abort();
  const auto head = serve::http::head_of(response, true, "");
  if (static_cast<std::size_t>(std::ranges::count(head, '\r')) !=
      static_cast<std::size_t>(std::ranges::count(head, '\n'))) {
    std::abort();
  }
  if (response.status >= 400 && response.body.find("\"mend\"") == std::string::npos) std::abort();
  return 0;
}
