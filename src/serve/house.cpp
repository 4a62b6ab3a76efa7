#include "serve/house.h"

#include <algorithm>
#include <chrono>

#include "serve/problem.h"
#include "base/error.h"
#include "desk/book.h"
#include "serve/service.h"
#include "workspace/hazard_store.h"
#include "workspace/register_store.h"

namespace adem::serve {

namespace {

constexpr std::int64_t kLookEvery = 5;  // seconds
constexpr std::chrono::milliseconds kNewsEvery{1000};
constexpr Attempts::Rule kByAccount{.most = 10, .within = 900, .lock = 900};
// A device that sends a whole day at once stays below it.
constexpr Rates::Rule kByLogin{.each_second = 400, .most = 1000};
// Pages and what is published, for all phones behind one address.
constexpr Rates::Rule kByCaller{.each_second = 200, .most = 2000};
// A hall's phones share one address.
constexpr Attempts::Rule kByAddress{.most = 50, .within = 900, .lock = 900};
constexpr Attempts::Rule kCodes{.most = 200, .within = 900, .lock = 300};
constexpr Attempts::Rule kQuestions{.most = 60, .within = 900, .lock = 300};

std::vector<desk::ListedStation> list_of(const election::StationNames& names) {
  const auto& table = names.stations();
  std::vector<desk::ListedStation> listed;
  listed.reserve(table.size());
  for (std::size_t row = 0; row < table.size(); ++row) {
    std::string key(table.text(row, election::StationText::key));
    std::string name = names.name(key), area = names.area(key);
    listed.push_back({std::move(key), std::move(name), std::move(area)});
  }
  std::ranges::stable_sort(listed, {}, &desk::ListedStation::key);
  return listed;
}

geo::Box bounds_of(const election::StationTable& table) {
  using election::Flag;
  geo::Box box;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto flags = table.flags(row);
    const bool doubtful =
        flags.has(Flag::mis_scaled) || flags.has(Flag::swapped) || flags.has(Flag::outside_region);
    if (table.has_point(row) && !doubtful) box.add(geo::Point{table.lon(row), table.lat(row)});
  }
  return box;
}

// By id: the list may have changed since the outlook was computed.
std::vector<tiles::StationMark> marks_of(const election::StationTable& table,
                                         const std::vector<election::StationOutlook>& stations) {
  std::unordered_map<Id, tiles::StationMark, IdHash> by_id;
  for (const auto& one : stations) by_id[one.id] = {one.status, one.rawan_by_witness};
  std::vector<tiles::StationMark> marks(table.size());
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto found = by_id.find(table.id(row));
    if (found != by_id.end()) marks[row] = found->second;
  }
  return marks;
}

Json counted(const std::vector<election::StationOutlook>& stations) {
  using election::Status;
  Json counts{{"stations", stations.size()}};
  for (const auto status : {Status::cannot_open, Status::may_be_interrupted, Status::opens_late,
                            Status::unknown, Status::ready}) {
    counts[std::string(name_of(status))] =
        std::ranges::count(stations, status, &election::StationOutlook::status);
  }
  const auto count = [&](bool election::StationOutlook::* what) {
    return std::ranges::count(stations, true, what);
  };
  counts["vulnerable-by-witness"] = count(&election::StationOutlook::rawan_by_witness);
  counts["tick-disagrees"] = count(&election::StationOutlook::tick_disagrees);
  return counts;
}

}  // namespace

Clock Clock::real() {
  return {.now = [] { return std::chrono::floor<Seconds>(std::chrono::system_clock::now()); },
          .ticks =
              [] {
                return std::chrono::duration_cast<Seconds>(
                           std::chrono::steady_clock::now().time_since_epoch())
                    .count();
              }};
}

std::string Register::stamp_of(workspace::Workspace& workspace) {
  return content_hash(workspace::stations_hash(workspace) + "\n" +
                      workspace::areas_stamp(workspace) + "\n" + workspace::newest_run(workspace));
}

Register::Register(workspace::Workspace& workspace) : stamp_(stamp_of(workspace)) {
  outlook_ = workspace::newest_outlook(workspace);
  if (outlook_) stations_ = std::exchange(outlook_->stations, {});
  summary_ = counted(stations_);
  for (std::size_t i = 0; i < stations_.size(); ++i) row_of_.emplace(stations_[i].key, i);
  auto table = workspace::stations(workspace);
  auto areas = workspace::areas(workspace);
  const auto marks = marks_of(table, stations_);
  tiles_ = std::make_unique<tiles::StationTiles>(table, marks);
  areas_ = std::make_unique<AreaList>(areas, table, marks);
  bounds_ = bounds_of(table);
  names_ = std::make_unique<election::StationNames>(std::move(table), std::move(areas));
  listed_ = list_of(*names_);
}

const election::StationOutlook* Register::outlook_of(const std::string& key) const {
  const auto found = row_of_.find(key);
  return found == row_of_.end() ? nullptr : &stations_[found->second];
}

House::House(workspace::Workspace& workspace, std::unique_ptr<ledger::Ledger> ledger,
             std::unique_ptr<db::Database> logins, Clock clock)
    : by_account(kByAccount),
      by_address(kByAddress),
      codes(kCodes),
      questions(kQuestions),
      by_login(kByLogin),
      by_caller(kByCaller),
      workspace_(workspace),
      clock_(std::move(clock)),
      ledger_(std::move(ledger)),
      logins_(std::move(logins)),
      news_(*ledger_, kNewsEvery, [this](std::size_t count) { meter_.listeners = count; }),
      photos_(workspace_.path("uploads"), *ledger_),
      maps_(workspace_.directory(), workspace_.rules()),
      lists_(std::make_shared<const Register>(workspace_)),
      looked_(clock_.ticks()),
      rooms_([this] { return open_logins(workspace_); }),
      study_(workspace_.directory()) {}

std::shared_ptr<const Register> House::lists() {
  const auto now = clock_.ticks();
  // One looks; the others go on with what there is.
  if (now - looked_ >= kLookEvery && reading_.try_lock()) {
    const std::lock_guard reading(reading_, std::adopt_lock);
    looked_ = now;
    if (Register::stamp_of(workspace_) != lists_->stamp()) {
      auto fresh = std::make_shared<const Register>(workspace_);
      const std::lock_guard lock(lists_mutex_);
      lists_ = std::move(fresh);
    }
  }
  const std::lock_guard lock(lists_mutex_);
  return lists_;
}

void House::move_on(Instant to) {
  if (!workspace_.settings().exercise) throw Problem{403, "serve.no-drill"};
  const std::int64_t ahead = (to - clock_.now()).count();
  std::int64_t so_far = ahead_s_;
  do {
    if (ahead < so_far) throw Problem{409, "serve.drill-back"};
  } while (!ahead_s_.compare_exchange_weak(so_far, ahead));
}

std::shared_ptr<const std::string> House::published(const std::function<std::string()>& write) {
  const auto events = ledger_->size();
  const std::lock_guard lock(published_mutex_);
  if (!published_ || published_at_ != events) {
    published_ = std::make_shared<const std::string>(write());
    published_at_ = events;
  }
  return published_;
}

void House::close_rooms() {
  try {
    const auto open = rooms_.meetings();
    if (open.empty()) return;
    const desk::Book book(*ledger_);
    for (const auto& id : open) {
      const auto* meeting = book.find(id);
      if (meeting == nullptr || !meeting->running()) rooms_.close(id);
    }
  } catch (const Error&) {
    // The store is away; who looks in later closes it.
  }
}

desk::Surroundings House::around(std::shared_ptr<const Register> lists) const {
  const auto& names = lists->names();
  return {.zone = workspace_.zone(),
          .now = now(),
          .rules = &workspace_.rules(),
          .tag = ledger_->tag(),
          .station = [lists, &names](const std::string& text) { return names.key(text); },
          .area_of_station = [lists, &names](const std::string& key) { return names.area(key); },
          .exercise = workspace_.settings().exercise};
}

}  // namespace adem::serve
