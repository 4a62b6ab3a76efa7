// The station list: one immutable file named by its hash, and the current hash in adem.db.
#include <fcntl.h>
#include <filesystem>
#include <thread>
#include <unistd.h>
#include <unordered_map>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/hash.h"
#include "workspace/register_store.h"
#include "workspace/same_extra.h"

namespace adem::workspace {

namespace {

namespace fs = std::filesystem;
using election::StationTable;
using election::StationText;

constexpr std::size_t kTexts = election::kStationTexts;

std::string station_file(const Workspace& workspace, const std::string& hash) {
  return workspace.path("layers/stations-" + hash + ".adem");
}

// A rename that a power cut does not undo.
void rename_synced(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) {
    throw Error(ErrorKind::io, "base.cannot-write", {{"path", to}, {"why", error.message()}}, to);
  }
  const int directory = ::open(fs::path(to).parent_path().c_str(), O_RDONLY | O_DIRECTORY);
  if (directory < 0) return;
  ::fsync(directory);
  ::close(directory);
}

// Writes while it hashes: the name is known when both are done.
std::string write_content(Workspace& workspace, const StationTable& table) {
  const std::string bytes = table.encode();
  std::string hash;
  std::thread hasher([&] { hash = content_hash(bytes); });
  const std::string arriving = workspace.path("layers/stations-arriving.adem");
  try {
    write_file_atomic(arriving, bytes);
  } catch (...) {
    hasher.join();
    throw;
  }
  hasher.join();
  rename_synced(arriving, station_file(workspace, hash));
  return hash;
}

std::array<std::string_view, kTexts> texts_of(const StationTable& table, std::size_t row) {
  std::array<std::string_view, kTexts> texts;
  for (std::size_t i = 0; i < kTexts; ++i) texts[i] = table.text(row, static_cast<StationText>(i));
  return texts;
}

bool same_station(const StationTable& before, std::size_t old_row, const StationTable& now,
                  std::size_t new_row) {
  if (before.same(old_row, now, new_row)) return true;
  auto old_station = before.station(old_row), new_station = now.station(new_row);
  if (!same_extra(old_station[StationText::extra], new_station[StationText::extra])) return false;
  new_station[StationText::extra] = old_station[StationText::extra];
  StationTable old_one, new_one;
  old_one.add(old_station);
  new_one.add(new_station);
  return old_one.same(0, new_one, 0);
}

// For each row of `before` the row of `now` that replaces it, or kKeep; new rows apart.
struct Merge {
  static constexpr std::uint32_t kKeep = ~0U;
  std::vector<std::uint32_t> replaced;
  std::vector<std::uint32_t> added;
  bool changes = false;
};

// By key: one key is one station in a workspace.
Merge plan_merge(const StationTable& before, const StationTable& now,
                 election::ImportReport& report) {
  Merge merge;
  merge.replaced.assign(before.size(), Merge::kKeep);
  std::unordered_map<std::string_view, std::uint32_t> rows;
  rows.reserve(before.size());
  for (std::uint32_t row = 0; row < before.size(); ++row) {
    rows.emplace(before.text(row, StationText::key), row);
  }
  for (std::uint32_t row = 0; row < now.size(); ++row) {
    const auto found = rows.find(now.text(row, StationText::key));
    if (found == rows.end()) {
      merge.added.push_back(row);
      ++report.added;
    } else if (same_station(before, found->second, now, row)) {
      ++report.unchanged;
    } else {
      merge.replaced[found->second] = row;
      ++report.changed;
    }
  }
  merge.changes = report.added + report.changed > 0;
  return merge;
}

StationTable merged(const StationTable& before, const StationTable& now, const Merge& merge) {
  StationTable table;
  table.reserve(before.size() + merge.added.size());
  const auto add = [&table](const StationTable& from, std::size_t row) {
    table.add(from.id(row), texts_of(from, row), from.lat(row), from.lon(row), from.voters(row),
              from.flags(row));
  };
  for (std::size_t row = 0; row < before.size(); ++row) {
    if (merge.replaced[row] == Merge::kKeep) {
      add(before, row);
    } else {
      add(now, merge.replaced[row]);
    }
  }
  for (const auto row : merge.added) add(now, row);
  return table;
}

std::string current(Workspace& workspace, std::string_view name) {
  auto read = workspace.database().prepare("SELECT value FROM current WHERE name = ?");
  read.bind(1, name);
  return read.step() ? read.text(0) : std::string();
}

void set_current(Workspace& workspace, std::string_view name, std::string_view value) {
  workspace.database()
      .prepare("INSERT OR REPLACE INTO current (name, value) VALUES (?, ?)")
      .bind(1, name)
      .bind(2, value)
      .run();
}

}  // namespace

void put_stations(Workspace& workspace, StationTable stations, election::ImportReport& report) {
  // Holds off other writers from reading the current list to naming the new one.
  db::Transaction transaction(workspace.database());
  report.added = report.changed = report.unchanged = 0;
  if (stations_hash(workspace).empty()) {
    report.added = stations.size();
  } else {
    const StationTable before = workspace::stations(workspace);
    const Merge merge = plan_merge(before, stations, report);
    if (!merge.changes) return;
    if (!report.dry_run) stations = merged(before, stations, merge);
  }
  if (report.dry_run || stations.size() == 0) return;
  set_current(workspace, "stations", write_content(workspace, stations));
  transaction.commit();
}

StationTable stations(Workspace& workspace) {
  const std::string hash = stations_hash(workspace);
  if (hash.empty()) return {};
  const std::string file = station_file(workspace, hash);
  try {
    return StationTable::decode(read_file(file));
  } catch (const Error& error) {
    // Say which file it is.
    throw Error(error.kind(), error.message().code, error.message().args, file);
  }
}

std::string stations_hash(Workspace& workspace) { return current(workspace, "stations"); }

std::string stations_scheme(Workspace& workspace) { return current(workspace, "stations-scheme"); }

void set_stations_scheme(Workspace& workspace, const std::string& scheme) {
  set_current(workspace, "stations-scheme", scheme);
}

}  // namespace adem::workspace
