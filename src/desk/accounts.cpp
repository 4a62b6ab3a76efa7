#include "desk/accounts.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "desk/dates.h"
#include "desk/station_view.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

constexpr std::array kAccountsKinds = {Kind{"account.appointed", true}, Kind{"account.ended"}};

void apply(Json& state, const ledger::Event& event) {
  if (event.kind == "account.appointed") {
    const Json& body = event.body;
    state = Json{{"id", event.subject},
                 {"area", event.area},
                 {"office", body.at("office").get<std::string>()},
                 {"from", body.at("from").get<std::string>()},
                 {"to", body.at("to").get<std::string>()},
                 {"first", body.value("first", false)},
                 {"by", event.office}};
    return;
  }
  if (!state.is_object()) throw Unreadable{};
  state["to"] = event.body.at("on").get<std::string>();
  state["why"] = event.body.at("why").get<std::string>();
}

bool is_handle(const std::string& text) {
  return text.size() >= 2 && text.size() <= 40 && text.front() != '-' && text.back() != '-' &&
         std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

const election::OfficeKind& kind_of(const Seat& seat, const std::string& kind) {
  const auto* found = seat.rules().office(kind);
  if (found != nullptr) return *found;
  std::string known;
  for (const auto& one : seat.rules().offices) known += (known.empty() ? "" : ", ") + one.code;
  throw Error(ErrorKind::bad_input, "desk.unknown-kind", {{"kind", kind}, {"known", known}});
}

// The account that set this table up.
bool is_first(const Seat& seat) {
  const auto own = seat.state(seat.who().account);
  return own && own->value("first", false);
}

Json record_account(Seat& seat, const std::string& handle, const std::string& office,
                    const std::string& from, const std::string& to, bool first) {
  if (!is_handle(handle)) {
    throw Error(ErrorKind::bad_input, "desk.bad-handle", {{"handle", handle}});
  }
  if (seat.state(handle)) {
    throw Error(ErrorKind::conflict, "desk.taken-handle", {{"handle", handle}});
  }
  if (!to.empty() && to < from) {
    throw Error(ErrorKind::bad_input, "desk.to-before-from", {{"from", from}, {"to", to}});
  }
  const auto [kind, area] = office_parts(office);
  kind_of(seat, kind);
  Json body{{"office", office}, {"from", from}, {"to", to}};
  if (first) body["first"] = true;
  seat.act("account.appointed", handle, area, std::move(body));
  return Json{{"handle", handle}, {"office", office}, {"from", from}, {"to", to}};
}

Json appoint(Seat& seat, const Args& args) {
  // Digits pass as a handle and as an area code; somebody's number must not.
  const std::string office = seat.words(args.text("office"), "office");
  const std::string handle = seat.words(args.text("handle"), "handle");
  require_appoints(seat, office);
  const std::string from = args.has("from") ? seat.day(args.text("from"), "from") : seat.today();
  return record_account(seat, handle, office, from, seat.day(args.text("to"), "to", false), false);
}

Json end(Seat& seat, const Args& args) {
  const std::string handle = tidy(args.text("handle"));
  const Actor known = [&] {
    const auto state = seat.state(handle);
    if (!state || state->value("type", "") != "account") {
      throw Error(ErrorKind::not_found, "desk.no-account", {{"handle", handle}, {"known", "-"}});
    }
    Actor actor;
    actor.office = state->value("office", "");
    return actor;
  }();
  require_appoints(seat, known.office);
  const std::string on = args.has("on") ? seat.day(args.text("on"), "on") : seat.today();
  const std::string why = seat.words(args.text("why"), "why");
  seat.act("account.ended", handle, office_parts(known.office).second,
           Json{{"on", on}, {"why", why}});
  return Json{{"handle", handle}, {"on", on}};
}

constexpr std::array kAppoint = {Arg{"handle", ArgKind::text, true, true},
                                 Arg{"office", ArgKind::text, true, true}, Arg{"from"}, Arg{"to"}};
constexpr std::array kEnd = {Arg{"handle", ArgKind::text, true, true},
                             Arg{"why", ArgKind::text, true}, Arg{"on"}};
constexpr std::array kAccountsActs = {Act{"account.appoint", kAppoint, appoint},
                                      Act{"account.end", kEnd, end}};

}  // namespace

std::span<const Act> account_acts() { return kAccountsActs; }

const Part& account_part() {
  static constexpr Part part{"account", kAccountsKinds, apply};
  return part;
}

void require_appoints(const Seat& seat, const std::string& office) {
  if (seat.who().account.empty()) throw Error(ErrorKind::forbidden, "desk.no-accounts");
  const auto [kind, area] = office_parts(office);
  const auto& wanted = kind_of(seat, kind);
  if (is_first(seat)) return;
  seat.require(Right::keep, area);
  if (wanted.chain != seat.who().kind->chain) {
    throw Error(ErrorKind::forbidden, "desk.other-chain",
                {{"office", office}, {"own", seat.who().office}});
  }
}

void require_keeps(const Seat& seat) {
  if (seat.who().account.empty()) throw Error(ErrorKind::forbidden, "desk.no-accounts");
  if (!is_first(seat)) seat.require(Right::keep, "");
}

Json account_list(const ledger::Reader& book, const Surroundings& around, const Actor& who) {
  require_view(who);
  const std::string today = date_of(around.now, around.zone);
  Json accounts = Json::array();
  book.states("account", "", [&](const std::string& handle, const Json& state) {
    if (!state.contains("office")) return;
    const auto from = state.at("from").get<std::string>(), to = state.at("to").get<std::string>();
    accounts.push_back({{"handle", handle},
                        {"office", state.at("office")},
                        {"area", state.at("area")},
                        {"from", from},
                        {"to", to},
                        {"why", state.value("why", "")},
                        {"first", state.value("first", false)},
                        {"serves", from <= today && (to.empty() || today <= to)}});
  });
  return Json{{"accounts", std::move(accounts)}};
}

void appoint_first(Seat& seat, const std::string& handle, const std::string& office) {
  if (has_accounts(seat)) throw Error(ErrorKind::conflict, "desk.not-the-first");
  record_account(seat, handle, tidy(office), seat.today(), "", true);
}

}  // namespace adem::desk
