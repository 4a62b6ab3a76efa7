#include "desk/station_standing.h"

#include <algorithm>

#include "desk/station_words.h"

namespace adem::desk {

namespace {

Seconds minutes(double count) { return Seconds{static_cast<std::int64_t>(count * 60)}; }

struct Said {
  std::string_view office;
  Heard heard;
};

Instant instant_of(const Json& text) {
  static const Zone utc("UTC");
  return parse_instant(text.get_ref<const std::string&>(), utc).value_or(Instant{});
}

// Oldest first.
std::vector<Said> said_of(const Json& reports) {
  std::vector<Said> all;
  if (!reports.is_object()) return all;
  for (const auto& [office, report] : reports.items()) {
    const Json& status = report.at("status");
    const Json& as_of = report.at("as_of");
    std::string_view word;
    if (status.is_string()) word = status.get_ref<const std::string&>();
    all.push_back({office, {word, instant_of(as_of.is_string() ? as_of : report.at("at"))}});
  }
  std::ranges::stable_sort(all, {}, [](const Said& said) { return said.heard.as_of; });
  return all;
}

std::vector<Heard> without_office(const std::vector<Said>& all) {
  std::vector<Heard> heard;
  heard.reserve(all.size());
  for (const auto& said : all) heard.push_back(said.heard);
  return heard;
}

// Place in the usual course, doubled: a station opens late between "set up" and "open".
int along(std::string_view status) {
  return status == "opens-late" ? 2 * course_place("open") - 1 : 2 * course_place(status);
}

bool contradicts(const Heard& older, const Heard& newer) {
  if (older.status == newer.status) return false;
  if (!says_something(older.status) || !says_something(newer.status)) return false;
  const int from = along(older.status), to = along(newer.status);
  return from < 0 || to < from || older.as_of == newer.as_of;
}

bool disagree(std::span<const Heard> all) {
  for (std::size_t newer = 1; newer < all.size(); ++newer) {
    for (std::size_t older = 0; older < newer; ++older) {
      if (contradicts(all[older], all[newer])) return true;
    }
  }
  return false;
}

// How far along the usual course a report answers for: who says that a station cannot open has
// answered for the opening and for the close of voting.
int answers_for(std::string_view status) {
  if (status == "cannot-open") return course_place("closed");
  if (status == "opens-late" || status == "interrupted") return course_place("open");
  return course_place(status);
}

bool answered(std::span<const Heard> all, int place, Instant due) {
  return std::ranges::any_of(all, [&](const Heard& said) {
    return says_something(said.status) && (answers_for(said.status) >= place || said.as_of >= due);
  });
}

// The step that fulfils a duty, and when it is due; nothing of what has no hour or no report.
struct Due {
  int place;
  Instant at;
};
std::optional<Due> due_of(const election::Duty& duty, Instant midnight) {
  const auto step = std::ranges::find(kCourse, duty.code, &CourseStep::duty);
  if (step == kCourse.end() || !duty.to_min) return std::nullopt;
  return Due{static_cast<int>(step - kCourse.begin()), midnight + minutes(*duty.to_min)};
}

bool is_late(const Due& due, const election::RuleBook& rules, Instant now) {
  return now >= due.at + minutes(rules.threshold("report-within"));
}

std::optional<Missing> missing_of(std::span<const Heard> all, const election::RuleBook& rules,
                                  const Day& day) {
  std::optional<Missing> latest;
  for (const auto& duty : rules.duties) {
    const auto due = due_of(duty, day.midnight);
    if (!due || !is_late(*due, rules, day.now) || (latest && due->at < latest->since)) continue;
    if (!answered(all, due->place, due->at)) latest = Missing{duty.code, due->at};
  }
  return latest;
}

}  // namespace

std::size_t late_duties(const election::RuleBook& rules, const Day& day) {
  return static_cast<std::size_t>(std::ranges::count_if(rules.duties, [&](const auto& duty) {
    const auto due = due_of(duty, day.midnight);
    return due && is_late(*due, rules, day.now);
  }));
}

Standing standing_of(std::span<const Heard> reports, const election::RuleBook& rules,
                     const Day& day, bool put_off) {
  Standing out;
  out.disagree = disagree(reports);
  if (!put_off) out.missing = missing_of(reports, rules, day);
  if (!reports.empty()) {
    const Heard& newest = reports.back();
    out.as_of = newest.as_of;
    out.reported = newest.status;
    if (!newest.status.empty()) out.status = newest.status;
  }
  const bool tried = out.status == "unreachable" && out.missing && *out.as_of >= out.missing->since;
  if (out.missing && !tried) out.status = "missing";
  return out;
}

Standing standing_of(const Json& reports, const election::RuleBook& rules, const Day& day,
                     bool put_off) {
  const auto all = said_of(reports);
  Standing out = standing_of(without_office(all), rules, day, put_off);
  if (!all.empty()) out.office = all.back().office;
  return out;
}

std::vector<Heard> heard_of(const Json& reports) { return without_office(said_of(reports)); }

}  // namespace adem::desk
