#include "desk/issue_view.h"

#include <algorithm>
#include <map>

#include "alike/shingles.h"
#include "alike/spelling.h"
#include "base/error.h"
#include "desk/issue_groups.h"
#include "desk/statements.h"

namespace adem::desk {

namespace {

constexpr std::size_t kMostSimilar = 10;
constexpr std::int64_t kLeastSimilar = 300;

// One office's view of the desk.
class View {
 public:
  View(const ledger::Reader& book, const Surroundings& around, const Actor& who)
      : around_(around), rules_(*around.rules), who_(who) {
    book.states("issue", "", [this](const std::string& id, const Json& state) {
      if (!begun(state)) return;
      if (in_reach(state.value("area", ""))) {
        entries_.push_back({id, state, standing_of(state, rules_)});
      }
    });
  }

  // Error desk.no-accounts.
  void require_account() const {
    if (who_.account.empty()) throw Error(ErrorKind::forbidden, "desk.no-accounts");
  }
  bool reads() const { return who_.may(Right::read_claims); }
  bool sees(const IssueEntry& entry) const {
    return reads() || (entry.standing.status == "closed" && entry.standing.is_checked());
  }
  const std::vector<IssueEntry>& entries() const { return entries_; }

  Json row(const IssueEntry& entry) const;
  Json places() const;
  const Surroundings& around() const { return around_; }
  const Actor& who() const { return who_; }
  bool is_mine(const IssueEntry& entry) const;

 private:
  bool in_reach(const std::string& area) const {
    return who_.account.empty() || covers(who_.area, area) || covers(area, who_.area);
  }
  void add_deadline(Json& row, const IssueEntry& entry) const;

  const Surroundings& around_;
  const election::RuleBook& rules_;
  const Actor& who_;
  std::vector<IssueEntry> entries_;
};

// When the next step is due: the check, then the answer.
void View::add_deadline(Json& row, const IssueEntry& entry) const {
  const auto& standing = entry.standing;
  const bool to_check = standing.status == "unverified" || standing.status == "disputed";
  const bool to_answer = standing.status == "checked" || standing.status == "drafted";
  row["overdue"] = false;
  if (!to_check && !to_answer) return;
  const auto hours = issue_limit(rules_, to_check ? "issue-check-hours" : "issue-answer-hours", 0);
  const auto from = parse_instant(
      to_check ? entry.state.at("raised").get<std::string>() : standing.checked_at, around_.zone);
  if (hours <= 0 || !from) return;
  const Instant due = *from + std::chrono::hours(hours);
  row["due"] = iso_utc(due);
  row["overdue"] = around_.now > due;
}

Json View::row(const IssueEntry& entry) const {
  const Json& state = entry.state;
  Json row{{"id", entry.id}, {"area", state.value("area", "")}};
  if (state.contains("station")) row["station"] = state["station"];
  for (const char* key : {"topic", "text"}) row[key] = state.at(key);
  row["status"] = entry.standing.status;
  row["verdict"] = entry.standing.verdict;
  for (const char* key : {"at", "raised", "by", "heard", "places"}) row[key] = state.at(key);
  if (state.at("topic").is_string()) {
    row["owners"] = owners_of(rules_, state.at("topic").get<std::string>(), true);
  }
  row["forwarded"] = Json::array();
  for (const auto& [to, line] : state.at("forwards").items()) row["forwarded"].push_back(to);
  row["waiting"] = entry.standing.waiting;
  row["released"] = entry.standing.released;
  if (state.contains("handed")) row["handed"] = state["handed"];
  add_deadline(row, entry);
  return row;
}

bool View::is_mine(const IssueEntry& entry) const {
  const auto& topic = entry.state.at("topic");
  const bool to_check = entry.standing.verdict.empty() || entry.standing.verdict == "disputed";
  if (to_check && who_.may(Right::check) && topic.is_string() &&
      who_.owns(topic.get<std::string>())) {
    return true;
  }
  if (!who_.may(Right::second_read)) return false;
  return std::ranges::any_of(entry.state.at("answers"), [&](const Json& answer) {
    return !answer.contains("read") && answer.at("office") != who_.office;
  });
}

Json View::places() const {
  struct Count {
    std::int64_t open = 0, closed = 0, heard = 0;
  };
  std::map<std::string, Count> counts;
  for (const auto& entry : entries_) {
    auto& own = counts[entry.state.value("area", "")];
    (entry.standing.is_open() ? own.open : own.closed) += 1;
    for (const auto& [area, n] : entry.state.at("places").items()) {
      counts[area].heard += n.get<std::int64_t>();
    }
  }
  Json out = Json::array();
  for (const auto& [area, count] : counts) {
    out.push_back(Json{
        {"area", area}, {"open", count.open}, {"closed", count.closed}, {"heard", count.heard}});
  }
  return out;
}

// Overdue first, then what is due soonest, then the newest.
bool worse(const Json& a, const Json& b) {
  const auto key = [](const Json& row) {
    return std::pair(!row.at("overdue").get<bool>(), row.value("due", "9999"));
  };
  if (key(a) != key(b)) return key(a) < key(b);
  if (a.at("raised") != b.at("raised")) return a.at("raised") > b.at("raised");
  return a.at("id") < b.at("id");
}

void add_groups(const View& view, Json& out, std::map<std::string, std::string>& lead_of) {
  const auto& entries = view.entries();
  std::vector<char> grouped(entries.size(), 0);
  const auto watch = [&](const std::vector<std::size_t>& members) {
    std::vector<const Json*> states;
    for (const auto i : members) states.push_back(&entries[i].state);
    const auto growth = growth_of(states, *view.around().rules, view.around().now);
    if (!growth.alarming || !entries[members.front()].standing.is_open()) return;
    out["alarms"].push_back(
        Json{{"code", "issue.alarm"},
             {"issue", entries[members.front()].id},
             {"count", growth.count},
             {"before", growth.before},
             {"places", growth.places},
             {"places_before", growth.places_before},
             {"hours", issue_limit(*view.around().rules, "issue-growth-hours", 0)}});
  };
  for (const auto& group : issue_groups(entries)) {
    Json ids = Json::array();
    std::int64_t heard = 0;
    Json places = Json::object();
    const auto& lead = entries[group.members.front()].id;
    for (const auto i : group.members) {
      grouped[i] = 1;
      ids.push_back(entries[i].id);
      lead_of[entries[i].id] = lead;
      heard += entries[i].state.at("heard").get<std::int64_t>();
      for (const auto& [area, n] : entries[i].state.at("places").items()) {
        places[area] = places.value(area, std::int64_t{0}) + n.get<std::int64_t>();
      }
    }
    out["groups"].push_back(Json{{"lead", lead},
                                 {"members", std::move(ids)},
                                 {"confirmed", group.confirmed},
                                 {"least", group.least},
                                 {"heard", heard},
                                 {"places", places.size()}});
    watch(group.members);
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (grouped[i] == 0) watch({i});
  }
}

// Texts as sets, for a search by hand: a few thousand comparisons, no index.
class Likeness {
 public:
  explicit Likeness(const std::string& text) : own_(pieces(text)) {}
  std::int64_t to(const std::string& text) const {
    return static_cast<std::int64_t>(alike::jaccard(own_, pieces(text)) * 1000);
  }

 private:
  static alike::Shingles pieces(const std::string& text) {
    return alike::shingles_of(alike::Spelling::indonesian().normal(text));
  }
  alike::Shingles own_;
};

// The most alike, most alike first.
Json best(std::vector<Json> found) {
  std::erase_if(found, [](const Json& one) { return one.at("alike") < kLeastSimilar; });
  std::ranges::stable_sort(found,
                           [](const Json& a, const Json& b) { return a["alike"] > b["alike"]; });
  if (found.size() > kMostSimilar) found.resize(kMostSimilar);
  return Json(found);
}

Json answer_row(const IssueEntry& entry, const Json& answer) {
  Json row{{"answer", answer.at("id")},
           {"issue", entry.id},
           {"area", entry.state.value("area", "")},
           {"topic", entry.state.at("topic")},
           {"verdict", entry.standing.verdict},
           {"text", answer.at("text")},
           {"source", answer.at("source")},
           {"released_at", answer.at("read").at("at")}};
  if (entry.state.contains("station")) row["station"] = entry.state["station"];
  row["checked_by"] = Json::array();
  for (const auto& [office, line] : entry.state.at("checks").items()) {
    if (line.at("verdict") == entry.standing.verdict) row["checked_by"].push_back(office);
  }
  return row;
}

// Calls `visit` with every answer that is out and its issue.
template <typename Visit>
void released(const std::vector<IssueEntry>& entries, Visit visit) {
  for (const auto& entry : entries) {
    if (entry.standing.status == "handed-over") continue;
    const auto& out = entry.standing.released;
    for (const auto& answer : entry.state.at("answers")) {
      const auto id = answer.at("id").get<std::string>();
      if (std::ranges::find(out, id) != out.end()) visit(entry, answer);
    }
  }
}

}  // namespace

Json issue_list(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                const IssueFilter& filter) {
  const View view(book, around, who);
  view.require_account();
  Json out{{"sees", view.reads() ? "claims" : "closed"},
           {"issues", Json::array()},
           {"groups", Json::array()},
           {"alarms", Json::array()}};
  std::map<std::string, std::string> lead_of;
  if (view.reads()) add_groups(view, out, lead_of);
  std::vector<Json> rows;
  for (const auto& entry : view.entries()) {
    const bool open = entry.standing.is_open();
    if (!view.sees(entry) || (view.reads() && !open && !filter.closed)) continue;
    if (!covers(filter.area, entry.state.value("area", ""))) continue;
    if (!filter.topic.empty() && entry.state.at("topic") != filter.topic) continue;
    if (filter.mine && !view.is_mine(entry)) continue;
    rows.push_back(view.row(entry));
    const auto lead = lead_of.find(entry.id);
    if (lead != lead_of.end()) rows.back()["group"] = lead->second;
  }
  std::ranges::sort(rows, worse);
  for (auto& row : rows) out["issues"].push_back(std::move(row));
  out["places"] = view.places();
  return out;
}

Json issue_show(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                const std::string& id) {
  const View view(book, around, who);
  view.require_account();
  const auto full = state_meant(book, "issue", id).at("id").get<std::string>();
  const auto entry = std::ranges::find(view.entries(), full, &IssueEntry::id);
  if (entry == view.entries().end() || !view.sees(*entry)) {
    throw Error(ErrorKind::forbidden, "desk.issue-not-shown",
                {{"issue", full}, {"office", who.office}});
  }
  Json out = view.row(*entry);
  for (const char* key : {"channels", "checks", "answers", "links", "first", "last", "masked",
                          "closed", "reopened", "redacted", "conflicts"}) {
    if (entry->state.contains(key)) out[key] = entry->state[key];
  }
  if (!view.reads()) {
    // What was let out, not what was drafted and sent back.
    out["answers"] = Json::array();
    released({*entry},
             [&out](const IssueEntry&, const Json& answer) { out["answers"].push_back(answer); });
  }
  return out;
}

Json issue_answers(const ledger::Reader& book, const Surroundings& around,
                   const std::string& area) {
  const Actor nobody;
  const View view(book, around, nobody);
  std::vector<Json> rows;
  released(view.entries(), [&](const IssueEntry& entry, const Json& answer) {
    if (covers(area, entry.state.value("area", ""))) rows.push_back(answer_row(entry, answer));
  });
  std::ranges::stable_sort(
      rows, [](const Json& a, const Json& b) { return a.at("released_at") > b.at("released_at"); });
  return Json{{"answers", rows}};
}

Json issue_similar(const ledger::Reader& book, const Surroundings& around, const Actor& who,
                   const std::string& text) {
  const View view(book, around, who);
  const Likeness likeness(text);
  std::vector<Json> claims, answers;
  for (const auto& entry : view.entries()) {
    if (who.account.empty() || !view.sees(entry) || !entry.state.at("text").is_string()) continue;
    Json row = view.row(entry);
    row["alike"] = likeness.to(entry.state.at("text").get<std::string>());
    claims.push_back(std::move(row));
  }
  // An answer is found by the claim that it answers; the claim itself is not shown with it.
  const Actor nobody;
  const View all(book, around, nobody);
  released(all.entries(), [&](const IssueEntry& entry, const Json& answer) {
    Json row = answer_row(entry, answer);
    const auto& claim = entry.state.at("text");
    row["alike"] = std::max(likeness.to(answer.at("text").get<std::string>()),
                            claim.is_string() ? likeness.to(claim.get<std::string>()) : 0);
    answers.push_back(std::move(row));
  });
  return Json{{"claims", best(std::move(claims))}, {"answers", best(std::move(answers))}};
}

}  // namespace adem::desk
