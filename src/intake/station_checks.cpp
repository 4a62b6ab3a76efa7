#include "intake/station_checks.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <thread>
#include <unordered_map>

#include "intake/numbers.h"
#include "intake/position_check.h"
#include "intake/text.h"

namespace adem::intake {

namespace {

using election::Flag;
using election::Flags;
using election::StationText;

constexpr std::size_t kMaxDoubts = 1000;

struct Finding {
  std::uint32_t row = 0;
  PositionFinding position;
};

// What the middle eight tenths of the list's points cover, generously grown: a stray value is far
// outside it. Empty for short lists.
geo::Box listed_region(const BuiltRows& built) {
  std::vector<double> lats, lons;
  for (std::size_t row = 0; row < built.table.size(); ++row) {
    if (!built.table.has_point(row)) continue;
    lats.push_back(built.table.lat(row));
    lons.push_back(built.table.lon(row));
  }
  if (lats.size() < 10) return {};
  const auto middle = [](std::vector<double>& values) {
    const std::size_t low = values.size() / 10, high = values.size() - 1 - low;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(low),
                     values.end());
    const double from = values[low];
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(high),
                     values.end());
    return std::pair(from, values[high]);
  };
  const auto [south, north] = middle(lats);
  const auto [west, east] = middle(lons);
  const geo::Box box{west, south, east, north};
  return box.grown(std::max(1.0, 3 * std::max(east - west, north - south)));
}

// Runs `work(from, to)` over halves of the rows on two threads.
void in_halves(std::size_t rows, const std::function<void(int, std::size_t, std::size_t)>& work) {
  if (rows < 20'000) {
    work(0, 0, rows);
    return;
  }
  std::exception_ptr failure;
  std::thread second([&] {
    try {
      work(1, rows / 2, rows);
    } catch (...) {
      failure = std::current_exception();
    }
  });
  try {
    work(0, 0, rows / 2);
  } catch (...) {
    second.join();
    throw;
  }
  second.join();
  if (failure) std::rethrow_exception(failure);
}

std::vector<Finding> look_at_positions(const BuiltRows& built, const PositionCheck& check) {
  std::array<std::vector<Finding>, 2> found;
  in_halves(built.table.size(), [&](int half, std::size_t from, std::size_t to) {
    for (std::size_t row = from; row < to; ++row) {
      if (std::isnan(built.lat[row]) || std::isnan(built.lon[row])) continue;
      auto finding = check.look({built.lat[row], built.lon[row]}, built.areas[row]);
      if (finding.flags.any()) {
        found.at(static_cast<std::size_t>(half))
            .push_back({static_cast<std::uint32_t>(row), finding});
      }
    }
  });
  found[0].insert(found[0].end(), std::make_move_iterator(found[1].begin()),
                  std::make_move_iterator(found[1].end()));
  return std::move(found[0]);
}

// Rows that share one point: an open-addressing table from the point to its first row.
class SharedPoints {
 public:
  explicit SharedPoints(const BuiltRows& built)
      : table_(built.table), first_(built.table.size(), kNone), count_(built.table.size(), 0) {
    std::size_t slots = 16;
    while (slots < table_.size() * 2) slots *= 2;
    slots_.assign(slots, kNone);
    const auto repetitions = repeated_in_place(built);
    auto next = repetitions.begin();
    for (std::uint32_t row = 0; row < table_.size(); ++row) {
      const bool repetition = next != repetitions.end() && *next == row;
      if (repetition) ++next;
      if (table_.has_point(row)) add(row, repetition);
    }
  }
  // How many rows have this row's point, itself included, repetitions of a key left out.
  std::uint32_t count(std::uint32_t row) const {
    return first_[row] == kNone ? 0 : count_[first_[row]];
  }
  std::uint32_t first(std::uint32_t row) const { return first_[row]; }

 private:
  static constexpr std::uint32_t kNone = ~0U;

  static std::uint64_t bits(double value) {
    const double plain = value == 0 ? 0 : value;  // -0 is 0
    std::uint64_t word = 0;
    std::memcpy(&word, &plain, sizeof word);
    return word;
  }
  // Rows that repeat an earlier row's key at its very point: one doubt, and not this one.
  static std::vector<std::uint32_t> repeated_in_place(const BuiltRows& built) {
    std::vector<std::uint32_t> rows;
    if (built.repeated.empty()) return rows;
    std::unordered_map<std::string_view, std::uint32_t> bases;
    for (const auto& each : built.repeated) bases.emplace(each.second, kNone);
    for (std::uint32_t row = 0; row < built.table.size(); ++row) {
      const auto base = bases.find(built.table.text(row, StationText::key));
      if (base != bases.end()) base->second = row;
    }
    for (const auto& [row, key] : built.repeated) {
      const auto base = bases.at(key);
      if (base != kNone && built.table.lat(base) == built.table.lat(row) &&
          built.table.lon(base) == built.table.lon(row)) {
        rows.push_back(row);
      }
    }
    return rows;
  }

  void add(std::uint32_t row, bool repetition) {
    std::uint64_t hash = bits(table_.lat(row)) * 0x9E3779B97F4A7C15U;
    hash = (hash ^ (hash >> 29U) ^ bits(table_.lon(row))) * 0xBF58476D1CE4E5B9U;
    std::size_t slot = (hash ^ (hash >> 32U)) & (slots_.size() - 1);
    while (slots_[slot] != kNone && (table_.lat(slots_[slot]) != table_.lat(row) ||
                                     table_.lon(slots_[slot]) != table_.lon(row))) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    if (slots_[slot] == kNone) slots_[slot] = row;
    first_[row] = slots_[slot];
    if (!repetition) ++count_[slots_[slot]];
  }

  const election::StationTable& table_;
  std::vector<std::uint32_t> slots_, first_, count_;
};

// Puts the accepted proposals into the table; what the list said goes to the extra column.
void apply_accepted(BuiltRows& built, const std::vector<Finding>& found, const Options& options) {
  std::vector<std::pair<std::uint32_t, std::string>> lats, lons, extras;
  for (const auto& [row, finding] : found) {
    const bool accepted =
        std::any_of(options.accept.begin(), options.accept.end(),
                    [&finding = finding](Flag flag) { return finding.flags.has(flag); });
    if (!accepted || !finding.proposal) continue;
    std::string extra(built.table.text(row, StationText::extra));
    if (!extra.empty()) extra.pop_back();
    append_member(extra, "lat listed", built.table.text(row, StationText::lat_text));
    append_member(extra, "lon listed", built.table.text(row, StationText::lon_text));
    close_object(extra);
    const std::string lat = decimal_text(finding.proposal->lat);
    const std::string lon = decimal_text(finding.proposal->lon);
    built.lat[row] = *parse_coordinate(lat);
    built.lon[row] = *parse_coordinate(lon);
    built.table.set_point(row, built.lat[row], built.lon[row]);
    lats.emplace_back(row, lat);
    lons.emplace_back(row, lon);
    extras.emplace_back(row, std::move(extra));
  }
  built.table.replace(StationText::lat_text, lats);
  built.table.replace(StationText::lon_text, lons);
  built.table.replace(StationText::extra, extras);
}

// Turns findings into flags, the doubt column, counts and descriptions.
class Teller {
 public:
  Teller(BuiltRows& built, const AreaIndex& areas, const Options& options,
         election::ImportReport& report)
      : built_(built), areas_(areas), options_(options), report_(report), shared_(built) {}

  void tell(const std::vector<Finding>& found) {
    auto next = found.begin();
    auto repeated = built_.repeated.begin();
    for (std::uint32_t row = 0; row < built_.table.size(); ++row) {
      const Finding* position = next != found.end() && next->row == row ? &*next++ : nullptr;
      const std::string* base = repeated != built_.repeated.end() && repeated->first == row
                                    ? &(repeated++)->second
                                    : nullptr;
      tell_row(row, position, base);
    }
    built_.table.replace(StationText::doubt, doubts_);
  }

 private:
  std::string text(std::uint32_t row, StationText column) const {
    return std::string(built_.table.text(row, column));
  }

  void tell_row(std::uint32_t row, const Finding* position, const std::string* base) {
    Flags flags;
    std::string doubt;
    if (position != nullptr) add_position(position->position, flags, doubt);
    const bool pointless = std::isnan(built_.lat[row]) || std::isnan(built_.lon[row]);
    if (pointless) {
      flags.set(Flag::no_coordinates);
      if (has_coordinate_text(row)) append_member(doubt, "coordinates", "not-a-number");
    }
    if (shared_.count(row) > 1) {
      flags.set(Flag::shared_point);
      append_number(doubt, "shared_by", shared_.count(row));
      append_member(doubt, "shared_first", built_.table.text(shared_.first(row), StationText::key));
    }
    if (base != nullptr) {
      flags.set(Flag::repeated_key);
      append_member(doubt, "repeats", *base);
    }
    const auto voters = built_.table.voters(row);
    if (options_.max_voters && voters > *options_.max_voters) {
      flags.set(Flag::too_many_voters);
      append_number(doubt, "voters_limit", *options_.max_voters);
    }
    if (!flags.any()) return;
    built_.table.set_flags(row, flags);
    if (!doubt.empty()) {
      close_object(doubt);
      doubts_.emplace_back(row, std::move(doubt));
    }
    std::size_t flag = 0;
    while (!flags.has(static_cast<Flag>(flag))) ++flag;
    ++report_.flagged.at(flag);
    if (report_.doubts.size() < kMaxDoubts) {
      report_.doubts.push_back({built_.numbers[row], text(row, StationText::key),
                                static_cast<Flag>(flag),
                                describe(static_cast<Flag>(flag), row, position, base)});
    }
  }

  void add_position(const PositionFinding& finding, Flags& flags, std::string& doubt) const {
    flags.bits = static_cast<std::uint16_t>(flags.bits | finding.flags.bits);
    if (finding.proposal) {
      append_member(doubt, "proposed_lat", decimal_text(finding.proposal->lat));
      append_member(doubt, "proposed_lon", decimal_text(finding.proposal->lon));
    }
    if (finding.flags.has(Flag::outside_area)) {
      append_number(doubt, "distance_m", std::llround(finding.distance_m));
      if (finding.found_area != kNoArea) {
        append_member(doubt, "found_area", areas_.area(finding.found_area).code);
      }
    }
  }

  bool has_coordinate_text(std::uint32_t row) const {
    return !trimmed(built_.table.text(row, StationText::lat_text)).empty() ||
           !trimmed(built_.table.text(row, StationText::lon_text)).empty();
  }

  Message describe(Flag flag, std::uint32_t row, const Finding* position,
                   const std::string* base) const {
    const std::string lat = text(row, StationText::lat_text),
                      lon = text(row, StationText::lon_text);
    switch (flag) {
      case Flag::mis_scaled:
      case Flag::swapped:
        return {flag == Flag::swapped ? "intake.doubt.swapped" : "intake.doubt.mis-scaled",
                {{"lat", lat},
                 {"lon", lon},
                 {"proposed_lat", decimal_text(position->position.proposal->lat)},
                 {"proposed_lon", decimal_text(position->position.proposal->lon)}}};
      case Flag::outside_region:
        return {"intake.doubt.outside-region", {{"lat", lat}, {"lon", lon}}};
      case Flag::outside_area:
        return outside_area(row, position->position);
      case Flag::shared_point:
        return {"intake.doubt.shared-point",
                {{"count", static_cast<std::int64_t>(shared_.count(row))},
                 {"first", text(shared_.first(row), StationText::key)}}};
      case Flag::no_coordinates:
        if (!has_coordinate_text(row)) return {"intake.doubt.no-coordinates", {}};
        return {"intake.doubt.not-a-number", {{"lat", lat}, {"lon", lon}}};
      case Flag::repeated_key:
        return {"intake.doubt.repeated-key",
                {{"key", *base}, {"stored", text(row, StationText::key)}}};
      case Flag::too_many_voters:
        break;
    }
    return {"intake.doubt.too-many-voters",
            {{"voters", static_cast<std::int64_t>(built_.table.voters(row))},
             {"limit", static_cast<std::int64_t>(options_.max_voters.value_or(0))}}};
  }

  Message outside_area(std::uint32_t row, const PositionFinding& finding) const {
    Args args{{"listed", areas_.area(built_.areas[row]).name},
              {"distance_m", static_cast<std::int64_t>(std::llround(finding.distance_m))}};
    if (finding.found_area == kNoArea) return {"intake.doubt.between-areas", std::move(args)};
    args.emplace_back("found", areas_.area(finding.found_area).name);
    return {"intake.doubt.outside-area", std::move(args)};
  }

  BuiltRows& built_;
  const AreaIndex& areas_;
  const Options& options_;
  election::ImportReport& report_;
  SharedPoints shared_;
  std::vector<std::pair<std::uint32_t, std::string>> doubts_;
};

}  // namespace

void check_stations(BuiltRows& built, const AreaIndex& areas, const Options& options,
                    election::ImportReport& report) {
  const PositionCheck check(areas, listed_region(built));
  auto found = look_at_positions(built, check);
  if (!options.accept.empty()) {
    apply_accepted(built, found, options);
    found = look_at_positions(built, check);
  }
  Teller(built, areas, options, report).tell(found);
  if (!check.has_outlines() && !areas.areas().empty())
    report.notes.push_back({"intake.note.no-outlines", {}});
}

}  // namespace adem::intake
