#include "serve/house.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/error.h"
#include "desk/book.h"
#include "election/find_station.h"
#include "outlook/outlook.h"
#include "serve/problem.h"
#include "serve/service.h"
#include "workspace/hazard_store.h"
#include "workspace/register_store.h"
#include "workspace/told_store.h"

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

std::string area_over(const std::vector<desk::ListedStation>& stations) {
  if (stations.empty()) return {};
  std::string over = stations.front().area;
  for (const auto& station : stations) {
    while (!desk::covers(over, station.area)) {
      const auto dot = over.rfind('.');
      over.resize(dot == std::string::npos ? 0 : dot);
    }
  }
  return over;
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
  for (const auto& one : stations) {
    by_id[one.id] = {static_cast<std::uint8_t>(one.status), one.rawan_by_witness};
  }
  std::vector<tiles::StationMark> marks(table.size());
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto found = by_id.find(table.id(row));
    if (found != by_id.end()) marks[row] = found->second;
  }
  return marks;
}

// The stations of an outlook, taken out of it, those that worry people most first. What had been
// told when it was computed may have been taken back.
std::vector<election::StationOutlook> untold(std::optional<election::Outlook>& outlook) {
  std::vector<election::StationOutlook> stations;
  if (outlook) stations = std::exchange(outlook->stations, {});
  for (auto& one : stations) tell(one, {});
  std::ranges::sort(stations, outlook::worries_more);
  return stations;
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

Register::Lists::Lists(workspace::Workspace& workspace)
    : stamp(stamp_of(workspace)),
      names(workspace::stations(workspace), workspace::areas(workspace)),
      listed(list_of(names)),
      outlook(workspace::newest_outlook(workspace)),
      stations(untold(outlook)),
      marks(marks_of(names.stations(), stations)),
      bounds(bounds_of(names.stations())),
      whole(area_over(listed)),
      areas(names.areas(), names.stations(), marks),
      summary(counted(stations)) {
  for (std::size_t i = 0; i < stations.size(); ++i) place_of.emplace(stations[i].key, i);
  for (const auto& station : listed) {
    plain += election::plain_name(station.name) + "\n" + election::plain_name(station.key) + "\n";
    plain_end.push_back(plain.size());
  }
}

Register::Register(workspace::Workspace& workspace, Told told)
    : lists_(std::make_shared<const Lists>(workspace)),
      told_(std::move(told)),
      tiles_(lists_->names.stations(), lists_->marks) {
  finish();
}

Register::Register(const Register& before, Told told)
    : lists_(before.lists_), told_(std::move(told)), tiles_(before.tiles_) {
  finish();
}

// Those who are told of find their places among the others, which keep theirs.
void Register::finish() {
  for (const auto& [key, answers] : told_) {
    const auto place = lists_->place_of.find(key);
    if (place == lists_->place_of.end()) continue;
    auto one = lists_->stations[place->second];
    tell(one, answers);
    retold_.emplace(place->second, std::move(one));
  }
  std::vector<const election::StationOutlook*> others, told;
  for (std::size_t i = 0; i < lists_->stations.size(); ++i) {
    const auto found = retold_.find(i);
    (found == retold_.end() ? others : told)
        .push_back(found == retold_.end() ? &lists_->stations[i] : &found->second);
  }
  const auto before = [](const auto* a, const auto* b) { return outlook::worries_more(*a, *b); };
  std::ranges::sort(told, before);
  order_.reserve(lists_->stations.size());
  std::ranges::merge(others, told, std::back_inserter(order_), before);

  tell_map();
  summary_ = lists_->summary;
  summary_["vulnerable-by-witness"] =
      std::ranges::count_if(retold_, [](const auto& one) { return one.second.rawan_by_witness; });
  std::string words = lists_->stamp;
  for (const auto& [key, answers] : told_) {
    for (const auto& answer : answers) words += key + to_json(answer).dump() + "\n";
  }
  stamp_ = content_hash(words);
}

// Witnesses are shown where they spoke, also before any outlook was computed.
void Register::tell_map() {
  const auto& table = names().stations();
  auto marks = lists_->marks;
  std::vector<std::string_view> areas;
  for (const auto& [key, answers] : told_) {
    const auto row = names().row(key);
    if (!row || std::ranges::none_of(answers, election::says_vulnerable)) continue;
    marks[*row].flagged = true;
    areas.push_back(table.text(*row, election::StationText::area));
  }
  tiles_ = tiles::StationTiles(tiles_, marks);
  told_below_ = lists_->areas.count(areas);
}

// One look through all of them; what is sought has no end of line in it.
std::unordered_set<std::string_view> Register::named(std::string_view plain_words) const {
  std::unordered_set<std::string_view> found;
  const std::string_view all = lists_->plain;
  const auto& ends = lists_->plain_end;
  for (auto at = all.find(plain_words); at < all.size();) {
    const auto end = std::ranges::upper_bound(ends, at);
    found.insert(lists_->listed[static_cast<std::size_t>(end - ends.begin())].key);
    at = all.find(plain_words, *end);
  }
  return found;
}

const election::StationOutlook* Register::outlook_of(const std::string& key) const {
  const auto place = lists_->place_of.find(key);
  if (place == lists_->place_of.end()) return nullptr;
  const auto retold = retold_.find(place->second);
  return retold == retold_.end() ? &lists_->stations[place->second] : &retold->second;
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
      news_(
          *ledger_, kNewsEvery, [this](std::size_t count) { meter_.listeners = count; },
          [this](const ledger::Event& event) { hear(event); }),
      photos_(workspace_.path("uploads"), *ledger_),
      maps_(workspace_.directory(), workspace_.rules()),
      newest_answer_(workspace::newest_answer(workspace_)),
      lists_(std::make_shared<const Register>(workspace_, told())),
      looked_(clock_.ticks()),
      rooms_([this] { return open_logins(workspace_); }),
      study_(workspace_.directory()),
      outlook_job_(workspace_.directory(), [this] { computed(); }) {}

// What may change what is told: an answer, one taken out, a node that is trusted or no longer.
void House::hear(const ledger::Event& event) {
  if (event.kind == "station.answered" || event.kind == "event.redacted" ||
      event.kind.starts_with("node.")) {
    heard_ = true;
  }
}

// It is read before anybody is told that it is there.
void House::computed() {
  looked_ = clock_.ticks() - kLookEvery;
  try {
    lists();
  } catch (const std::exception&) {
    // Who asks for it is told why.
  }
  const bool failed = outlook_job_.state().failed.has_value();
  news_.tell("", "outlook", Json{{"kind", "outlook"}, {"state", failed ? "failed" : "made"}});
}

std::unique_lock<std::mutex> House::turn_to_import() {
  std::unique_lock turn(importing_, std::try_to_lock);
  if (!turn) throw Problem{503, "serve.busy", {}, {{"Retry-After", "5"}}};
  return turn;
}

void House::brought_in(const std::string& list) {
  looked_ = clock_.ticks() - kLookEvery;
  news_.tell("", "register", Json{{"kind", "register"}, {"list", list}});
}

Told House::told() {
  Told told;
  for (auto& answer : workspace::told(workspace_, *ledger_)) {
    std::string key = answer.station;
    told[std::move(key)].push_back(std::move(answer));
  }
  return told;
}

std::shared_ptr<const Register> House::current() {
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

void House::put(std::shared_ptr<const Register> fresh) {
  const std::lock_guard lock(lists_mutex_);
  lists_ = std::move(fresh);
}

bool House::look() {
  looked_ = clock_.ticks();
  const bool heard = heard_.exchange(false);
  try {
    const auto newest = workspace::newest_answer(workspace_);
    if (heard || newest != newest_answer_) {
      put(std::make_shared<const Register>(*current(), told()));
      newest_answer_ = newest;
    }
    return Register::stamp_of(workspace_) != current()->lists_stamp();
  } catch (const Error&) {
    // The store is away: what there is goes on, and it is looked again.
    heard_ = heard_ || heard;
    return false;
  }
}

// With a connection of its own: others look meanwhile.
void House::read() {
  auto workspace = own_connection();
  auto fresh = std::make_shared<const Register>(workspace, current()->told());
  const std::lock_guard looking(looking_);
  put(std::move(fresh));
  heard_ = true;  // while it was read witnesses may have spoken
}

std::shared_ptr<const Register> House::lists() {
  const auto due = [this] { return heard_ || clock_.ticks() - looked_ >= kLookEvery; };
  if (due()) {
    bool read_again = false;
    {
      // It takes no time worth speaking of, and who asks after he was told of something sees it.
      const std::lock_guard looking(looking_);
      if (due()) read_again = look();
    }
    // One reads; the others go on with what there is.
    if (read_again && reading_.try_lock()) {
      const std::lock_guard reading(reading_, std::adopt_lock);
      read();
    }
  }
  return current();
}

std::shared_ptr<const std::string> House::published(const std::string& lists_stamp,
                                                    const std::function<std::string()>& write) {
  const auto events = ledger_->size();
  const std::lock_guard lock(published_mutex_);
  if (!published_ || published_at_ != events || published_with_ != lists_stamp) {
    published_ = std::make_shared<const std::string>(write());
    published_at_ = events;
    published_with_ = lists_stamp;
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
