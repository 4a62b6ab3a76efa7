// What the server serves: one workspace with its ledger and register, kept open, for many threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "desk/act.h"
#include "desk/station_view.h"
#include "election/clock.h"
#include "election/station_names.h"
#include "ledger/ledger.h"
#include "serve/area_list.h"
#include "serve/attempts.h"
#include "serve/logins.h"
#include "serve/maps.h"
#include "serve/meter.h"
#include "serve/news.h"
#include "serve/outlook_job.h"
#include "serve/photos.h"
#include "serve/rates.h"
#include "serve/reported.h"
#include "serve/rooms.h"
#include "serve/study.h"
#include "serve/wall.h"
#include "tiles/station_tiles.h"
#include "workspace/workspace.h"

namespace adem::serve {

// Tests and drills have clocks of their own.
struct Clock {
  std::function<Instant()> now;
  std::function<std::int64_t()> ticks;  // seconds that only rise
  static Clock real();
};

// What witnesses told, by key of the station; newest first.
using Told = std::map<std::string, std::vector<election::WitnessAnswer>>;

// The register and the newest outlook as they were read together, with what witnesses have told
// until now beside it: who answers on a phone changes the order at once, and nothing is computed
// again. Immutable.
class Register {
 public:
  Register(workspace::Workspace& workspace, Told told);
  // The same lists and the same outlook. Cost grows with the stations, by a few bytes each, and
  // with what was told.
  Register(const Register& before, Told told);

  const election::StationNames& names() const { return lists_->names; }
  const std::vector<desk::ListedStation>& listed() const { return lists_->listed; }  // by key
  // Keys of those whose name or key has these plain words in it; they hold as long as the register.
  std::unordered_set<std::string_view> named(std::string_view plain_words) const;
  // With its stations apart: `outlook` has none. Nothing where none was computed.
  const std::optional<election::Outlook>& outlook() const { return lists_->outlook; }
  // Those that worry people most first.
  auto stations() const {
    return std::views::transform(
        order_, [](const auto* one) -> const election::StationOutlook& { return *one; });
  }
  // Of the outlook's stations, by status.
  const Json& summary() const { return summary_; }
  const election::StationOutlook* outlook_of(const std::string& key) const;
  const Told& told() const { return told_; }
  const tiles::StationTiles& tiles() const { return tiles_; }
  const AreaList& areas() const { return lists_->areas; }
  // The narrowest area that all of its stations lie in; empty where there is none.
  const std::string& whole() const { return lists_->whole; }
  // Stations that are vulnerable as told, in an area of `areas` with all that lies below it.
  std::uint32_t told_below(std::size_t area) const { return told_below_[area]; }
  // Of the stations whose place is not in doubt; empty where there are none.
  const geo::Box& bounds() const { return lists_->bounds; }
  // Changes with what it was read from, and with what was told.
  const std::string& stamp() const { return stamp_; }
  // The part of it that the lists and the outlook are.
  const std::string& lists_stamp() const { return lists_->stamp; }
  static std::string stamp_of(workspace::Workspace& workspace);

 private:
  struct Lists {
    explicit Lists(workspace::Workspace& workspace);
    std::string stamp;
    election::StationNames names;
    std::vector<desk::ListedStation> listed;
    // Their plain names and keys, one behind the other, each with an end of line; and where each
    // station's end.
    std::string plain;
    std::vector<std::size_t> plain_end;
    std::optional<election::Outlook> outlook;
    std::vector<election::StationOutlook> stations;  // untold, in their order
    std::unordered_map<std::string_view, std::size_t> place_of;
    std::vector<tiles::StationMark> marks;  // by row of the list
    geo::Box bounds;
    std::string whole;
    AreaList areas;
    Json summary;
  };
  void finish();
  void tell_map();

  std::shared_ptr<const Lists> lists_;
  Told told_;
  // By place in Lists::stations: those of whom something was told.
  std::unordered_map<std::size_t, election::StationOutlook> retold_;
  std::vector<const election::StationOutlook*> order_;
  tiles::StationTiles tiles_;
  std::string stamp_;
  std::vector<std::uint32_t> told_below_;
  Json summary_;
};

class House {
 public:
  House(workspace::Workspace& workspace, std::unique_ptr<ledger::Ledger> ledger,
        std::unique_ptr<db::Database> logins, Clock clock);

  workspace::Workspace& workspace() { return workspace_; }
  // The same workspace over a connection of its own: for one thread, while others read.
  workspace::Workspace own_connection() const {
    return workspace::Workspace::open(workspace_.directory());
  }
  ledger::Ledger& ledger() { return *ledger_; }
  Logins& logins() { return logins_; }
  Meter& meter() { return meter_; }
  News& news() { return news_; }
  Study& study() { return study_; }
  std::shared_ptr<const ReportedSheet> reported(const std::shared_ptr<const Register>& lists) {
    return reported_.now(lists, wall_, ledger_->size(), around(lists), clock_.ticks);
  }
  Wall& wall() { return wall_; }
  Rooms& rooms() { return rooms_; }
  // Rooms of meetings that do not run any more. Never throws an Error: who looks in finds it
  // closed.
  void close_rooms();
  Maps& maps() { return maps_; }
  Photos& photos() { return photos_; }
  // The server's clock: logins and logs go by it.
  const Clock& clock() const { return clock_; }
  // The desk's clock. It is ahead of the server's where a drill was moved on.
  Instant now() const { return clock_.now() + Seconds(ahead_s_.load()); }
  // Moves a drill on, never back: what is recorded at the desk keeps its order. Problems: 403
  // serve.no-drill in a workspace that is no exercise, 409 serve.drill-back.
  void move_on(Instant to);
  // Where it speaks TLS and, beside it, plain HTTP; 0: it does not.
  std::uint16_t secure_port() const { return secure_port_; }
  std::uint16_t plain_port() const { return plain_port_; }
  void listens(std::uint16_t secure, std::uint16_t plain) {
    secure_port_ = secure;
    plain_port_ = plain;
  }
  // As it stands: looked at again every few seconds, read again where it changed. What was told
  // through this server is in it at once.
  std::shared_ptr<const Register> lists();
  OutlookJob& outlook_job() { return outlook_job_; }
  // One brings in or takes out at a time. Problem 503 serve.busy where somebody else does.
  std::unique_lock<std::mutex> turn_to_import();
  // A list came in: it is looked at before the next answer, and who listens is told.
  void brought_in(const std::string& list);
  // A witness answered through this server.
  void hear_witness() { heard_ = true; }
  // Around an act or a look at this moment; `lists` is kept by it.
  desk::Surroundings around(std::shared_ptr<const Register> lists) const;

  // What was published, as it is written by `write`; the same text until something is recorded or
  // the lists, which name what it is about, are others.
  std::shared_ptr<const std::string> published(const std::string& lists_stamp,
                                               const std::function<std::string()>& write);

  Attempts by_account, by_address;  // passwords and invitations that were wrong
  Attempts codes, questions;        // of rooms, by address: codes that are none; what was asked
  Rates by_login, by_caller;        // requests of a login; of an address that has none

 private:
  void hear(const ledger::Event& event);
  void computed();
  std::shared_ptr<const Register> current();
  void put(std::shared_ptr<const Register> fresh);
  Told told();
  // Whether the lists must be read again. Under `looking_`.
  bool look();
  void read();

  workspace::Workspace& workspace_;
  const Clock clock_;
  std::unique_ptr<ledger::Ledger> ledger_;
  Logins logins_;
  Meter meter_;
  std::atomic<bool> heard_{false};  // that a witness answered
  News news_;
  std::atomic<std::int64_t> ahead_s_ = 0;
  Photos photos_;
  Maps maps_;
  // One looks at what changed, one reads; `lists_mutex_` is held for an instant.
  std::mutex looking_, reading_, lists_mutex_;
  std::int64_t newest_answer_;  // of those that lists brought in
  std::shared_ptr<const Register> lists_;
  std::atomic<std::int64_t> looked_;
  std::mutex published_mutex_;
  std::shared_ptr<const std::string> published_;
  std::uint64_t published_at_ = 0;  // events there were
  std::string published_with_;      // stamp of the lists
  Rooms rooms_;
  Study study_;
  Wall wall_{*ledger_};
  Reported reported_;
  std::atomic<std::uint16_t> secure_port_{0}, plain_port_{0};
  std::mutex importing_;
  OutlookJob outlook_job_;
};

}  // namespace adem::serve
