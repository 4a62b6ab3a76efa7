// Five keepers and a copy of one of them, apart and together, in a thousand ways: clocks that go
// wrong, bundles that are cut, shuffled, repeated and lost, late enrolments, revocations,
// redactions, a fork. Once everybody has met everybody, all of them show the same.
#include <gtest/gtest.h>
#include <random>

#include "ledger/ledger_fixture.h"

namespace adem::ledger::testing {
namespace {

constexpr std::size_t kKeepers = 5;
constexpr std::size_t kCopy = 5;  // works with the key of keeper 3
constexpr int kSteps = 50;

class World {
 public:
  explicit World(std::uint64_t seed) : engine_(seed) {
    for (std::size_t i = 0; i <= kKeepers; ++i) {
      Settings settings = settings_of(static_cast<std::uint8_t>(i == kCopy ? 4 : i + 1));
      settings.random = [this](std::span<std::uint8_t> out) {
        for (auto& byte : out) byte = static_cast<std::uint8_t>(engine_());
      };
      keepers_.push_back(Ledger::open(db::open(":memory:"), fold, settings));
      skew_.push_back(any(5) == 0 ? 3 * 86400 : any(7200) - 3600);
    }
    keepers_[0]->found("K0", {}, by(0));
    for (std::size_t i = 1; i <= kKeepers; ++i) {
      // Some have met the founder before they begin, others join at the end.
      if (any(2) == 0) keepers_[i]->join(keepers_[0]->node());
    }
  }

  void run() {
    for (int step = 0; step < kSteps; ++step) {
      now_ += any(600);
      const int what = any(100);
      const std::size_t who = pick();
      if (what < 50) {
        speak(who);
      } else if (what < 80) {
        carry(who, pick());
      } else if (what < 88) {
        redact(who);
      } else if (what < 95) {
        enrol(who);
      } else if (what < 97) {
        revoke(who);
      } else {
        skew_[who] += any(200000) - 100000;  // a clock is set
      }
    }
  }

  // Everybody is a keeper in the end but who was revoked; everybody gets everything.
  void meet() {
    for (std::size_t i = 1; i <= kKeepers; ++i) {
      keepers_[i]->join(keepers_[0]->node());
      std::vector<std::string> offices{"kpu:1", "ppk:1"};
      if (any(2) == 0) offices.push_back("ppk:2");
      try_to([&] { keepers_[0]->enrol(keepers_[i]->node(), "late", offices, by(0)); });
    }
    // From hand to hand until one holds everything, then from him to all; once more changes
    // nothing.
    for (std::size_t i = 0; i < kKeepers; ++i) hand_over(i, i + 1);
    for (std::size_t i = 0; i < kKeepers; ++i) hand_over(kKeepers, i);
    EXPECT_EQ(hand_over(pick(), pick()).added, 0u);
  }

  void expect_agreement() {
    const Report first = keepers_[0]->report();
    std::size_t quarantined = 0;
    keepers_[0]->events([&](const Event&, std::string_view why) { quarantined += !why.empty(); });
    EXPECT_EQ(first.quarantined, quarantined);
    EXPECT_TRUE(first.gaps.empty());
    for (std::size_t i = 0; i <= kKeepers; ++i) {
      const Report report = keepers_[i]->report();
      EXPECT_EQ(report.events, first.events) << i;
      EXPECT_EQ(report.quarantined, first.quarantined) << i;
      EXPECT_EQ(report.redacted, first.redacted) << i;
      EXPECT_EQ(report.forks.size(), first.forks.size()) << i;
      EXPECT_EQ(report.state, first.state) << i;
      keepers_[i]->rebuild();
      EXPECT_EQ(keepers_[i]->report().state, first.state) << i << ": rebuilt";
    }
    const auto who = static_cast<std::size_t>(any(kKeepers + 1));
    const Report verified = keepers_[who]->verify([&](const Finding& finding) {
      // A redaction that counts no longer may have taken a body from every book.
      if (finding.what.code == "ledger.finding.no-body") return;
      ADD_FAILURE() << who << ": " << finding.event << " " << debug_text(finding.what);
    });
    EXPECT_EQ(verified.state, first.state);
    saw_quarantine += first.quarantined > 0;
    saw_forks += !first.forks.empty();
    saw_redactions += first.redacted > 0;
  }

  inline static int saw_quarantine = 0, saw_forks = 0, saw_redactions = 0;

 private:
  int any(int below) { return static_cast<int>(engine_() % static_cast<unsigned>(below)); }
  std::size_t pick() { return static_cast<std::size_t>(any(kKeepers + 1)); }
  std::int64_t clock(std::size_t who) const { return now_ + skew_[who]; }
  Draft by(std::size_t who) const {
    Draft draft;
    draft.at = at(who < skew_.size() ? clock(who) : now_);
    draft.office = "kpu:1";
    return draft;
  }
  // A keeper may be refused: he is not enrolled, or revoked, or it was done before.
  static void try_to(const std::function<void()>& act) {
    try {
      act();
    } catch (const Error& error) {
      EXPECT_TRUE(error.message().code.starts_with("ledger.")) << error.what();
    }
  }

  MergeReport hand_over(std::size_t from, std::size_t to) {
    const MergeReport report = merged(*keepers_[to], exported(*keepers_[from]), clock(to));
    EXPECT_EQ(report.refused_count, 0u);
    EXPECT_FALSE(report.truncated);
    return report;
  }

  void speak(std::size_t who) {
    std::vector<Draft> drafts;
    for (int i = any(3); i >= 0; --i) {
      const std::string thing = "t" + std::to_string(any(6));
      Draft one = any(5) == 0   ? made(thing, "nama " + std::to_string(any(100)))
                  : any(2) == 0 ? counted(thing, any(50))
                                : said_text(thing, "kata " + std::to_string(any(1000)));
      if (any(10) == 0) one.kind = "unknown.kind";
      if (any(4) == 0) one.office = "ppk:2";
      one.area = any(2) == 0 ? "14.72" : "14.71";
      one.at = at(clock(who));
      drafts.push_back(one);
    }
    try_to([&] { put(*keepers_[who], drafts, clock(who)); });
  }

  void carry(std::size_t from, std::size_t to) {
    Ledger::Export what;
    if (any(3) == 0) what.since = static_cast<std::uint64_t>(any(20));
    Lines lines = exported(*keepers_[from], what);
    auto events = lines.begin() + 1;
    if (any(2) == 0) std::shuffle(events, lines.end(), engine_);
    for (int i = any(4); i > 0 && lines.size() > 2; --i) {  // lost
      lines.erase(lines.begin() + 1 + any(static_cast<int>(lines.size()) - 1));
    }
    for (int i = any(3); i > 0; --i) {  // repeated
      lines.push_back(lines[static_cast<std::size_t>(1 + any(static_cast<int>(lines.size()) - 1))]);
    }
    merged(*keepers_[to], lines, clock(to));
  }

  void redact(std::size_t who) {
    std::vector<Id> ids;
    keepers_[who]->events([&](const Event& event, std::string_view) { ids.push_back(event.id); });
    if (ids.empty()) return;
    const Id id = ids[static_cast<std::size_t>(any(static_cast<int>(ids.size())))];
    try_to([&] { keepers_[who]->redact(id, "nama", by(who)); });
  }

  void enrol(std::size_t who) {
    std::vector<std::string> offices;
    if (any(3) == 0) offices = {"ppk:1", "kpu:1"};
    const std::size_t whom = any(3) == 0 ? kCopy : pick();
    try_to([&] { keepers_[who]->enrol(keepers_[whom]->node(), "n", offices, by(who)); });
  }

  void revoke(std::size_t who) {
    const std::size_t whom = pick();
    const auto after = static_cast<std::uint64_t>(any(10));
    try_to([&] { keepers_[who]->revoke(keepers_[whom]->node(), after, "hilang", by(who)); });
  }

  std::mt19937_64 engine_;
  std::vector<std::unique_ptr<Ledger>> keepers_;
  std::vector<std::int64_t> skew_;
  std::int64_t now_ = 0;
};

class Simulation : public ::testing::TestWithParam<int> {};

// Four tests, so that they run beside one another: 1,000 seeds together.
TEST_P(Simulation, WhoHoldsTheSameShowsTheSame) {
  World::saw_quarantine = World::saw_forks = World::saw_redactions = 0;
  constexpr int kSeeds = 250;
  for (int seed = GetParam() * kSeeds; seed < (GetParam() + 1) * kSeeds; ++seed) {
    World world(static_cast<std::uint64_t>(seed));
    world.run();
    world.meet();
    world.expect_agreement();
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
  }
  // The simulation meets what it is there for.
  EXPECT_GT(World::saw_quarantine, kSeeds / 10);
  EXPECT_GT(World::saw_forks, kSeeds / 2);
  EXPECT_GT(World::saw_redactions, kSeeds / 10);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Simulation, ::testing::Range(0, 4));

}  // namespace
}  // namespace adem::ledger::testing
