#include "desk/station_standing.h"

#include <algorithm>

#include "desk/station_words.h"

namespace adem::desk {

namespace {

struct Said {
  std::string office, status;  // empty: taken out
  Instant as_of;
};

Instant instant_of(const Json& text) {
  static const Zone utc("UTC");
  return parse_instant(text.get<std::string>(), utc).value_or(Instant{});
}

// Oldest first.
std::vector<Said> said_of(const Json& reports) {
  std::vector<Said> all;
  if (!reports.is_object()) return all;
  for (const auto& [office, report] : reports.items()) {
    const Json& status = report.at("status");
    const Json& as_of = report.at("as_of");
    all.push_back({office, status.is_string() ? status.get<std::string>() : "",
                   instant_of(as_of.is_string() ? as_of : report.at("at"))});
  }
  std::ranges::stable_sort(all, {}, &Said::as_of);
  return all;
}

// Place in the usual course, doubled: a station opens late between "set up" and "open".
int along(const std::string& status) {
  return status == "opens-late" ? 2 * course_place("open") - 1 : 2 * course_place(status);
}

bool contradicts(const Said& older, const Said& newer) {
  if (older.status == newer.status) return false;
  if (!says_something(older.status) || !says_something(newer.status)) return false;
  const int from = along(older.status), to = along(newer.status);
  return from < 0 || to < from || older.as_of == newer.as_of;
}

bool disagree(const std::vector<Said>& all) {
  for (std::size_t newer = 1; newer < all.size(); ++newer) {
    for (std::size_t older = 0; older < newer; ++older) {
      if (contradicts(all[older], all[newer])) return true;
    }
  }
  return false;
}

// How far along the usual course a report answers for: who says that a station cannot open has
// answered for the opening and for the close of voting.
int answers_for(const std::string& status) {
  if (status == "cannot-open") return course_place("closed");
  if (status == "opens-late" || status == "interrupted") return course_place("open");
  return course_place(status);
}

bool answered(const std::vector<Said>& all, int place, Instant due) {
  return std::ranges::any_of(all, [&](const Said& said) {
    return says_something(said.status) && (answers_for(said.status) >= place || said.as_of >= due);
  });
}

std::optional<Missing> missing_of(const std::vector<Said>& all, const election::RuleBook& rules,
                                  const Day& day) {
  const auto minutes = [](double count) { return Seconds{static_cast<std::int64_t>(count * 60)}; };
  const Seconds grace = minutes(rules.threshold("report-within"));
  std::optional<Missing> latest;
  for (const auto& duty : rules.duties) {
    const auto step = std::ranges::find(kCourse, duty.code, &CourseStep::duty);
    if (step == kCourse.end() || !duty.to_min) continue;
    const Instant due = day.midnight + minutes(*duty.to_min);
    if (day.now < due + grace || (latest && due < latest->since)) continue;
    if (!answered(all, static_cast<int>(step - kCourse.begin()), due)) {
      latest = Missing{duty.code, due};
    }
  }
  return latest;
}

}  // namespace

Standing standing_of(const Json& reports, const election::RuleBook& rules, const Day& day,
                     bool put_off) {
  const auto all = said_of(reports);
  Standing out;
  out.disagree = disagree(all);
  if (!put_off) out.missing = missing_of(all, rules, day);
  if (!all.empty()) {
    const Said& newest = all.back();
    out.as_of = newest.as_of;
    out.office = newest.office;
    out.reported = newest.status;
    if (!newest.status.empty()) out.status = newest.status;
  }
  const bool tried = out.status == "unreachable" && out.missing && *out.as_of >= out.missing->since;
  if (out.missing && !tried) out.status = "missing";
  return out;
}

}  // namespace adem::desk
