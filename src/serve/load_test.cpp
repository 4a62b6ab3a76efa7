// Everything at once: offices report, ask, listen, bring lists in and compute while maps and lists
// are read. The sanitizers run it too (make asan, make tsan).
#include <random>

#include "desk/book.h"
#include "serve/picture_fixture.h"
#include "serve/serve_fixture.h"
#include "stores/store.h"

namespace adem::serve {
namespace {

using testing::Answer;
using testing::Client;

constexpr int kRequests = 300;  // of each office
constexpr const char* kOffices[] = {"kpu",  "ppk",   "kpps",     "pkd",
                                    "bpbd", "lurah", "panwaslu", "polsek"};
constexpr const char* kStations[] = {"1472051003001", "1472051003002", "1472051002001"};

// Where the ledger is: there before it is served, and gone after. Null where none can be had.
template <typename Store>
struct Ground {
  std::unique_ptr<stores::Place> place = Store::missing().empty() ? Store::place() : nullptr;
  std::string where() const { return place ? place->where() : std::string(); }
};

template <typename Store>
class LoadTest : Ground<Store>, public testing::Served {
 protected:
  LoadTest() : Served({.exercise = true, .store = this->where()}) {}
  void SetUp() override {
    if (const auto why = Store::missing(); !why.empty()) GTEST_SKIP() << why;
  }

  // Seconds pass, so that nobody's rate is used up and what is looked at every few is looked at.
  void let_time_pass() {
    while (!over_) {
      now_ += 3;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  std::atomic<bool> over_ = false;
};

using Stores = ::testing::Types<stores::File, stores::PostgreSql>;
TYPED_TEST_SUITE(LoadTest, Stores, stores::Name);

struct Tally {
  std::vector<std::uint64_t> acknowledged;  // numbers of reports
  std::vector<std::string> wrong;           // what was answered otherwise than it may be
};

// One office at work; `first` numbers its acts.
class Office {
 public:
  Office(Client client, const char* handle, const std::string& room, std::uint64_t seed)
      : client_(std::move(client)),
        handle_(handle),
        room_(room),
        first_(seed * 1'000'000),
        engine_(static_cast<std::mt19937::result_type>(seed)) {}

  Tally work() {
    for (int i = 0; i < kRequests; ++i) one(static_cast<std::uint64_t>(i));
    return std::move(tally_);
  }

 private:
  void one(std::uint64_t i) {
    switch (engine_() % 8) {
      case 0:
      case 1:
      case 2:
        return act(
            i, "station.report",
            {{"station", station()}, {"status", engine_() % 2 == 0 ? "open" : "interrupted"}},
            true);
      case 3:
        return act(i, "station.answer",
                   {{"station", station()}, {"flooded", engine_() % 2 == 0 ? "yes" : "no"}}, true);
      case 4:
        return act(i, "incident.report",
                   {{"station", station()}, {"kind", "flood"}, {"text", "air di halaman"}}, false);
      case 5:
        return change(i);
      default:
        return look();
    }
  }
  const char* station() { return kStations[engine_() % std::size(kStations)]; }

  void take(const Answer& answer, const std::string& what) {
    // 403: not of every office or area; 409 and 503: somebody else is at it.
    static constexpr int kMay[] = {200, 202, 204, 207, 403, 404, 409, 503};
    if (std::ranges::find(kMay, answer.status) != std::end(kMay)) return;
    tally_.wrong.push_back(handle_ + " " + what + ": " + std::to_string(answer.status) + " " +
                           answer.body.substr(0, 200));
  }
  void act(std::uint64_t i, const char* name, const Json& args, bool counts) {
    const Answer answer = client_.post(
        "/api/v1/acts", Json{{"id", testing::uuid(first_ + i)}, {"act", name}, {"args", args}});
    take(answer, name);
    if (counts && answer.status == 200) tally_.acknowledged.push_back(first_ + i);
  }
  void change(std::uint64_t i) {
    switch (engine_() % 5) {
      case 0:
        return take(client_.ask("POST", "/api/v1/outlook"), "outlook");
      case 1:
        return bring_in(i);
      case 2:
        return photo();
      case 3:
        return ask_in_room(i);
      default:
        return act(i, "meeting.new",
                   {{"title", "Rapat " + std::to_string(i)},
                    {"starts", "2024-12-01T19:00"},
                    {"convener", "Polsek"},
                    {"area", "14.72.05"}},
                   false);
    }
  }
  void send(const std::string& target, const char* type, const std::string& bytes) {
    http::Headers headers = client_.headers;
    headers.emplace_back("Content-Type", type);
    client_.send(Client::request("POST", target, headers, bytes));
    take(client_.read(), target);
  }
  void bring_in(std::uint64_t i) {
    send("/api/v1/import/areas", "application/octet-stream",
         "Kode,Nama\n14.72.05.1004,Teluk Makmur " + std::to_string(i) + "\n");
  }
  void ask_in_room(std::uint64_t i) {
    const Answer answer =
        client_.post("/api/v1/rooms/" + room_ + "/questions",
                     Json{{"id", testing::uuid(first_ + i)}, {"text", "Siapa yang mengangkut?"}});
    // A hall asks so much and no more.
    if (answer.status != 429) take(answer, "room");
  }
  void photo() { send("/api/v1/content", "image/jpeg", testing::jpeg()); }
  void look() {
    static constexpr const char* kViews[] = {"/api/v1/stations",
                                             "/api/v1/stations/1472051003001",
                                             "/api/v1/stations/1472051003001/why",
                                             "/api/v1/outlook",
                                             "/api/v1/map",
                                             "/tiles/stations/0/0/0.mvt",
                                             "/tiles/stations/0/0/0.mvt?of=reported",
                                             "/tiles/areas/0/0/0.mvt",
                                             "/tiles/roads/0/0/0.mvt",
                                             "/api/v1/areas",
                                             "/api/v1/incidents",
                                             "/api/v1/meetings",
                                             "/api/v1/brief",
                                             "/api/v1/setup",
                                             "/public/v1/notices",
                                             "/metrics"};
    const char* view = kViews[engine_() % std::size(kViews)];
    take(client_.get(view), view);
  }

  Client client_;
  const std::string handle_, room_;
  const std::uint64_t first_;
  std::mt19937 engine_;
  Tally tally_;
};

// The code of a room that is open.
std::string open_room(Client client) {
  const Json fgd{{"title", "FGD"},
                 {"starts", "2024-11-27T07:00"},
                 {"convener", "Polsek"},
                 {"area", "14.72.05"}};
  for (const auto& [id, act, args] :
       {std::tuple{1U, "meeting.new", fgd}, std::tuple{2U, "meeting.open", Json(Json::object())}}) {
    const auto answer =
        client.post("/api/v1/acts", Json{{"id", testing::uuid(id)}, {"act", act}, {"args", args}});
    EXPECT_EQ(answer.status, 200) << answer.body;
  }
  return client.ask("POST", "/api/v1/meetings/m1/room").json().value("code", "");
}

TYPED_TEST(LoadTest, NothingIsLostOrBrokenWhenAllWorkAtOnce) {
  const auto room = open_room(this->as("polsek"));
  std::vector<Client> listeners;
  for (const char* handle : kOffices) {
    listeners.push_back(this->as(handle));
    auto& client = listeners.back();
    client.send(Client::request("GET", "/api/v1/events", client.headers, ""));
    ASSERT_NE(client.read_to("\r\n\r\n").find("200"), std::string::npos);
  }
  std::thread time([this] { this->let_time_pass(); });
  std::vector<Tally> tallies(std::size(kOffices));
  std::vector<std::thread> offices;
  for (std::size_t n = 0; n < std::size(kOffices); ++n) {
    offices.emplace_back([this, n, &tallies, &room] {
      tallies[n] = Office(this->as(kOffices[n]), kOffices[n], room, n + 1).work();
    });
    // Some leave while others work.
    if (n % 2 == 0) listeners[n].close();
  }
  for (auto& office : offices) office.join();
  this->over_ = true;
  time.join();

  std::size_t acknowledged = 0;
  for (const auto& tally : tallies) {
    acknowledged += tally.acknowledged.size();
    EXPECT_EQ(tally.wrong, std::vector<std::string>{});
  }
  EXPECT_GT(acknowledged, 300U) << "most of what was reported";
  std::size_t kept = 0;
  this->house().ledger().events([&kept](const ledger::Event& event, std::string_view) {
    kept += event.kind == "station.reported" || event.kind == "station.answered" ? 1 : 0;
  });
  EXPECT_EQ(kept, acknowledged) << "each once";
}

}  // namespace
}  // namespace adem::serve
