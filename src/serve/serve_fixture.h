// A workspace of three stations with an account of every kind of office, served on the loopback.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "base/format.h"
#include "desk/seat_fixture.h"
#include "election/import_report.h"
#include "serve/authority.h"
#include "serve/http_fixture.h"
#include "serve/service.h"
#include "workspace/ledger_store.h"
#include "workspace/register_store.h"

namespace adem::serve::testing {

// In a directory of its own, gone with it.
class Place {
 public:
  explicit Place(bool exercise = false, const std::string& store = {}) {
    auto pattern = (std::filesystem::temp_directory_path() / "adem-serve-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) std::abort();
    directory_ = pattern;
    workspace::Settings settings;
    settings.election = "pilkada-2024";
    settings.zone = "Asia/Jakarta";
    settings.name = "Kecamatan Medang Kampai";
    settings.exercise = exercise;
    settings.store = store;
    workspace_ = std::make_unique<workspace::Workspace>(
        workspace::Workspace::create(directory_ + "/w", settings));
    put_register();
  }
  ~Place() {
    workspace_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  workspace::Workspace& workspace() { return *workspace_; }

 private:
  void put_register() {
    std::vector<election::Area> areas;
    for (const auto& [code, name] : {std::pair{"14.72.05", "Medang Kampai"},
                                     {"14.72.05.1002", "Mundam"},
                                     {"14.72.05.1003", "Guntung"}}) {
      election::Area area;
      area.code = code;
      area.name = name;
      area.scheme = "kemendagri";
      areas.push_back(area);
    }
    election::ImportReport report;
    workspace::put_areas(*workspace_, areas, report);
    election::StationTable table;
    for (const auto& [key, number, area] : {std::tuple{"1472051003001", "001", "14.72.05.1003"},
                                            {"1472051003002", "002", "14.72.05.1003"},
                                            {"1472051002001", "001", "14.72.05.1002"}}) {
      election::Station station;
      station.id = make_id({"pilkada-2024", "kpu", key});
      station[election::StationText::key] = key;
      station[election::StationText::number] = number;
      station[election::StationText::area] = area;
      station.lat = 1.6;
      station.lon = 101.5;
      table.add(station);
    }
    workspace::put_stations(*workspace_, std::move(table), report);
  }
  std::string directory_;
  std::unique_ptr<workspace::Workspace> workspace_;
};

// An account for each kind of office, its handle the kind: those of desk::testing::Table.
inline void appoint_all(ledger::Ledger& ledger, Instant now) {
  ledger.commit(
      [&](const ledger::Reader&) {
        std::vector<ledger::Draft> drafts;
        for (const auto& kind : desk::testing::pilkada_2024().offices) {
          ledger::Draft draft;
          draft.at = now;
          draft.kind = "account.appointed";
          draft.subject = kind.code;
          draft.area = desk::testing::home_of(kind.code);
          draft.body =
              Json{{"office", kind.code + ":" + draft.area}, {"from", "2024-01-01"}, {"to", ""}};
          drafts.push_back(std::move(draft));
        }
        return drafts;
      },
      now);
}

// A UUIDv7 of a number.
inline std::string uuid(std::uint64_t n) {
  return fmt::format("019346de-0000-7000-8000-{:012x}", n);
}

class Served : public ::testing::Test {
 protected:
  // What a test wants of its workspace and its server.
  struct Wants {
    bool exercise = false, tls = false;
    std::function<void(workspace::Workspace&)> prepare = {};  // before it is served
    std::string store = {};                                   // of the ledger; empty: a file
  };
  Served() : Served(Wants{}) {}
  explicit Served(const Wants& wants) : place_(wants.exercise, wants.store) {
    if (wants.prepare) wants.prepare(place_.workspace());
    {
      auto ledger = workspace::open_ledger(place_.workspace(), desk::desk_fold());
      ledger::Draft by;
      by.at = Instant(Seconds(now_));
      ledger->found("Panwaslu", {}, by);
      appoint_all(*ledger, by.at);
    }
    http::Settings settings;
    settings.threads = 8;
    settings.beat = std::chrono::milliseconds(100);
    settings.leave = std::chrono::milliseconds(2000);
    if (wants.tls) {
      const auto& directory = place_.workspace().directory();
      issue_certificate(directory, {.title = "Aula"}, Clock::real().now());
      settings.credentials = credentials_of(directory);
      settings.plain = http::Endpoint{};
    }
    service_ = std::make_unique<Service>(place_.workspace(),
                                         Clock{.now = [this] { return Instant(Seconds(now_)); },
                                               .ticks = [this] { return now_.load(); }},
                                         settings, [this](const std::string& line) {
                                           const std::lock_guard lock(log_mutex_);
                                           log_ += line + "\n";
                                         });
    thread_ = std::thread([this] { service_->run(); });
  }
  ~Served() override { stop(); }
  void stop() {
    service_->stop();
    if (thread_.joinable()) thread_.join();
  }

  House& house() { return service_->house(); }
  Service& service() { return *service_; }
  Client client() { return Client(service_->port()); }
  // Logged in without a password, as a device.
  Client as(const std::string& handle) {
    Client made = client();
    const auto token = house().logins().open_trusted(handle, true, Instant(Seconds(now_)));
    made.headers = {{"Authorization", "Bearer " + token}, {"Accept-Language", "en"}};
    return made;
  }
  static Json report(std::uint64_t n, const char* status = "open") {
    return Json{{"id", uuid(n)},
                {"act", "station.report"},
                {"args", {{"station", "1472051003001"}, {"status", status}}}};
  }
  std::string log() {
    const std::lock_guard lock(log_mutex_);
    return log_;
  }

  // 2024-11-27 07:00 WIB, in seconds; tests move it.
  std::atomic<std::int64_t> now_{1'732'665'600};
  Place place_;

 private:
  std::mutex log_mutex_;
  std::string log_;
  std::unique_ptr<Service> service_;
  std::thread thread_;
};

}  // namespace adem::serve::testing
