// Proposing, forwarding, deciding, following up: the rules in acts. Who may is in the matrix.
#include "desk/dossier.h"

#include "desk/competence.h"
#include "desk/dossier_fixture.h"

namespace adem::desk {
namespace {

using namespace testing;

Json dossier(const Table& table, const std::string& id = "p1~aaaaaaaa") {
  return *table.book.state(id);
}

std::string refused_proposal(Json args, const char* key, const Json& value,
                             const char* by = "ppk") {
  Table table;
  args[key] = value;
  return table.refused(by, "proposal.make", args);
}

TEST(Proposals, SayWhatWhereWhyAndOnWhichGround) {
  EXPECT_EQ(refused_proposal(relocation(), "about", "pindah"), "desk.unknown-topic");
  EXPECT_EQ(refused_proposal(relocation(), "legal", "pasal-99"), "desk.unknown-legal");
  EXPECT_EQ(refused_proposal(relocation(), "legal", ""), "desk.no-basis");
  EXPECT_EQ(refused_proposal(relocation(), "to-venue", " "), "desk.empty");
  EXPECT_EQ(refused_proposal(relocation(), "reason", ""), "desk.empty");
  EXPECT_EQ(refused_proposal(relocation(), "stations", Json::array()), "desk.no-place");
  EXPECT_EQ(refused_proposal(relocation(), "stations", {"TPS 999"}), "election.no-station");
  EXPECT_EQ(refused_proposal(relocation(), "made-from", "abc"), "desk.bad-hash");
  EXPECT_EQ(refused_proposal(relocation(), "made-from", std::string(64, 'a')), "");
  EXPECT_EQ(refused_proposal(relocation(), "fact", "f9"), "desk.unknown-id");
  EXPECT_EQ(refused_proposal(relocation(), "area", "14.71.01"), "desk.out-of-area");
  // Own duties need no line of the rule book.
  EXPECT_EQ(refused_proposal(own_duty("deployment"), "legal", "Sprin Kapolres", "polsek"), "");
}

TEST(Proposals, NoCalculationStandsBehindARepeatedVote) {
  EXPECT_EQ(refused_proposal(voting("ulang"), "made-from", std::string(64, 'a'), "kpps"),
            "desk.made-by-adem");
  EXPECT_EQ(refused_proposal(voting("susulan"), "made-from", std::string(64, 'a')), "");
}

TEST(Proposals, WaitForTheirDecision) {
  Table table;
  const Json made = table.as("ppk", "proposal.make", relocation());
  EXPECT_EQ(made["id"], "p1");
  EXPECT_EQ(made["status"], "pending");
  const Json state = dossier(table);
  EXPECT_EQ(state["area"], "14.72.05.1003");
  EXPECT_EQ(state["proposal"]["stations"], Json{"1472051003001"});
  EXPECT_EQ(state["proposal"]["by"], "ppk:14.72.05");
  EXPECT_EQ(state["proposal"]["broken"], "");
}

TEST(Proposals, AreWithdrawnByWhoMadeThemUntilDecided) {
  Table table;
  const auto id = propose(table, "ppk", relocation());
  const Json args{{"proposal", "p1"}, {"why", "Air surut"}};
  EXPECT_EQ(table.refused("pps", "proposal.withdraw", args), "desk.others-record");
  table.as("ppk", "proposal.withdraw", args);
  EXPECT_EQ(dossier(table)["status"], "withdrawn");
  EXPECT_EQ(table.refused("ppk", "proposal.withdraw", args), "desk.already-decided");
  EXPECT_EQ(table.refused("kpu", "decision.make", verdict(id)), "desk.already-decided");
}

TEST(Decisions, AreMadeByKpuOnAnothersProposal) {
  Table table;
  const auto id = propose(table, "ppk", relocation());
  for (const char* police : {"polres", "polsek", "bhabinkamtibmas", "tni"}) {
    EXPECT_EQ(table.refused(police, "decision.make", verdict(id)), "desk.not-allowed") << police;
  }
  const Json made = table.as("kpu", "decision.make", verdict("p1"));
  EXPECT_EQ(made["id"], "p1.k1");
  EXPECT_EQ(dossier(table)["status"], "approved");
  const Json decision = dossier(table)["decisions"][0];
  EXPECT_EQ(decision["to_venue"], "SDN 01 Guntung");
  EXPECT_EQ(decision["valid_from"], "2024-11-26T22:30:00Z");
  EXPECT_EQ(table.refused("kpu", "decision.make", verdict("p1")), "desk.already-decided");
}

TEST(Decisions, ProposerIsNotApprover) {
  // A rule book in which KPU may propose too: still not both about one thing.
  const auto& book = *book_of("pilkada-2024");
  auto kpu = *book.office("kpu");
  kpu.rights.push_back(election::Right::propose);
  const Party office{"kpu-1", "kpu:14.72", "14.72", &kpu};
  const Party same_office{"kpu-2", "kpu:14.72", "14.72", &kpu};
  const Party same_account{"kpu-1", "ppk:14.72.05", "14.72.05", book.office("ppk")};
  const Party ppk{"ppk-1", "ppk:14.72.05", "14.72.05", book.office("ppk")};
  const Topic topic = *topic_of(book, "relocation");
  const std::vector<std::string> areas = {"14.72.05.1003"};
  EXPECT_EQ(proposing_breaks(topic, office, areas), "");
  EXPECT_EQ(deciding_breaks(topic, {office}, same_office, areas), "own-proposal");
  EXPECT_EQ(deciding_breaks(topic, {same_account}, office, areas), "own-proposal");
  EXPECT_EQ(deciding_breaks(topic, {ppk}, office, areas), "");
}

TEST(Decisions, NameTheirGroundTheirDayAndWhyNot) {
  Table table;
  const auto id = propose(table, "ppk", relocation());
  const auto refused = [&](const char* key, const char* value) {
    Json args = verdict(id);
    args[key] = value;
    return table.refused("kpu", "decision.make", args);
  };
  EXPECT_EQ(refused("legal", ""), "desk.no-basis");
  EXPECT_EQ(refused("legal", "pasal-99"), "desk.unknown-legal");
  EXPECT_EQ(refused("verdict", "setuju"), "desk.unknown-verdict");
  EXPECT_EQ(refused("valid-from", "besok"), "desk.bad-moment");
  Json args = verdict(id, "returned");
  args.erase("note");
  EXPECT_EQ(table.refused("kpu", "decision.make", args), "desk.empty");
  args.erase("legal");
  EXPECT_EQ(table.refused("kpu", "decision.make", args), "desk.missing-arg");
  EXPECT_EQ(dossier(table)["decisions"].size(), 0U);
}

TEST(Decisions, ANewDayOfVotingIsNamedAndAMoveHoldsFromNow) {
  Table table;
  propose(table, "ppk", voting("susulan"));
  propose(table, "ppk", relocation());
  const auto undated = [](const char* id) {
    Json args = verdict(id);
    args.erase("valid-from");
    return args;
  };
  EXPECT_EQ(table.refused("kpu", "decision.make", undated("p1")), "desk.empty");
  table.at("2024-11-27T05:45");
  table.as("kpu", "decision.make", undated("p2"));
  EXPECT_EQ(dossier(table, "p2~aaaaaaaa")["decisions"][0]["valid_from"], "2024-11-26T22:45:00Z");
}

TEST(Decisions, ARepeatedVoteGoesThroughItsWholeChain) {
  Table table;
  EXPECT_EQ(table.refused("ppk", "proposal.make", voting("ulang")), "desk.not-in-chain");
  const auto id = propose(table, "kpps", voting("ulang"));
  EXPECT_EQ(dossier(table)["status"], "to-forward");
  EXPECT_EQ(table.refused("kpu", "decision.make", verdict(id)), "desk.not-forwarded");
  EXPECT_EQ(table.refused("pps", "proposal.forward", Json{{"proposal", id}}), "desk.not-in-chain");
  table.as("ppk", "proposal.forward", Json{{"proposal", id}});
  EXPECT_EQ(dossier(table)["status"], "pending");
  EXPECT_EQ(table.refused("ppk", "proposal.forward", Json{{"proposal", id}}), "desk.not-in-chain");
  table.as("kpu", "decision.make", verdict(id, "refused"));
  EXPECT_EQ(dossier(table)["status"], "refused");
}

TEST(Decisions, TheProvinceDecidesOnlyAcrossRegencies) {
  Table table;
  const auto here = propose(table, "ppk", voting("susulan"));
  const auto there = propose_next_door(table);
  EXPECT_EQ(table.refused("kpu-provinsi", "decision.make", verdict(here)), "desk.only-across");
  Json both = verdict(here);
  both["with"] = {there};
  EXPECT_EQ(table.refused("kpu", "decision.make", both), "desk.out-of-area");
  EXPECT_EQ(table.as("kpu-provinsi", "decision.make", both)["decided"], 2);
  EXPECT_EQ(dossier(table, here)["status"], "approved");
  EXPECT_EQ(dossier(table, there)["status"], "approved");
  EXPECT_EQ(dossier(table, there)["decisions"][0]["together"], (Json{here, there}));
}

TEST(Decisions, OwnDutiesStayInTheirChain) {
  Table table;
  const auto id = propose(table, "polsek", own_duty("deployment"));
  EXPECT_EQ(table.refused("kpu", "decision.make", verdict(id)), "desk.other-duty");
  EXPECT_EQ(table.refused("bhabinkamtibmas", "decision.make", verdict(id)), "desk.below");
  EXPECT_EQ(table.refused("polres", "decision.make", verdict(id)), "");
  EXPECT_EQ(table.refused("polsek", "proposal.make", own_duty("delivery")), "desk.other-duty");
}

TEST(Decisions, AreWithdrawnByTheOfficeThatMadeThem) {
  Table table;
  const auto id = approved(table);
  EXPECT_EQ(table.refused("ppk", "decision.withdraw", Json{{"decision", id}, {"why", "x"}}),
            "desk.others-record");
  EXPECT_EQ(table.refused("kpu", "decision.withdraw", Json{{"decision", "p1.k1"}, {"why", ""}}),
            "desk.empty");
  table.as("kpu", "decision.withdraw", Json{{"decision", "p1.k1"}, {"why", "Keliru"}});
  EXPECT_EQ(dossier(table)["status"], "pending");
  EXPECT_EQ(table.as("kpu", "decision.make", verdict("p1"))["id"], "p1.k2");
  EXPECT_EQ(dossier(table)["status"], "approved");
}

TEST(Actions, AreTakenByTheirOwnersOrGivenWithinTheChain) {
  Table table;
  approved(table);
  Json action{{"decision", "p1"}, {"text", "Memindahkan bilik"}, {"due", "2024-11-26"}};
  EXPECT_EQ(table.as("polsek", "action.add", action)["owner"], "polsek:14.72.05");
  action["owner"] = "polsek:14.72.05";
  EXPECT_EQ(table.refused("kpu", "action.add", action), "desk.not-own-duty");
  action["owner"] = "raja:14.72.05";
  EXPECT_EQ(table.refused("kpu", "action.add", action), "desk.unknown-kind");
  action["owner"] = "ppk:14.72.05";
  EXPECT_EQ(table.as("kpu", "action.add", action)["id"], "p1.a2");
  const Json done{{"action", "p1.a2"}, {"evidence", "Berita acara"}};
  EXPECT_EQ(table.refused("kpu", "action.done", done), "desk.others-record");
  Json future = done;
  future["on"] = "2024-11-21";
  EXPECT_EQ(table.refused("ppk", "action.done", future), "desk.done-in-future");
  table.as("ppk", "action.done", done);
  EXPECT_EQ(dossier(table)["actions"][1]["state"], "done");
  EXPECT_EQ(table.refused("ppk", "action.done", done), "desk.already-done");
}

TEST(Actions, FollowApprovedDecisionsOnlyAndFallWithThem) {
  Table table;
  const auto id = propose(table, "ppk", relocation());
  table.as("kpu", "decision.make", verdict(id, "refused"));
  const Json action{{"decision", "p1"}, {"text", "Memindahkan bilik"}, {"due", "2024-11-26"}};
  EXPECT_EQ(table.refused("ppk", "action.add", action), "desk.not-approved");
  Table other;
  approved(other);
  other.as("ppk", "action.add", action);
  other.as("kpu", "decision.withdraw", Json{{"decision", "p1.k1"}, {"why", "Keliru"}});
  EXPECT_EQ(dossier(other)["actions"][0]["state"], "cancelled");
}

TEST(Notices, StandOnAnApprovedDecisionAboutVoting) {
  Table table;
  const auto id = propose(table, "ppk", relocation());
  EXPECT_EQ(table.refused("kpu", "notice.publish", Json{{"decision", "p1"}}), "desk.unknown-id");
  table.as("kpu", "decision.make", verdict(id));
  EXPECT_EQ(table.as("kpu", "notice.publish", Json{{"decision", "p1"}})["id"], "p1.n1");
  EXPECT_EQ(dossier(table)["notices"][0]["state"], "published");
  EXPECT_EQ(table.refused("kpu", "notice.publish", Json{{"decision", "p1"}}),
            "desk.already-published");
  table.as("kpu", "notice.withdraw", Json{{"notice", "p1.n1"}, {"why", "Jam berubah"}});
  EXPECT_EQ(dossier(table)["notices"][0]["state"], "withdrawn");
  const auto own = propose(table, "polsek", own_duty("deployment"));
  const auto ordered = decide(table, "polsek", verdict(own));
  EXPECT_EQ(table.refused("polsek", "notice.publish", Json{{"decision", ordered}}),
            "desk.not-voting");
}

}  // namespace
}  // namespace adem::desk
