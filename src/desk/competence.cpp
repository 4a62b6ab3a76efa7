#include "desk/competence.h"

#include <algorithm>
#include <map>

#include "desk/seat.h"

namespace adem::desk {

namespace {

using election::OfficeKind;
using election::Right;
using election::RuleBook;

constexpr std::string_view kRelocation = "relocation";
constexpr std::string_view kDeployment = "deployment";
constexpr std::string_view kDelivery = "delivery";
constexpr std::string_view kOrganisers = "kpu";  // the chain whose duty the supplies are

bool covers_all(const Party& by, const std::vector<std::string>& areas) {
  return !areas.empty() && std::ranges::all_of(areas, [&by](const std::string& area) {
    return !area.empty() && covers(by.area, area);
  });
}

// What holds for everybody who acts.
std::string_view standing_breaks(const Party& by, const std::vector<std::string>& areas) {
  if (by.account.empty()) return "no-account";
  if (by.kind == nullptr) return "unknown-office";
  return covers_all(by, areas) ? "" : "foreign-area";
}

std::string_view own_duty_breaks(const Topic& topic, const Party& by) {
  if (!by.kind->may(Right::decide_own)) return "right";
  return topic.code == kDelivery && by.kind->chain != kOrganisers ? "other-chain" : "";
}

}  // namespace

Party party_of(const RuleBook& book, const std::string& account, const std::string& office) {
  Party party{account, office, "", nullptr};
  const auto colon = office.find(':');
  if (colon == std::string::npos || colon + 1 == office.size()) return party;
  party.area = office.substr(colon + 1);
  party.kind = book.office(office.substr(0, colon));
  return party;
}

std::optional<Topic> topic_of(const RuleBook& book, std::string_view about) {
  if (about == kRelocation) return Topic{std::string(about), true, nullptr};
  if (about == kDeployment || about == kDelivery) return Topic{std::string(about), false, nullptr};
  for (const auto& path : book.paths) {
    if (path.code == about) return Topic{path.code, true, &path};
  }
  return std::nullopt;
}

std::vector<std::string> topic_codes(const RuleBook& book) {
  std::vector<std::string> codes = {std::string(kRelocation)};
  for (const auto& path : book.paths) codes.push_back(path.code);
  codes.insert(codes.end(), {std::string(kDeployment), std::string(kDelivery)});
  return codes;
}

const RuleBook* book_of(std::string_view election) {
  static const std::map<std::string, RuleBook, std::less<>> books = [] {
    std::map<std::string, RuleBook, std::less<>> all;
    for (const auto& name : election::rule_book_names())
      all.emplace(name, election::rule_book(name));
    return all;
  }();
  const auto it = books.find(election);
  return it == books.end() ? nullptr : &it->second;
}

bool is_legal_basis(const RuleBook& book, std::string_view code) {
  return book.legal.contains(code) ||
         std::ranges::any_of(book.paths, [code](const auto& path) { return path.code == code; });
}

std::vector<std::string> legal_codes(const RuleBook& book) {
  std::vector<std::string> codes;
  for (const auto& [code, line] : book.legal.items()) codes.push_back(code);
  for (const auto& path : book.paths) {
    if (std::ranges::find(codes, path.code) == codes.end()) codes.push_back(path.code);
  }
  return codes;
}

std::string common_area(const std::vector<std::string>& areas) {
  if (areas.empty()) return {};
  std::string common = areas.front();
  for (const auto& area : areas) {
    while (!common.empty() && !covers(common, area)) {
      const auto dot = common.rfind('.');
      common.resize(dot == std::string::npos ? 0 : dot);
    }
  }
  return common;
}

std::string_view proposing_breaks(const Topic& topic, const Party& by,
                                  const std::vector<std::string>& areas) {
  if (const auto broken = standing_breaks(by, areas); !broken.empty()) return broken;
  if (topic.path != nullptr) {
    return by.kind->name_id == topic.path->chain.front() ? "" : "not-in-chain";
  }
  if (topic.voting) return by.kind->may(Right::propose) ? "" : "right";
  return own_duty_breaks(topic, by);
}

std::size_t forwards_needed(const Topic& topic) {
  return topic.path == nullptr || topic.path->chain.size() < 3 ? 0 : topic.path->chain.size() - 2;
}

std::string_view forwarding_breaks(const Topic& topic, const Party& by,
                                   const std::vector<std::string>& areas, std::size_t step) {
  if (const auto broken = standing_breaks(by, areas); !broken.empty()) return broken;
  if (step >= forwards_needed(topic)) return "not-in-chain";
  return by.kind->name_id == topic.path->chain[step + 1] ? "" : "not-in-chain";
}

std::string_view deciding_breaks(const Topic& topic, const std::vector<Party>& before,
                                 const Party& by, const std::vector<std::string>& reach) {
  if (by.account.empty()) return "no-account";
  if (by.kind == nullptr) return "unknown-office";
  if (!topic.voting) {
    if (const auto broken = own_duty_breaks(topic, by); !broken.empty()) return broken;
    for (const auto& one : before) {
      if (one.kind == nullptr || one.kind->chain != by.kind->chain) return "other-chain";
      if (!covers(by.area, one.area)) return "below";
    }
    return standing_breaks(by, reach);
  }
  if (!by.kind->may(Right::decide_voting)) return "right";
  if (const auto broken = standing_breaks(by, reach); !broken.empty()) return broken;
  if (by.kind->only_across && common_area(reach) != by.area) return "only-across";
  for (const auto& one : before) {
    if (one.office == by.office || one.account == by.account) return "own-proposal";
  }
  return before.size() < forwards_needed(topic) + 1 ? "not-forwarded" : "";
}

}  // namespace adem::desk
