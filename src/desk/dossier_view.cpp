#include "desk/dossier_view.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/error.h"
#include "desk/competence.h"
#include "desk/dates.h"
#include "desk/dossier.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

bool is_public(const Actor& who) { return who.kind != nullptr && who.kind->rights.empty(); }

bool sees(const Actor& who, const std::string& area) {
  if (who.account.empty()) return true;
  return !is_public(who) && (covers(who.area, area) || covers(area, who.area));
}

// The proposal, or where its text was taken out, what was decided about it.
const Json& content(const Json& dossier) {
  if (dossier["proposal"].contains("about")) return dossier["proposal"];
  for (const Json& one : dossier["decisions"]) {
    if (one.contains("about")) return one;
  }
  return dossier["proposal"];
}

struct All {
  std::vector<Json> dossiers;
  Names names{{}};
};

All all_of(const ledger::Reader& book, const Actor& who) {
  std::vector<std::string> ids;
  All all;
  book.states(kDossier, "", [&](const std::string& id, const Json& state) {
    ids.push_back(id);
    if (sees(who, state.value("area", ""))) all.dossiers.push_back(state);
  });
  all.names = Names(ids);
  return all;
}

// An id as people read it: without tags where its root needs none.
std::string shown_id(const Names& names, const std::string& id) {
  const std::string root(root_of(id));
  return names.shown(root) == root && root.find('~') != std::string::npos ? id : without_tags(id);
}

std::string value(const Json& entry, const char* name) {
  return entry.is_object() ? entry.value(name, "") : "";
}

// Lower is more urgent.
std::size_t rank(std::string_view status) {
  static constexpr std::array order = {"conflict", "invalid",    "incomplete",
                                       "pending",  "to-forward", "approved",
                                       "returned", "refused",    "withdrawn"};
  return static_cast<std::size_t>(std::ranges::find(order, status) - order.begin());
}
constexpr std::size_t kSettled = 5;

Json line_of(const Json& dossier, const Names& names) {
  const Json& what = content(dossier);
  const Json& proposal = dossier["proposal"];
  const std::string id = dossier["id"];
  return Json{
      {"id", id},
      {"shown", shown_id(names, id)},
      {"area", dossier["area"]},
      {"status", dossier["status"]},
      {"about", value(what, "about")},
      {"stations", what.is_object() ? what.value("stations", Json::array()) : Json::array()},
      {"from_venue", value(what, "from_venue")},
      {"to_venue", value(what, "to_venue")},
      {"by", value(proposal, "by")},
      {"at", value(proposal, "at")},
      {"decisions", dossier["decisions"].size()},
      {"exercise", what.is_object() && what.value("exercise", false)}};
}

bool fits(const Json& line, const DossierFilter& filter) {
  const auto& stations = line["stations"];
  return (filter.status.empty() || line["status"] == filter.status) &&
         (filter.about.empty() || line["about"] == filter.about) &&
         (filter.station.empty() || std::ranges::any_of(stations, [&filter](const Json& key) {
            return key == filter.station;
          }));
}

Json basis_of(const election::RuleBook& rules, const std::string& code) {
  const auto line = rules.legal.find(code);
  if (line != rules.legal.end()) {
    Json basis{{"code", code}};
    for (const char* key : {"text_id", "text_en", "article", "mark"}) basis[key] = (*line)[key];
    return basis;
  }
  for (const auto& path : rules.paths) {
    if (path.code != code) continue;
    return Json{{"code", code},
                {"text_id", path.name_id},
                {"text_en", path.name_en},
                {"article", path.article},
                {"mark", std::string(1, static_cast<char>(path.provenance.mark))}};
  }
  return nullptr;
}

Json last_day_of(const election::RuleBook& rules, const std::string& about) {
  static const Zone utc("UTC");
  for (const auto& path : rules.paths) {
    const auto day = parse_date(rules.vote_date, utc);
    if (path.code != about || !day) continue;
    return Json{{"day", date_of(*day + std::chrono::days(path.within_days), utc)},
                {"days", path.within_days},
                {"mark", std::string(1, static_cast<char>(path.within_provenance.mark))}};
  }
  return nullptr;
}

}  // namespace

Json dossier_list(const ledger::Reader& book, const Actor& who, const DossierFilter& filter) {
  const All all = all_of(book, who);
  std::vector<Json> lines;
  for (const Json& dossier : all.dossiers) {
    Json line = line_of(dossier, all.names);
    if (fits(line, filter)) lines.push_back(std::move(line));
  }
  std::ranges::stable_sort(lines, [](const Json& a, const Json& b) {
    const auto first = rank(value(a, "status")), second = rank(value(b, "status"));
    const bool settled = first >= kSettled, other_settled = second >= kSettled;
    if (settled != other_settled) return other_settled;
    if (!settled && first != second) return first < second;
    return settled ? value(a, "at") > value(b, "at") : value(a, "at") < value(b, "at");
  });
  std::map<std::string, std::int64_t> counts;
  for (const Json& line : lines) ++counts[value(line, "status")];
  return Json{{"proposals", std::move(lines)}, {"counts", counts}};
}

Json dossier_show(const ledger::Reader& book, const Actor& who, const election::RuleBook& rules,
                  const std::string& text) {
  const All all = all_of(book, who);
  std::vector<std::string> known;
  for (const Json& dossier : all.dossiers) known.push_back(dossier["id"]);
  const auto candidates = Names(known).candidates(text);
  if (candidates.size() != 1) {
    std::string list;
    for (const auto& id : candidates.empty() ? known : candidates) {
      list += (list.empty() ? "" : ", ") + shown_id(all.names, id);
    }
    const adem::Args args = {
        {"id", tidy(text)}, {"type", std::string(kDossier)}, {"known", list.empty() ? "-" : list}};
    if (candidates.empty()) throw Error(ErrorKind::not_found, "desk.unknown-id", args);
    throw Error(ErrorKind::conflict, "desk.ambiguous-id", args);
  }
  Json dossier = *std::ranges::find_if(
      all.dossiers, [&](const Json& one) { return one["id"] == candidates.front(); });
  const auto explain = [&](Json& entry) {
    if (!entry.is_object()) return;
    entry["shown"] = shown_id(all.names, value(entry, "id"));
    if (entry.contains("legal")) entry["basis"] = basis_of(rules, value(entry, "legal"));
  };
  explain(dossier["proposal"]);
  for (const char* list : {"decisions", "actions", "notices", "withdrawals", "done"}) {
    for (Json& entry : dossier[list]) explain(entry);
  }
  dossier["shown"] = shown_id(all.names, candidates.front());
  dossier["last_day"] = last_day_of(rules, value(content(dossier), "about"));
  return dossier;
}

Json notice_list(const ledger::Reader& book, const Actor& who, const election::RuleBook& rules,
                 bool all) {
  // What is published is for everybody.
  const All found = all_of(book, Actor{});
  std::vector<Json> lines;
  for (const Json& dossier : found.dossiers) {
    const bool inside = all && sees(who, value(dossier, "area"));
    for (const Json& notice : dossier["notices"]) {
      const Json& decision = entry_of(dossier["decisions"], value(notice, "decision"));
      const std::string state = notice["state"];
      if (state == "invalid" || !decision.is_object() || !decision.contains("about")) continue;
      if (state != "published" && !inside) continue;
      const Json basis = basis_of(rules, value(decision, "legal"));
      Json line{
          {"id", notice["id"]}, {"shown", shown_id(found.names, notice["id"])}, {"state", state}};
      for (const char* name :
           {"about", "stations", "areas", "from_venue", "to_venue", "valid_from", "by", "number"}) {
        line[name] = decision[name];
      }
      line["article"] = basis.is_object() && basis["mark"] == "V" ? value(basis, "article") : "";
      line["published"] = notice["at"];
      line["exercise"] = notice.value("exercise", false) || decision.value("exercise", false);
      lines.push_back(std::move(line));
    }
  }
  std::ranges::stable_sort(lines, [](const Json& a, const Json& b) {
    return value(a, "published") > value(b, "published");
  });
  return Json{{"notices", std::move(lines)}};
}

}  // namespace adem::desk
