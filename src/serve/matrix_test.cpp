// The authorisation matrix again, over HTTP: every act, every kind of office, own area and foreign,
// is refused or recorded as tests/data/matrix says. The situations are those of the desk's own
// test; what they prepared is written into a ledger, and the act comes over the wire.
#include "desk/matrix.h"

#include "serve/stage_fixture.h"

namespace adem::serve {
namespace {

using namespace desk::testing;
using testing::Scene;
using testing::Stage;

const std::string kTables = std::string(ADEM_TEST_DATA) + "/matrix";

// "" done, "-" refused as not allowed, else the other refusal. `handle` empty: nobody logs in.
std::string tried(Stage& stage, Table& table, const std::string& handle, const std::string& act,
                  const Json& args) {
  Scene scene(stage, table);
  const auto before = scene.house().ledger().size();
  const auto answer =
      scene.ask(scene.headers_of(handle), "POST", "/api/v1/acts",
                Json{{"id", testing::uuid(1)}, {"act", act}, {"args", args}}.dump());
  const bool recorded = scene.house().ledger().size() > before;
  EXPECT_EQ(recorded, answer.status == 200) << act << " by " << handle;
  if (answer.status == 200) return "";
  return answer.status == 401 || answer.status == 403 ? "-" : answer.body;
}

TEST(MatrixOverHttp, EachOfficeMayWhatTheTableSaysAndNothingElse) {
  Stage stage;
  for (const auto& [row, cells] : read_matrix(kTables)) {
    ASSERT_TRUE(Situation::all().contains(row)) << row;
    const auto prepare = Situation::all().at(row);
    for (const auto& [kind, cell] : cells) {
      Table home;
      const Json args = prepare(home, kind);
      EXPECT_EQ(tried(stage, home, kind, act_of(row), args), cell == '-' ? "-" : "")
          << row << " by " << kind;
      Table far;
      appoint_far(far, kind);
      const Json far_args = prepare(far, kind);
      EXPECT_EQ(tried(stage, far, kind + "-far", act_of(row), far_args), cell == '*' ? "" : "-")
          << row << " by " << kind << " of a foreign area";
    }
    if (who_may(cells).empty()) continue;
    Table table;
    const Json args = prepare(table, who_may(cells));
    EXPECT_EQ(tried(stage, table, "", act_of(row), args), "-") << row << " by nobody";
  }
}

}  // namespace
}  // namespace adem::serve
