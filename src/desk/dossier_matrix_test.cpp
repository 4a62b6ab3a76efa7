// Situations of tests/data/matrix/dossiers.txt.
#include "desk/dossier_fixture.h"

namespace adem::desk::testing {
namespace {

Prepare decides(const char* by, const Json& proposal) {
  return [by, proposal](Table& table, const std::string&) {
    return verdict(propose(table, by, proposal));
  };
}

Json forwarding(Table& table, const std::string&) {
  return Json{{"proposal", propose(table, "kpps", voting("ulang"))}, {"note", "Diteruskan"}};
}

Json decides_ulang(Table& table, const std::string& kind) {
  const Json args = forwarding(table, kind);
  table.as("ppk", "proposal.forward", args);
  return verdict(args.at("proposal"));
}

Json decides_across(Table& table, const std::string&) {
  Json args = verdict(propose(table, "ppk", voting("susulan")));
  args["with"] = {propose_next_door(table)};
  args["legal"] = "area-postponement";
  return args;
}

Json withdraws_proposal(Table& table, const std::string&) {
  return Json{{"proposal", propose(table, "ppk", relocation())}, {"why", "Air sudah surut"}};
}

Json withdraws_decision(Table& table, const std::string&) {
  return Json{{"decision", approved(table)}, {"why", "Tempatnya keliru"}};
}

Json withdraws_deployment(Table& table, const std::string&) {
  const auto proposal = propose(table, "polsek", own_duty("deployment"));
  return Json{{"decision", decide(table, "polsek", verdict(proposal))}, {"why", "Diganti"}};
}

Json publishes(Table& table, const std::string&) { return Json{{"decision", approved(table)}}; }

Json withdraws_notice(Table& table, const std::string& kind) {
  const Json made = table.as("kpu", "notice.publish", publishes(table, kind));
  return Json{{"notice", made.at("full")}, {"why", "Keliru jamnya"}};
}

Json action(Table& table, const std::string& owner) {
  return Json{{"decision", approved(table)},
              {"owner", owner},
              {"text", "Mengangkut kotak suara"},
              {"due", "2024-11-26"},
              {"stations", {"TPS 001 Guntung"}}};
}

Json adds_own(Table& table, const std::string& kind) { return action(table, office_id(kind)); }
Json gives_to_ppk(Table& table, const std::string&) { return action(table, "ppk:14.72.05"); }

Json done_by_ppk(Table& table, const std::string& kind) {
  const Json made = table.as("kpu", "action.add", gives_to_ppk(table, kind));
  return Json{{"action", made.at("full")}, {"evidence", "Berita acara"}, {"on", "2024-11-20"}};
}

Json withdraws_action(Table& table, const std::string&) {
  const Json made = table.as("polsek", "action.add", action(table, "polsek:14.72.05"));
  return Json{{"action", made.at("full")}, {"why", "Tidak perlu lagi"}};
}

const Situation kSituations[] = {
    {"proposal.make/relocation", just(relocation())},
    {"proposal.make/lanjutan", just(voting("lanjutan"))},
    {"proposal.make/susulan", just(voting("susulan"))},
    {"proposal.make/ulang", just(voting("ulang"))},
    {"proposal.make/deployment", just(own_duty("deployment"))},
    {"proposal.make/delivery", just(own_duty("delivery"))},
    {"proposal.forward/ulang", forwarding},
    {"proposal.withdraw/relocation", withdraws_proposal},
    {"decision.make/relocation", decides("ppk", relocation())},
    {"decision.make/susulan", decides("ppk", voting("susulan"))},
    {"decision.make/ulang", decides_ulang},
    {"decision.make/across", decides_across},
    {"decision.make/deployment", decides("polsek", own_duty("deployment"))},
    {"decision.make/delivery", decides("ppk", own_duty("delivery"))},
    {"decision.withdraw/relocation", withdraws_decision},
    {"decision.withdraw/deployment", withdraws_deployment},
    {"notice.publish/relocation", publishes},
    {"notice.withdraw/relocation", withdraws_notice},
    {"action.add/own", adds_own},
    {"action.add/given", gives_to_ppk},
    {"action.done/ppk", done_by_ppk},
    {"action.withdraw/polsek", withdraws_action},
};

}  // namespace
}  // namespace adem::desk::testing
