// Who is trusted is a function of the set of events, whatever their order.
#include "ledger/trust.h"

#include <gtest/gtest.h>
#include <random>

#include "ledger/ledger_fixture.h"

namespace adem::ledger::testing {
namespace {

Id node(std::uint8_t n) {
  Id id;
  id.bytes[0] = n;
  return id;
}

class TrustTest : public ::testing::Test {
 protected:
  void says(std::uint8_t signer, std::uint64_t seq, std::int64_t clock, std::string_view kind,
            Json body, const std::string& office = "kpu:1") {
    Row row;
    row.event.node = node(signer);
    row.event.seq = seq;
    row.event.hlc = Hlc{clock};
    row.event.hash = hash_of(std::to_string(rows_.size()));
    row.event.kind = kind;
    row.event.office = office;
    row.event.body = std::move(body);
    rows_.push_back(std::move(row));
  }
  void enrols(std::uint8_t signer, std::uint64_t seq, std::int64_t clock, std::uint8_t whom,
              std::vector<std::string> offices = {}, const std::string& office = "kpu:1") {
    says(
        signer, seq, clock, kEnrolled,
        Json{{"name", "n" + std::to_string(seq)}, {"node", node(whom).hex()}, {"offices", offices}},
        office);
  }
  void revokes(std::uint8_t signer, std::uint64_t seq, std::int64_t clock, std::uint8_t whom,
               std::uint64_t after) {
    says(signer, seq, clock, kRevoked, Json{{"after", after}, {"node", node(whom).hex()}});
  }
  Trustees judged() const { return {node(1), node(99), rows_}; }
  Standing standing(std::uint8_t who, std::uint64_t seq, std::string_view office = "kpu:1") const {
    return judged().judge(node(who), seq, office);
  }
  std::vector<Row> rows_;
};

TEST_F(TrustTest, TheFounderAndTheHomeNodeAlone) {
  EXPECT_EQ(standing(1, 5), Standing::folded);
  EXPECT_EQ(standing(99, 5), Standing::folded) << "at home";
  EXPECT_EQ(standing(2, 1), Standing::unknown_node);
}

TEST_F(TrustTest, EnrolmentReachesAsFarAsItsChain) {
  enrols(1, 1, 10, 2);
  enrols(2, 1, 5, 3);  // before its own enrolment by the clock: clocks do not decide
  enrols(7, 1, 1, 4);
  EXPECT_EQ(standing(2, 1), Standing::folded);
  EXPECT_EQ(standing(3, 1), Standing::folded);
  EXPECT_EQ(standing(4, 1), Standing::unknown_node);
}

TEST_F(TrustTest, TheLatestEnrolmentSaysNameAndOffices) {
  enrols(1, 1, 10, 2, {"ppk:1"});
  EXPECT_EQ(standing(2, 1, "ppk:1"), Standing::folded);
  EXPECT_EQ(standing(2, 1, "kpu:1"), Standing::not_its_office);
  enrols(1, 2, 20, 2, {"ppk:2"});
  EXPECT_EQ(standing(2, 1, "ppk:1"), Standing::not_its_office);
  enrols(2, 1, 30, 2, {}, "ppk:2");
  EXPECT_EQ(standing(2, 1, "ppk:1"), Standing::not_its_office) << "nobody widens his own";
  // What it enrols counts while it speaks for its office.
  enrols(2, 2, 40, 3, {}, "ppk:2");
  enrols(2, 3, 40, 4, {}, "kpu:1");
  EXPECT_EQ(standing(3, 1), Standing::folded);
  EXPECT_EQ(standing(4, 1), Standing::unknown_node);
}

TEST_F(TrustTest, RevocationReachesBackToTheNumberItNames) {
  enrols(1, 1, 10, 2);
  enrols(2, 3, 20, 3);
  enrols(2, 6, 5, 4);  // the thief set the clock back
  revokes(1, 2, 30, 2, 4);
  EXPECT_EQ(standing(2, 4), Standing::folded);
  EXPECT_EQ(standing(2, 5), Standing::revoked);
  EXPECT_EQ(standing(3, 1), Standing::folded) << "enrolled while it was good";
  EXPECT_EQ(standing(4, 1), Standing::unknown_node);
  revokes(1, 3, 40, 2, 2);
  EXPECT_EQ(standing(2, 3), Standing::revoked) << "the stricter counts";
  EXPECT_EQ(standing(3, 1), Standing::unknown_node);
  enrols(1, 4, 50, 2);
  EXPECT_EQ(standing(2, 3), Standing::revoked) << "for good";
}

TEST_F(TrustTest, TheSeniorRevokesTheJuniorOnly) {
  enrols(1, 1, 10, 2);
  enrols(1, 2, 20, 3);
  revokes(2, 1, 30, 3, 0);
  revokes(3, 1, 25, 2, 0);
  revokes(3, 2, 25, 1, 0);
  revokes(2, 2, 35, 2, 7);  // itself
  revokes(1, 3, 40, 1, 0);
  EXPECT_EQ(standing(1, 9), Standing::folded) << "the founder is replaced, never revoked";
  EXPECT_EQ(standing(2, 7), Standing::folded);
  EXPECT_EQ(standing(2, 8), Standing::revoked);
  EXPECT_EQ(standing(3, 1), Standing::revoked);
}

TEST_F(TrustTest, WhatDoesNotHoldWhatItMustIsLeftAlone) {
  says(1, 1, 1, kEnrolled, nullptr);
  says(1, 2, 1, kEnrolled, Json{{"node", "x"}, {"offices", Json::array()}});
  says(1, 3, 1, kEnrolled, Json{{"node", node(2).hex()}});
  says(1, 4, 1, kEnrolled, Json{{"node", node(2).hex()}, {"offices", {1}}});
  says(1, 5, 1, kRevoked, Json{{"node", node(2).hex()}, {"after", -1}});
  says(1, 6, 1, kRevoked, Json{{"node", node(2).hex()}});
  says(1, 7, 1, "thing.made", Json{{"node", node(2).hex()}, {"offices", Json::array()}});
  EXPECT_EQ(judged().all().size(), 1u);
}

TEST_F(TrustTest, TheOrderOfArrivalDoesNotMatter) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    std::mt19937 engine(seed);
    const auto any = [&engine](unsigned below) { return engine() % below; };
    rows_.clear();
    for (int i = 0; i < 14; ++i) {
      const auto signer = static_cast<std::uint8_t>(1 + any(5));
      const auto whom = static_cast<std::uint8_t>(1 + any(5));
      if (any(3) > 0) {
        enrols(signer, 1 + any(9), any(20), whom,
               any(3) == 0 ? std::vector<std::string>{"ppk:1"} : std::vector<std::string>{},
               any(2) == 0 ? "ppk:1" : "kpu:1");
      } else {
        revokes(signer, 1 + any(9), any(20), whom, any(9));
      }
    }
    const auto expected = judged().all();
    for (int i = 0; i < 5; ++i) {
      std::shuffle(rows_.begin(), rows_.end(), engine);
      ASSERT_EQ(judged().all(), expected) << seed;
    }
  }
}

}  // namespace
}  // namespace adem::ledger::testing
