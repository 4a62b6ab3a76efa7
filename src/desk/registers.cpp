#include "desk/registers.h"

#include <array>

#include "base/error.h"
#include "base/hash.h"
#include "desk/text.h"

namespace adem::desk {

namespace {

constexpr std::array kRegistersKinds = {Kind{"register.brought"}};

void apply_register(Json& state, const ledger::Event& event) {
  const Json& body = event.body;
  state = Json{{"id", event.subject},
               {"area", ""},
               {"what", body.at("what").get<std::string>()},
               {"content", body.at("content").get<std::string>()},
               {"rows", body.at("rows").get<std::int64_t>()},
               {"by", event.office},
               {"at", iso_utc(event.at)}};
}

Json bring(Seat& seat, const Args& args) {
  seat.require(Right::report, "");
  const std::string what = tidy(args.text("what")), content = tidy(args.text("content"));
  if (what != "areas" && what != "stations") {
    throw Error(ErrorKind::bad_input, "desk.bad-list", {{"what", what}});
  }
  if (!Hash::from_hex(content)) {
    throw Error(ErrorKind::bad_input, "desk.bad-content", {{"content", content}});
  }
  const std::int64_t rows = args.number("rows", 0);
  seat.act("register.brought", "register-" + what, "",
           Json{{"what", what}, {"content", content}, {"rows", rows}});
  return Json{{"what", what}, {"content", content}, {"rows", rows}};
}

constexpr std::array kBring = {Arg{"what", ArgKind::text, true, true},
                               Arg{"content", ArgKind::text, true, true},
                               Arg{"rows", ArgKind::number}};
constexpr std::array kRegistersActs = {Act{"register.bring", kBring, bring}};

}  // namespace

std::span<const Act> register_acts() { return kRegistersActs; }

const Part& register_part() {
  static constexpr Part part{"register", kRegistersKinds, apply_register};
  return part;
}

}  // namespace adem::desk
