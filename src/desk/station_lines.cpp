#include "desk/station_lines.h"

#include <algorithm>
#include <array>
#include <set>

#include "desk/desk_fold.h"
#include "desk/dossier.h"
#include "desk/incidents.h"
#include "desk/station_row.h"
#include "desk/station_words.h"

namespace adem::desk {

namespace {
// The types of what is known of stations beside reports (station_join.h).
constexpr std::array<std::string_view, 4> kBeside = {"incident", "fact", kDossier, "meeting"};
}  // namespace

StationLines::StationLines(std::span<const ListedStation> stations, const ledger::Reader& book,
                           const Surroundings& around, std::string area)
    : stations_(stations),
      area_(std::move(area)),
      rules_(around.rules),
      day_(day_of(around)),
      late_(late_duties(*rules_, day_)),
      words_(kStatuses.begin(), kStatuses.end()) {
  if (!std::ranges::is_sorted(stations, {}, &ListedStation::key)) {
    sorted_.assign(stations.begin(), stations.end());
    std::ranges::stable_sort(sorted_, {}, &ListedStation::key);
    stations_ = sorted_;
  }
  read(book);
}

// All lines as those of stations of whom nobody spoke.
void StationLines::silence() {
  silent_ = line_of({}, {});
  silent_.spoken = false;
  rows_.assign(stations_.size(), silent_);
}

void StationLines::read(const ledger::Reader& book) {
  silence();
  reports_.clear();
  unlisted_.clear();
  about_.clear();
  read_about(book);
  book.states("station", area_, [this](const std::string&, const Json& state) { hear(state); });
}

// Incidents, facts, decisions and promises; lines of stations that had one or have one now.
void StationLines::read_about(const ledger::Reader& book) {
  std::set<std::string> keys;
  for (const auto& [key, known] : about_) keys.insert(key);
  about_ = about_stations(book);
  for (const auto& [key, known] : about_) keys.insert(key);
  for (const auto& key : keys) count(key);
}

void StationLines::hear(const Json& state) {
  if (!state.is_object() || !state.contains("station")) return;
  const auto key = state["station"].get<std::string>();
  std::vector<Short> reports;
  for (const auto& heard : heard_of(state.at("reports"))) {
    reports.push_back({heard.status.empty() ? kTakenOut : word_at(heard.status), heard.as_of});
  }
  if (const auto at = row(key); at < rows_.size()) {
    reports_[static_cast<std::uint32_t>(at)] = std::move(reports);
  } else {
    auto& unlisted = unlisted_[key];
    unlisted.station = {key, key, state.at("area").get<std::string>()};
    unlisted.reports = std::move(reports);
  }
  count(key);
}

// Others than listed ones have a line only where somebody reported.
void StationLines::count(const std::string& key) {
  const auto at = row(key);
  if (at < rows_.size()) {
    const auto reports = reports_.find(static_cast<std::uint32_t>(at));
    rows_[at] =
        line_of(reports == reports_.end() ? std::vector<Short>() : reports->second, about(key));
    rows_[at].spoken = reports != reports_.end() || about_.contains(key);
  } else if (const auto found = unlisted_.find(key); found != unlisted_.end()) {
    found->second.line = line_of(found->second.reports, about(key));
  }
}

StationLine StationLines::line_of(const std::vector<Short>& reports, const AboutStation& about) {
  std::vector<Heard> heard;
  heard.reserve(reports.size());
  for (const auto& report : reports) {
    std::string_view word;
    if (report.status != kTakenOut) word = words_[report.status];
    heard.push_back({word, report.as_of});
  }
  const auto standing = standing_of(heard, *rules_, day_, about.put_off);
  const auto open = open_incidents(about.incidents);
  StationLine line{.status = word_at(standing.status),
                   .rank = static_cast<std::int8_t>(worry(standing.status)),
                   .spoken = true,
                   .disagree = standing.disagree,
                   .missing = standing.missing.has_value(),
                   .incidents = static_cast<std::uint32_t>(open.size()),
                   .facts_pending = static_cast<std::uint32_t>(pending_facts(about))};
  const bool grave = !open.empty() && gravity_of(open.front()) == "grave";
  if (line.disagree || grave) {
    line.rank = std::max(line.rank, static_cast<std::int8_t>(worry("interrupted")));
  }
  return line;
}

std::uint16_t StationLines::word_at(std::string_view word) {
  const auto found = std::ranges::find(words_, word);
  if (found != words_.end()) return static_cast<std::uint16_t>(found - words_.begin());
  // Whoever makes up ever new words does not fill the memory with them.
  if (words_.size() >= kMostWords) return word_at("unknown");
  words_.emplace_back(word);
  return static_cast<std::uint16_t>(words_.size() - 1);
}

std::size_t StationLines::row(std::string_view key) const {
  const auto found = std::ranges::lower_bound(stations_, key, {}, &ListedStation::key);
  if (found == stations_.end() || found->key != key) return stations_.size();
  return static_cast<std::size_t>(found - stations_.begin());
}

const AboutStation& StationLines::about(const std::string& key) const {
  static const AboutStation nothing;
  const auto found = about_.find(key);
  return found == about_.end() ? nothing : found->second;
}

void StationLines::take(const ledger::Reader& book, std::span<const ledger::Event> recorded) {
  std::set<std::string> stations;
  bool about = false;
  for (const auto& event : recorded) {
    const auto place = desk_fold().place(event);
    // What is the ledger's own may change anything: whom one trusts, what was taken out.
    if (!place) return read(book);
    if (place->type == "station") stations.insert(place->aggregate);
    about = about || std::ranges::find(kBeside, place->type) != kBeside.end();
  }
  for (const auto& aggregate : stations) {
    if (const auto state = book.state(aggregate)) hear(*state);
  }
  if (about) read_about(book);
}

bool StationLines::fits(const Surroundings& around) const {
  return late_duties(*rules_, day_of(around)) == late_;
}

void StationLines::at(const Surroundings& around) {
  if (fits(around)) return;
  day_ = day_of(around);
  late_ = late_duties(*rules_, day_);
  silence();
  for (const auto& [at, reports] : reports_) count(stations_[at].key);
  for (const auto& [key, known] : about_) count(key);
  for (const auto& [key, unlisted] : unlisted_) count(key);
}

}  // namespace adem::desk
