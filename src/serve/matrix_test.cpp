// The authorisation matrix again, over HTTP: every act, every kind of office, own area and foreign,
// is refused or recorded as tests/data/matrix says. The situations are those of the desk's own
// test; what they prepared is written into a ledger, and the act comes over the wire.
#include "desk/matrix.h"

#include "serve/api.h"
#include "serve/serve_fixture.h"

namespace adem::serve {
namespace {

using namespace desk::testing;
using testing::Answer;
using testing::Client;
using testing::Place;

const std::string kTables = std::string(ADEM_TEST_DATA) + "/matrix";

// One server for thousands of ledgers: each in memory, one after another.
class Stage : public http::Application {
 public:
  Stage()
      : server_(*this, settings()), thread_([this] { server_.run(); }), client_(server_.port()) {}
  ~Stage() override {
    client_.close();
    server_.stop();
    thread_.join();
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  std::size_t body_limit(const http::Request& head) const override {
    return api_->body_limit(head);
  }
  http::Response answer(const http::Request& request) override { return api_->answer(request); }
  http::Response refuse(int status, const http::Request& request) override {
    return api_->refuse(status, request);
  }
  void connected(std::size_t) override {}

  // "" done, "-" refused as not allowed, else the other refusal. `handle` empty: nobody logs in.
  std::string tried(Table& table, const std::string& handle, const std::string& act,
                    const Json& args) {
    House house(place_.workspace(), ledger_of(table), db::open(":memory:"),
                Clock{.now = [&table] { return table.around.now; }, .ticks = [] { return 0; }});
    Api api(house, voices_);
    api_ = &api;
    client_.headers.clear();
    if (!handle.empty()) {
      client_.headers = {{"Authorization",
                          "Bearer " + house.logins().open_trusted(handle, true, table.around.now)}};
    }
    const auto before = house.ledger().size();
    const Answer answer =
        client_.post("/api/v1/acts", Json{{"id", testing::uuid(1)}, {"act", act}, {"args", args}});
    const bool recorded = house.ledger().size() > before;
    api_ = nullptr;
    EXPECT_EQ(recorded, answer.status == 200) << act << " by " << handle;
    if (answer.status == 200) return "";
    return answer.status == 401 || answer.status == 403 ? "-" : answer.body;
  }

 private:
  static http::Settings settings() {
    http::Settings settings;
    settings.threads = 1;
    return settings;
  }
  static std::unique_ptr<ledger::Ledger> ledger_of(const Table& table) {
    static const SigningKey key = SigningKey::generate();
    ledger::Settings of;
    of.key = key;
    auto made = ledger::Ledger::open(db::open(":memory:"), desk::desk_fold(), std::move(of));
    made->commit(
        [&table](const ledger::Reader&) {
          std::vector<ledger::Draft> drafts;
          for (const ledger::Event& event : table.book.events()) drafts.push_back(event);
          return drafts;
        },
        table.around.now);
    return made;
  }

  Place place_;
  Voices voices_{Zone("Asia/Jakarta")};
  Api* api_ = nullptr;
  http::Server server_;
  std::thread thread_;
  Client client_;
};

TEST(MatrixOverHttp, EachOfficeMayWhatTheTableSaysAndNothingElse) {
  Stage stage;
  for (const auto& [row, cells] : read_matrix(kTables)) {
    ASSERT_TRUE(Situation::all().contains(row)) << row;
    const auto prepare = Situation::all().at(row);
    for (const auto& [kind, cell] : cells) {
      Table home;
      const Json args = prepare(home, kind);
      EXPECT_EQ(stage.tried(home, kind, act_of(row), args), cell == '-' ? "-" : "")
          << row << " by " << kind;
      Table far;
      appoint_far(far, kind);
      const Json far_args = prepare(far, kind);
      EXPECT_EQ(stage.tried(far, kind + "-far", act_of(row), far_args), cell == '*' ? "" : "-")
          << row << " by " << kind << " of a foreign area";
    }
    if (who_may(cells).empty()) continue;
    Table table;
    const Json args = prepare(table, who_may(cells));
    EXPECT_EQ(stage.tried(table, "", act_of(row), args), "-") << row << " by nobody";
  }
}

}  // namespace
}  // namespace adem::serve
