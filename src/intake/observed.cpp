#include "intake/observed.h"

#include <algorithm>
#include <map>
#include <span>

#include "base/error.h"
#include "base/format.h"
#include "election/private_text.h"
#include "intake/told_sheets.h"
#include "intake/told_words.h"

namespace adem::intake {

using election::Link;
using election::Observation;
using election::plain_name;

namespace {

constexpr std::string_view kFromHeads[] = {"dari", "dari pukul", "mulai", "sejak",
                                           "from", "start",      "since", "mulai pukul"};
constexpr std::string_view kToHeads[] = {"sampai", "sampai pukul", "hingga", "selesai",
                                         "to",     "until",        "till",   "end"};
constexpr std::string_view kWorkedHeads[] = {"berjalan",     "keadaan", "hasil",  "what",
                                             "yang terjadi", "status",  "worked", "seen"};
constexpr std::string_view kReasonHeads[] = {"sebab",  "penyebab", "alasan",
                                             "reason", "why",      "cause"};

constexpr std::string_view kWorked[] = {"berjalan", "worked", "works",   "buka",  "dibuka",
                                        "open",     "normal", "running", "lancar"};
constexpr std::string_view kFailed[] = {
    "tidak berjalan", "did not",     "did not work", "not worked",  "failed",
    "terhenti",       "interrupted", "tidak buka",   "belum buka",  "tidak dapat dibuka",
    "cannot open",    "not open",    "gagal",        "tidak dibuka"};

constexpr std::pair<std::string_view, Link> kReasons[] = {
    {"lantai", Link::floor}, {"lokasi", Link::floor},   {"kotak", Link::box},
    {"logistik", Link::box}, {"supplies", Link::box},   {"petugas", Link::crew},
    {"kpps", Link::crew},    {"pemilih", Link::voters}, {"voter", Link::voters}};

// Where the fields of this reader stand; the station's are those of told sheets.
struct ObservedColumns {
  std::optional<std::size_t> from, to, worked, reason;
};

std::optional<std::size_t> column_of(const Sheet& sheet, std::span<const std::string_view> heads,
                                     std::string_view field,
                                     const std::map<std::string, std::string>& forced) {
  const auto mapped = forced.find(std::string(field));
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    const bool meant = mapped != forced.end()
                           ? sheet.columns[i] == mapped->second
                           : std::ranges::find(heads, plain_name(sheet.columns[i])) != heads.end();
    if (meant) return i;
  }
  if (mapped == forced.end()) return std::nullopt;
  throw Error(ErrorKind::misuse, "told.no-column",
              {{"field", mapped->first}, {"column", mapped->second}}, sheet.name);
}

ObservedColumns columns_of(const Sheet& sheet, const std::map<std::string, std::string>& forced) {
  return {column_of(sheet, kFromHeads, "from", forced), column_of(sheet, kToHeads, "to", forced),
          column_of(sheet, kWorkedHeads, "worked", forced),
          column_of(sheet, kReasonHeads, "reason", forced)};
}

std::optional<bool> read_worked(std::string_view cell) {
  const auto plain = plain_name(cell);
  if (std::ranges::find(kWorked, plain) != std::end(kWorked)) return true;
  if (std::ranges::find(kFailed, plain) != std::end(kFailed)) return false;
  const auto answered = read_answered(cell);
  if (answered == election::Answered::yes) return true;
  if (answered == election::Answered::no) return false;
  return std::nullopt;
}

std::optional<Link> read_reason(std::string_view cell) {
  const auto plain = plain_name(cell);
  if (const auto link = election::link_named(plain)) return link;
  for (const auto& [word, link] : kReasons) {
    if (plain == word) return link;
  }
  return std::nullopt;
}

bool digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "07:00", "7.00", "07:00:00" of the day, or a date with an hour.
std::optional<Instant> read_hour(std::string_view cell, const ObservedDay& day) {
  std::string text(cell);
  std::ranges::replace(text, '.', ':');
  const auto colon = text.find(':');
  if (colon == 1 || colon == 2) {
    const std::string_view hour = std::string_view(text).substr(0, colon);
    const std::string_view rest = std::string_view(text).substr(colon + 1);
    const bool whole = rest.size() == 2 || (rest.size() == 5 && rest[2] == ':');
    if (digits(hour) && whole && digits(rest.substr(0, 2))) {
      return parse_instant(fmt::format("{}T{:0>2}:{}", day.date, hour, rest), day.zone);
    }
  }
  return read_day(cell, day.zone);
}

class ObservedReader {
 public:
  ObservedReader(const election::StationTable& stations, const std::vector<election::Area>& areas,
                 const ObservedDay& day)
      : stations_(stations), finder_(stations, areas), day_(day) {}

  void sheet(const Sheet& sheet, const ToldColumns& columns, const ObservedColumns& own) {
    const std::size_t worked = *own.worked;
    for (const auto& row : sheet.rows) {
      ++result_.rows;
      const auto named = station_of(finder_, stations_, sheet, columns, row);
      if (named.why) {
        result_.refused.push_back(*named.why);
        continue;
      }
      if (row.cells[worked].empty()) {
        ++result_.blank;
        continue;
      }
      Observation one;
      one.station = stations_.text(*named.row, election::StationText::key);
      if (!take_worked(sheet, row, worked, one) || !take_reason(sheet, row, own.reason, one) ||
          !take_hour(sheet, row, own.from, day_.opening, one.from) ||
          !take_hour(sheet, row, own.to, day_.voting_ends, one.to) ||
          !in_order(sheet, row, own.to.value_or(worked), one)) {
        continue;
      }
      result_.observed.push_back(std::move(one));
    }
  }
  ObservedResult finish() { return std::move(result_); }

 private:
  // A cell may hold what points at a person: then only its beginning is repeated.
  bool refuse(const Sheet& sheet, const SheetRow& row, std::size_t column, std::string code) {
    std::string shown = row.cells[column];
    Message why{std::move(code), {}};
    if (auto found = election::private_text(shown)) {
      shown = std::get<std::string>(found->args.front().second);
      why = std::move(*found);
    }
    result_.refused.push_back(
        {row.number, sheet.place(sheet.columns[column]), std::move(shown), std::move(why)});
    return false;
  }
  bool take_worked(const Sheet& sheet, const SheetRow& row, std::size_t column, Observation& one) {
    const auto worked = read_worked(row.cells[column]);
    if (!worked) return refuse(sheet, row, column, "observed.refused.worked");
    one.worked = *worked;
    return true;
  }
  bool take_reason(const Sheet& sheet, const SheetRow& row, std::optional<std::size_t> column,
                   Observation& one) {
    if (!column || row.cells[*column].empty()) return true;
    one.reason = read_reason(row.cells[*column]);
    return one.reason || refuse(sheet, row, *column, "observed.refused.reason");
  }
  bool take_hour(const Sheet& sheet, const SheetRow& row, std::optional<std::size_t> column,
                 Instant blank, Instant& at) {
    at = blank;
    if (!column || row.cells[*column].empty()) return true;
    const auto read = read_hour(row.cells[*column], day_);
    if (!read) return refuse(sheet, row, *column, "observed.refused.hour");
    at = *read;
    return true;
  }
  bool in_order(const Sheet& sheet, const SheetRow& row, std::size_t column,
                const Observation& one) {
    if (one.to <= one.from) return refuse(sheet, row, column, "observed.refused.order");
    const Instant ends = day_.window.at(day_.window.steps);
    if (one.from < day_.window.from || one.to > ends) {
      return refuse(sheet, row, column, "observed.refused.outside");
    }
    return true;
  }

  const election::StationTable& stations_;
  election::StationFinder finder_;
  const ObservedDay& day_;
  ObservedResult result_;
};

}  // namespace

ObservedResult read_observed(const std::string& path, const election::StationTable& stations,
                             const std::vector<election::Area>& areas, const ObservedDay& day,
                             const Options& options) {
  ObservedReader reader(stations, areas, day);
  bool any = false, any_station = false;
  std::string columns_seen;
  auto of_station = options.columns;
  for (const auto* field : {"from", "to", "worked", "reason"}) of_station.erase(field);
  for (const auto& sheet : read_sheets(path, options)) {
    const ToldColumns columns(sheet, of_station);
    const auto own = columns_of(sheet, options.columns);
    any_station = any_station || columns.has_station();
    for (const auto& column : sheet.columns) {
      columns_seen += (columns_seen.empty() ? "" : ", ") + column;
    }
    if (!columns.has_station() || !own.worked) continue;
    any = true;
    reader.sheet(sheet, columns, own);
  }
  if (!any) {
    throw Error(ErrorKind::bad_input,
                any_station ? "observed.no-worked-column" : "told.no-station-column",
                {{"columns", columns_seen}}, path);
  }
  return reader.finish();
}

}  // namespace adem::intake
