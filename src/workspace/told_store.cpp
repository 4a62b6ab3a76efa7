#include "workspace/told_store.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "desk/desk_fold.h"
#include "desk/witness.h"
#include "workspace/ledger_store.h"

namespace adem::workspace {

using election::Answered;
using election::ImportReport;
using election::IndicatorTick;
using election::Mark;
using election::WitnessAnswer;

namespace {

Answered answered_of(std::string_view name) {
  for (const auto value : {Answered::yes, Answered::no}) {
    if (name == name_of(value)) return value;
  }
  return Answered::unknown;
}

Mark mark_of(std::string_view name) {
  for (const auto value : {Mark::ankle, Mark::calf, Mark::knee, Mark::waist}) {
    if (name == name_of(value)) return value;
  }
  return Mark::unknown;
}

// All columns but the id, in the order of the table.
void bind(db::Statement& statement, const WitnessAnswer& answer) {
  statement.bind(1, answer.station)
      .bind(2, name_of(answer.flooded))
      .bind(3, answer.when)
      .bind(4, name_of(answer.height))
      .bind(5, answer.road_cut)
      .bind(6, answer.alternative)
      .bind(7, name_of(answer.owner_agrees))
      .bind(8, answer.office);
  if (answer.told_at) {
    statement.bind(9, static_cast<std::int64_t>(answer.told_at->time_since_epoch().count()));
  } else {
    statement.bind_null(9);
  }
}

// Whether the statement finds a row; leaves it ready for the next binding.
bool finds(db::Statement& statement) {
  const bool found = statement.step();
  statement.run();
  return found;
}

// What storing one row did, the more telling one last.
enum class Change : std::uint8_t { none, changed, added };

void count(ImportReport& report, Change change) {
  switch (change) {
    case Change::none:
      ++report.unchanged;
      return;
    case Change::changed:
      ++report.changed;
      return;
    case Change::added:
      ++report.added;
      return;
  }
}

// Of answers newest first.
std::vector<WitnessAnswer> newest_of_each(std::vector<WitnessAnswer> answers) {
  std::vector<WitnessAnswer> shown;
  std::set<std::pair<std::string, std::string>> seen;
  for (auto& answer : answers) {
    if (seen.emplace(answer.station, answer.office).second) shown.push_back(std::move(answer));
  }
  return shown;
}

// What people call an office: "pkd:14.72.05.1003" is the PKD of Guntung. Words stay as they are.
class Callings {
 public:
  explicit Callings(Workspace& workspace)
      : rules_(workspace.rules()),
        area_(workspace.database().prepare("SELECT name FROM area WHERE code = ?")) {}

  std::string of(const std::string& office) {
    const auto colon = office.find(':');
    const auto* kind =
        colon == std::string::npos ? nullptr : rules_.office(office.substr(0, colon));
    return kind == nullptr ? office : kind->name_id + " " + area(office.substr(colon + 1));
  }

 private:
  std::string area(const std::string& code) {
    area_.bind(1, code);
    std::string name = area_.step() ? area_.text(0) : code;
    area_.run();
    return name;
  }

  const election::RuleBook& rules_;
  db::Statement area_;
};

}  // namespace

void put_answers(Workspace& workspace, const std::vector<WitnessAnswer>& answers,
                 ImportReport& report) {
  auto& database = workspace.database();
  db::Transaction transaction(database);
  // told_at may be NULL, which a UNIQUE never finds equal: IS does.
  auto same = database.prepare(
      "SELECT 1 FROM answer WHERE station = ? AND flooded = ? AND told_when = ? AND height = ? "
      "AND road_cut = ? AND alternative = ? AND owner_agrees = ? AND office = ? AND told_at IS ?");
  auto before = database.prepare("SELECT 1 FROM answer WHERE station = ? AND office = ?");
  auto insert = database.prepare(
      "INSERT INTO answer (station, flooded, told_when, height, road_cut, alternative, "
      "owner_agrees, office, told_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const auto& answer : answers) {
    bind(same, answer);
    if (finds(same)) {
      count(report, Change::none);
      continue;
    }
    before.bind(1, answer.station).bind(2, answer.office);
    const bool spoke = !answer.office.empty() && finds(before);
    count(report, spoke ? Change::changed : Change::added);
    bind(insert, answer);
    insert.run();
  }
  if (!report.dry_run) transaction.commit();
}

std::vector<WitnessAnswer> all_answers(Workspace& workspace) {
  std::vector<WitnessAnswer> list;
  auto select = workspace.database().prepare(
      "SELECT station, flooded, told_when, height, road_cut, alternative, owner_agrees, office, "
      "told_at FROM answer ORDER BY told_at IS NULL, told_at DESC, id DESC");
  while (select.step()) {
    WitnessAnswer answer;
    answer.station = select.text(0);
    answer.flooded = answered_of(select.text(1));
    answer.when = select.text(2);
    answer.height = mark_of(select.text(3));
    answer.road_cut = select.text(4);
    answer.alternative = select.text(5);
    answer.owner_agrees = answered_of(select.text(6));
    answer.office = select.text(7);
    if (!select.is_null(8)) answer.told_at = Instant{Seconds{select.integer(8)}};
    list.push_back(std::move(answer));
  }
  return list;
}

std::vector<WitnessAnswer> answers(Workspace& workspace) {
  return newest_of_each(all_answers(workspace));
}

std::int64_t newest_answer(Workspace& workspace) {
  auto newest = workspace.database().prepare("SELECT COALESCE(MAX(id), 0) FROM answer");
  return newest.step() ? newest.integer(0) : 0;
}

std::vector<WitnessAnswer> told(Workspace& workspace, const ledger::Reader& book) {
  std::vector<WitnessAnswer> all;
  Callings callings(workspace);
  desk::each_told(book, [&](WitnessAnswer answer) {
    answer.office = callings.of(answer.office);
    all.push_back(std::move(answer));
  });
  for (auto& answer : answers(workspace)) all.push_back(std::move(answer));
  std::ranges::stable_sort(all, std::greater{}, &WitnessAnswer::told_at);
  return newest_of_each(std::move(all));
}

std::vector<WitnessAnswer> told(Workspace& workspace) {
  std::error_code error;
  if (!std::filesystem::exists(workspace.path("node.key"), error)) return answers(workspace);
  return told(workspace, *open_ledger(workspace, desk::desk_fold()));
}

void put_ticks(Workspace& workspace, const std::vector<IndicatorTick>& ticks, ImportReport& report,
               const std::vector<std::size_t>& rows) {
  auto& database = workspace.database();
  db::Transaction transaction(database);
  auto find =
      database.prepare("SELECT ticked, source FROM tick WHERE station = ? AND indicator = ?");
  auto put = database.prepare(
      "INSERT OR REPLACE INTO tick (station, indicator, ticked, source) VALUES (?, ?, ?, ?)");
  std::map<std::size_t, Change> by_row;
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    const auto& tick = ticks[i];
    find.bind(1, tick.station).bind(2, tick.indicator);
    auto change = Change::added;
    if (find.step()) {
      const bool same = (find.integer(0) != 0) == tick.ticked && find.text(1) == tick.source;
      change = same ? Change::none : Change::changed;
    }
    find.run();
    if (change != Change::none) {
      put.bind(1, tick.station).bind(2, tick.indicator);
      put.bind(3, static_cast<std::int64_t>(tick.ticked ? 1 : 0)).bind(4, tick.source);
      put.run();
    }
    auto& kept = by_row[rows.empty() ? i : rows[i]];
    kept = std::max(kept, change);
  }
  for (const auto& [row, change] : by_row) count(report, change);
  if (!report.dry_run) transaction.commit();
}

namespace {

std::vector<IndicatorTick> all_of(db::Statement& select) {
  std::vector<IndicatorTick> list;
  while (select.step()) {
    list.push_back({select.text(0), select.text(1), select.integer(2) != 0, select.text(3)});
  }
  return list;
}

}  // namespace

std::vector<IndicatorTick> ticks(Workspace& workspace) {
  auto select = workspace.database().prepare(
      "SELECT station, indicator, ticked, source FROM tick ORDER BY station, indicator");
  return all_of(select);
}

std::vector<IndicatorTick> ticks_of(Workspace& workspace, const std::string& station) {
  auto select = workspace.database().prepare(
      "SELECT station, indicator, ticked, source FROM tick WHERE station = ? ORDER BY indicator");
  select.bind(1, station);
  return all_of(select);
}

}  // namespace adem::workspace
