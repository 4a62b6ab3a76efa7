// Promises of meetings and actions of decisions: one list of what is to be done.
#include <algorithm>
#include <array>
#include <map>

#include "desk/dossier.h"
#include "desk/dossier_view.h"

namespace adem::desk {

namespace {

std::size_t rank(const std::string& state) {
  static constexpr std::array order = {"conflict", "overdue",   "open",     "redacted",
                                       "done",     "withdrawn", "cancelled"};
  return static_cast<std::size_t>(std::ranges::find(order, state) - order.begin());
}
constexpr std::size_t kClosed = 4;

std::string when_open(const std::string& due, const std::string& today) {
  return due < today ? "overdue" : "open";
}

Json of_meeting(const Commitment& one, const std::string& today) {
  const std::string state = !one.withdrawn_why.empty() ? "withdrawn"
                            : one.kept_at              ? "done"
                                                       : when_open(one.due, today);
  return Json{{"origin", "meeting"}, {"id", one.id},
              {"shown", one.id},     {"of", one.meeting},
              {"owner", one.owner},  {"text", one.text},
              {"due", one.due},      {"stations", one.stations},
              {"state", state},      {"evidence", one.evidence}};
}

// The evidence of an action, from everybody who may say that it was done.
std::string evidence_of(const Json& dossier, const Json& action) {
  std::string text;
  for (const Json& one : dossier["done"]) {
    if (one["id"] != action["id"] || one["broken"] != "" || !one.contains("evidence")) continue;
    text += (text.empty() ? "" : "; ") + one["evidence"].get<std::string>();
  }
  return text;
}

Json of_decision(const Json& dossier, const Json& action, const Names& names,
                 const std::string& today) {
  const std::string id = action["id"], root(root_of(id));
  const bool bare = names.shown(root) != root || root.find('~') == std::string::npos;
  const std::string due = action.value("due", ""), kept = action["state"];
  const bool gone = action["redacted"].get<bool>();
  const std::string state = kept != "open" ? kept : gone ? "redacted" : when_open(due, today);
  return Json{{"origin", "decision"},
              {"id", id},
              {"shown", bare ? without_tags(id) : id},
              {"of", action.value("decision", "")},
              {"owner", action.value("owner", "")},
              {"text", action.value("text", "")},
              {"due", due},
              {"stations", action.value("stations", Json::array())},
              {"state", state},
              {"evidence", evidence_of(dossier, action)}};
}

}  // namespace

Json followup_list(const ledger::Reader& book, const std::vector<Meeting>& meetings,
                   const Actor& who, const std::string& today, const FollowupFilter& filter) {
  std::vector<Json> items;
  const bool is_public = who.kind != nullptr && who.kind->rights.empty();
  const auto add = [&](Json item) {
    if (!filter.owner.empty() && item["owner"] != filter.owner) return;
    if (!filter.closed && rank(item["state"]) >= kClosed) return;
    items.push_back(std::move(item));
  };
  for (const Meeting& meeting : meetings) {
    if (is_public || !meeting.withdrawn_why.empty()) continue;
    for (const Commitment& one : meeting.commitments) add(of_meeting(one, today));
  }
  std::vector<std::string> ids;
  std::vector<Json> dossiers;
  book.states(kDossier, "", [&](const std::string& id, const Json& state) {
    ids.push_back(id);
    const std::string area = state.value("area", "");
    const bool near = who.account.empty() || covers(who.area, area) || covers(area, who.area);
    if (near && !is_public) dossiers.push_back(state);
  });
  const Names names(ids);
  for (const Json& dossier : dossiers) {
    for (const Json& action : dossier["actions"]) {
      if (action["broken"] == "") add(of_decision(dossier, action, names, today));
    }
  }
  std::ranges::stable_sort(items, [](const Json& a, const Json& b) {
    const auto first = rank(a["state"]), second = rank(b["state"]);
    return first != second ? first < second : a["due"] < b["due"];
  });
  std::map<std::string, std::int64_t> counts;
  for (const Json& item : items) ++counts[item["state"].get<std::string>()];
  return Json{{"items", std::move(items)}, {"counts", counts}};
}

}  // namespace adem::desk
