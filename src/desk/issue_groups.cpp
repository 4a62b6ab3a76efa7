#include "desk/issue_groups.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "alike/pairs.h"
#include "alike/spelling.h"
#include "base/disjoint_sets.h"

namespace adem::desk {

namespace {

using Places = std::vector<std::size_t>;

// Who is with whom: first as people said, then as is proposed, but never against what they said.
class Together {
 public:
  explicit Together(const std::vector<IssueEntry>& entries) : sets_(entries.size()) {
    std::map<std::string_view, std::size_t> place;
    for (std::size_t i = 0; i < entries.size(); ++i) place.emplace(entries[i].id, i);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      for (const auto& [other, link] : entries[i].state.at("links").items()) {
        const auto at = place.find(other);
        if (at == place.end()) continue;
        if (link.at("same").get<bool>()) {
          join(i, at->second);
        } else {
          apart_.emplace_back(i, at->second);
        }
      }
    }
    for (std::size_t i = 0; i < entries.size(); ++i) said_.push_back(top(i));
  }

  // Those that look alike, by chains; each goes to the first of them that nobody set it apart from.
  void propose(const std::vector<std::uint32_t>& alike) {
    Places heads;
    for (const std::size_t i : alike) {
      const auto fits =
          std::ranges::find_if(heads, [&](std::size_t head) { return !are_apart(head, i); });
      if (fits == heads.end()) {
        heads.push_back(i);
      } else {
        join(*fits, i);
      }
    }
  }

  bool said(std::size_t a, std::size_t b) const { return said_[a] == said_[b]; }
  std::vector<Places> groups() {
    std::map<std::size_t, Places> gathered;
    for (std::size_t i = 0; i < sets_.size(); ++i) gathered[top(i)].push_back(i);
    std::vector<Places> out;
    for (auto& [first, members] : gathered) {
      if (members.size() > 1) out.push_back(std::move(members));
    }
    return out;
  }

 private:
  std::size_t top(std::size_t i) { return sets_.find(static_cast<std::uint32_t>(i)); }
  void join(std::size_t a, std::size_t b) {
    sets_.join(static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b));
  }
  // Whether joining them would bring together two that people set apart.
  bool are_apart(std::size_t a, std::size_t b) {
    const auto sides = std::minmax({top(a), top(b)});
    return sides.first != sides.second && std::ranges::any_of(apart_, [&](const auto& pair) {
             return std::minmax({top(pair.first), top(pair.second)}) == sides;
           });
  }

  DisjointSets sets_;
  Places said_;
  std::vector<std::pair<std::size_t, std::size_t>> apart_;
};

bool raised_before(const IssueEntry& a, const IssueEntry& b) {
  const auto key = [](const IssueEntry& e) { return e.state.at("raised").get<std::string>(); };
  return std::pair(key(a), a.id) < std::pair(key(b), b.id);
}

std::vector<alike::Shingles> sets_of(const std::vector<IssueEntry>& entries) {
  std::vector<alike::Shingles> sets(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto& text = entries[i].state.at("text");
    if (!entries[i].standing.is_open() || !text.is_string()) continue;
    sets[i] = alike::shingles_of(alike::Spelling::indonesian().normal(text.get<std::string>()));
  }
  return sets;
}

}  // namespace

std::vector<IssueGroup> issue_groups(const std::vector<IssueEntry>& entries) {
  const auto sets = sets_of(entries);
  Together together(entries);
  for (const auto& alike : alike::alike_groups(sets)) together.propose(alike);
  std::vector<IssueGroup> groups;
  for (auto& members : together.groups()) {
    std::ranges::sort(members,
                      [&](auto a, auto b) { return raised_before(entries[a], entries[b]); });
    const auto lead = members.front();
    IssueGroup group;
    group.confirmed = true;
    for (const auto i : members) {
      group.confirmed = group.confirmed && together.said(lead, i);
      if (sets[i].empty() || sets[lead].empty()) continue;
      const double common = alike::jaccard(sets[lead], sets[i]);
      group.least = std::min(group.least, static_cast<unsigned>(common * 1000));
    }
    group.members = std::move(members);
    groups.push_back(std::move(group));
  }
  return groups;
}

std::int64_t issue_limit(const election::RuleBook& rules, std::string_view code,
                         std::int64_t otherwise) {
  const auto it = std::ranges::find(rules.thresholds, code, &election::Threshold::code);
  return it == rules.thresholds.end() ? otherwise : static_cast<std::int64_t>(it->value);
}

IssueGrowth growth_of(const std::vector<const Json*>& states, const election::RuleBook& rules,
                      Instant now) {
  IssueGrowth growth;
  const auto hours = issue_limit(rules, "issue-growth-hours", 0);
  if (hours <= 0) return growth;
  const auto hour_before = [now](std::int64_t n) {
    return iso_utc(now - std::chrono::hours(n)).substr(0, 13);
  };
  const auto last = hour_before(0), first = hour_before(hours - 1),
             first_before = hour_before(2 * hours - 1);
  std::set<std::string> places, places_before;
  for (const Json* state : states) {
    for (const auto& [hour, by_area] : state->at("hours").items()) {
      if (hour > last || hour < first_before) continue;
      for (const auto& [area, count] : by_area.items()) {
        (hour >= first ? growth.count : growth.before) += count.get<std::int64_t>();
        (hour >= first ? places : places_before).insert(area);
      }
    }
  }
  growth.places = static_cast<std::int64_t>(places.size());
  growth.places_before = static_cast<std::int64_t>(places_before.size());
  const auto many = issue_limit(rules, "issue-growth-count", 0);
  const auto wide = issue_limit(rules, "issue-growth-places", 0);
  growth.alarming = (many > 0 && growth.count >= many && growth.count > growth.before) ||
                    (wide > 0 && growth.places >= wide && growth.places > growth.places_before);
  return growth;
}

}  // namespace adem::desk
