#include "desk/seat.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.h"
#include "desk/dates.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

std::string in_one_line(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text.empty() ? "-" : text;
}

// Every event of this act is provisional until the ledger numbers it: it sorts after all others, in
// the order of the act.
ledger::Event provisional(const ledger::Draft& draft, std::size_t nth) {
  constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
  ledger::Event event;
  static_cast<ledger::Draft&>(event) = draft;
  event.hlc.value = kLast - (std::int64_t{1} << 32) + static_cast<std::int64_t>(nth);
  return event;
}

}  // namespace

bool Actor::owns(std::string_view topic) const {
  return kind != nullptr && std::ranges::find(kind->owns, topic) != kind->owns.end();
}

bool covers(std::string_view within, std::string_view area) {
  if (within.empty() || within == area) return true;
  return area.size() > within.size() && area.starts_with(within) && area[within.size()] == '.';
}

std::pair<std::string, std::string> office_parts(const std::string& office) {
  const std::string clean = tidy(office);
  const auto colon = clean.find(':');
  if (colon == 0 || colon == std::string::npos || colon + 1 == clean.size() ||
      clean.find(' ') != std::string::npos) {
    throw Error(ErrorKind::bad_input, "desk.bad-office", {{"text", clean}});
  }
  return {clean.substr(0, colon), clean.substr(colon + 1)};
}

bool has_accounts(const ledger::Reader& book) {
  bool any = false;
  book.states("account", "", [&any](const std::string&, const Json&) { any = true; });
  return any;
}

bool has_accounts(const Seat& seat) {
  bool any = false;
  seat.states("account", "", [&any](const std::string&, const Json&) { any = true; });
  return any;
}

Actor actor_of(const ledger::Reader& book, const Surroundings& around, const std::string& handle) {
  const auto state = book.state(handle);
  if (!state || state->value("type", "") != "account") {
    std::vector<std::string> known;
    book.states("account", "",
                [&known](const std::string& id, const Json&) { known.push_back(id); });
    throw Error(ErrorKind::not_found, "desk.no-account",
                {{"handle", handle}, {"known", in_one_line(known)}});
  }
  const std::string today = date_of(around.now, around.zone);
  const std::string from = state->value("from", ""), to = state->value("to", "");
  if (today < from || (!to.empty() && today > to)) {
    throw Error(ErrorKind::forbidden, "desk.not-appointed",
                {{"handle", handle}, {"from", from}, {"to", to.empty() ? "-" : to}});
  }
  Actor actor;
  actor.account = handle;
  actor.office = state->value("office", "");
  const auto [kind, area] = office_parts(actor.office);
  actor.kind = around.rules->office(kind);
  actor.area = area;
  return actor;
}

Seat::Seat(const ledger::Reader& book, const ledger::Fold& fold, const Surroundings& around,
           Actor who)
    : book_(book), fold_(fold), around_(around), who_(std::move(who)) {}

std::string Seat::today() const { return date_of(around_.now, around_.zone); }

std::optional<Json> Seat::state(const std::string& aggregate) const {
  const auto found = changed_.find(aggregate);
  return found != changed_.end() ? found->second.state : book_.state(aggregate);
}

void Seat::states(std::string_view type, std::string_view area,
                  const std::function<void(const std::string&, const Json&)>& visit) const {
  std::map<std::string, Json> own;
  for (const auto& [aggregate, changed] : changed_) {
    if (changed.type == type && std::string_view(changed.area).starts_with(area)) {
      own.emplace(aggregate, changed.state);
    }
  }
  book_.states(type, area, [&](const std::string& aggregate, const Json& state) {
    while (!own.empty() && own.begin()->first < aggregate) {
      visit(own.begin()->first, own.begin()->second);
      own.erase(own.begin());
    }
    const auto mine = own.find(aggregate);
    if (mine != own.end()) {
      visit(aggregate, mine->second);
      own.erase(mine);
    } else if (!changed_.contains(aggregate)) {
      visit(aggregate, state);
    }
  });
  for (const auto& [aggregate, state] : own) visit(aggregate, state);
}

std::vector<std::string> Seat::ids(std::string_view type) const {
  std::vector<std::string> found;
  states(type, "", [&found](const std::string& id, const Json&) { found.push_back(id); });
  return found;
}

std::string Seat::meant(std::string_view type, const std::string& text) const {
  const auto known = ids(type);
  const Names names(known);
  const auto candidates = names.candidates(text);
  if (candidates.size() == 1) return candidates.front();
  if (candidates.size() > 1) {
    throw Error(ErrorKind::conflict, "desk.ambiguous-id",
                {{"id", tidy(text)}, {"known", in_one_line(candidates)}});
  }
  std::vector<std::string> shown;
  for (const auto& id : known) shown.push_back(names.shown(id));
  throw Error(ErrorKind::not_found, "desk.unknown-id",
              {{"id", tidy(text)}, {"type", std::string(type)}, {"known", in_one_line(shown)}});
}

void require(const Actor& who, const election::RuleBook& rules, Right right) {
  if (who.account.empty()) throw Error(ErrorKind::forbidden, "desk.no-accounts");
  if (who.may(right)) return;
  std::vector<std::string> may;
  for (const auto& kind : rules.offices) {
    if (kind.may(right)) may.push_back(kind.code);
  }
  throw Error(ErrorKind::forbidden, "desk.not-allowed",
              {{"office", who.office},
               {"right", std::string(election::name_of(right))},
               {"may", in_one_line(may)}});
}

void Seat::require(Right right, std::string_view area) const {
  desk::require(who_, rules(), right);
  if (!area.empty() && !covers(who_.area, area)) {
    throw Error(ErrorKind::forbidden, "desk.foreign-area",
                {{"office", who_.office}, {"area", std::string(area)}});
  }
}

std::string Seat::words(const std::string& text, const std::string& field, bool required) const {
  return public_words(text, field, required);
}

std::string Seat::day(const std::string& text, const std::string& field, bool required) const {
  const std::string clean = tidy(text);
  if (clean.empty() && !required) return clean;
  if (clean.empty()) throw Error(ErrorKind::bad_input, "desk.empty", {{"field", field}});
  const auto date = read_date(clean);
  if (!date) throw Error(ErrorKind::bad_input, "desk.bad-date", {{"text", clean}});
  return *date;
}

std::string Seat::moment(const std::string& text) const {
  if (tidy(text).empty()) return iso_utc(around_.now);
  const auto at = read_moment(text, around_.zone);
  if (!at) throw Error(ErrorKind::bad_input, "desk.bad-moment", {{"text", tidy(text)}});
  return iso_utc(*at);
}

std::string Seat::station(const std::string& text) const {
  return around_.station(words(text, "station"));
}

std::string Seat::area_of_station(const std::string& key) const {
  return around_.area_of_station ? around_.area_of_station(key) : std::string();
}

std::string Seat::mint(std::string_view type, char letter) const {
  return next_id("", letter, around_.tag, ids(type));
}

void Seat::act(std::string_view kind, const std::string& subject, std::string_view area, Json body,
               const std::string& office) {
  ledger::Draft draft;
  draft.at = around_.now;
  draft.author = who_.account;
  draft.office = who_.account.empty() ? office : who_.office;
  draft.area = area;
  draft.kind = kind;
  draft.subject = subject;
  draft.body = std::move(body);
  const auto event = provisional(draft, drafts_.size());
  const auto place = fold_.place(event);
  if (place) {
    Json now = state(place->aggregate).value_or(Json());
    fold_.apply(now, event);
    std::string found_by = fold_.area(now);
    changed_[place->aggregate] = {place->type, std::move(found_by), std::move(now)};
  }
  drafts_.push_back(std::move(draft));
}

std::vector<ledger::Draft> Seat::take() {
  changed_.clear();
  return std::exchange(drafts_, {});
}

}  // namespace adem::desk
