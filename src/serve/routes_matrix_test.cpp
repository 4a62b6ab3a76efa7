// Who gets what by asking: every route, every kind of office, own area and foreign, is answered or
// refused as tests/data/matrix_routes says. Acts have tables of their own (matrix_test.cpp).
#include "serve/full_fixture.h"
#include "serve/picture_fixture.h"

namespace adem::serve {
namespace {

using namespace desk::testing;
using testing::Answer;
using testing::Client;
using testing::Full;
using testing::Scene;
using testing::Stage;

const std::string kRouteTables = std::string(ADEM_TEST_DATA) + "/matrix_routes";

// What is asked in a row, and how it shows that it was answered.
struct Ask {
  std::string method = "GET", target, body = {};
  int good = 200;
  // What the answer holds; without it the answer shows nothing of what is asked for.
  std::string shows = {};
  http::Headers headers = {};
};

const std::string kFirst = "/api/v1/meetings/m1";
const std::string kQuestion = testing::uuid(7);

std::string fields(const Json& json) { return json.dump(); }

using Asks = std::map<std::string, Ask>;

Asks of_the_desk(const Full& full) {
  return {
      {"meetings", {.target = "/api/v1/meetings", .shows = "FGD"}},
      {"meeting", {.target = kFirst, .shows = "FGD"}},
      {"issues/open", {.target = "/api/v1/issues", .shows = full.open_claim}},
      {"issues/closed", {.target = "/api/v1/issues?closed=true", .shows = full.closed_claim}},
      {"issue/open", {.target = "/api/v1/issues/" + full.open_claim, .shows = "gedung sekolah"}},
      {"issue/closed", {.target = "/api/v1/issues/" + full.closed_claim, .shows = "false"}},
      {"similar", {.target = "/api/v1/similar?text=pindah", .shows = "answers"}},
      {"similar/open",
       {.target = "/api/v1/similar?text=TPS%20001%20pindah%20ke%20gedung%20sekolah",
        .shows = full.open_claim}},
      {"answers", {.target = "/api/v1/answers"}},
      {"incidents", {.target = "/api/v1/incidents", .shows = "air di halaman"}},
      {"incident", {.target = "/api/v1/incidents/g1", .shows = "air di halaman"}},
      {"stages", {.target = "/api/v1/stages?area=14.72.05"}},
      {"stage", {.target = "/api/v1/stages/vote?area=14.72.05"}},
      {"followup/promise", {.target = "/api/v1/followup", .shows = "Menyiapkan balai"}},
      {"followup/action", {.target = "/api/v1/followup", .shows = "Mengangkut kotak suara"}},
      {"proposals", {.target = "/api/v1/proposals", .shows = "SDN 01 Guntung"}},
      {"proposal", {.target = "/api/v1/proposals/" + full.proposal, .shows = "SDN 01 Guntung"}},
      {"notices", {.target = "/api/v1/notices", .shows = "SDN 01 Guntung"}},
      {"forecasts", {.target = "/api/v1/forecasts", .shows = "w1"}},
      {"forecast", {.target = "/api/v1/forecasts/w1"}},
      {"rules", {.target = "/api/v1/rules"}},
  };
}

Asks of_stations() {
  return {
      {"stations", {.target = "/api/v1/stations", .shows = "1472051003001"}},
      {"station", {.target = "/api/v1/stations/1472051003001"}},
      {"outlook", {.target = "/api/v1/outlook", .shows = "1472051003001"}},
      {"compute-outlook", {.method = "POST", .target = "/api/v1/outlook", .good = 202}},
      {"why", {.target = "/api/v1/stations/1472051003001/why"}},
      // No roads are laid here: there is nothing to have causes.
      {"common-causes", {.target = "/api/v1/common-causes", .good = 409}},
      {"areas", {.target = "/api/v1/areas", .shows = "Medang Kampai"}},
      {"map", {.target = "/api/v1/map"}},
      {"legend", {.target = "/api/v1/map/legend"}},
      {"tile", {.target = "/tiles/stations/0/0/0.mvt"}},
      {"area-tile", {.target = "/tiles/areas/0/0/0.mvt"}},
      {"road-tile", {.target = "/tiles/roads/0/0/0.mvt"}},
      {"water-tile", {.target = "/tiles/water/0/0/0/0.png", .good = 404}},
      {"questions", {.target = "/api/v1/questions"}},
      {"keep-photo",
       {.method = "POST",
        .target = "/api/v1/content",
        .body = testing::jpeg(),
        .headers = {{"Content-Type", "image/jpeg"}}}},
      {"photo", {.target = "/api/v1/photos/" + std::string(64, '0'), .good = 404}},
      {"events", {.target = "/api/v1/events"}},
  };
}

Asks of_the_table() {
  const std::string areas = "Kode,Nama\n14.72.05.1004,Teluk Makmur\n";
  return {
      {"me", {.target = "/api/v1/me"}},
      {"offices", {.target = "/api/v1/offices"}},
      {"accounts", {.target = "/api/v1/accounts"}},
      {"setup", {.target = "/api/v1/setup"}},
      {"invite-account/kpu", {.method = "POST", .target = "/api/v1/accounts/pps/invite"}},
      {"invite-account/polri",
       {.method = "POST", .target = "/api/v1/accounts/bhabinkamtibmas/invite"}},
      {"import",
       {.method = "POST",
        .target = "/api/v1/import/areas?preview=true",
        .body = areas,
        .headers = {{"Content-Type", "application/octet-stream"}}}},
      {"hazards", {.target = "/api/v1/hazards"}},
      // None of that name is in.
      {"remove-hazard", {.method = "DELETE", .target = "/api/v1/hazards/rob", .good = 404}},
      {"clock",
       {.method = "POST",
        .target = "/api/v1/clock",
        .body = fields({{"now", "2024-12-04T19:00"}})}},
      {"login", {.target = "/api/v1/login"}},
      {"logins", {.target = "/api/v1/logins"}},
      {"log-out", {.method = "DELETE", .target = "/api/v1/login", .good = 204}},
      // Another's, which nobody sees.
      {"end-login", {.method = "DELETE", .target = "/api/v1/logins/1", .good = 404}},
  };
}

Asks of_meetings() {
  return {
      {"papers", {.target = kFirst + "/papers"}},
      {"paper", {.target = kFirst + "/papers/komitmen-bersama", .shows = "Menyiapkan balai"}},
      {"meeting-message", {.target = kFirst + "/message", .shows = "Menyiapkan balai"}},
      {"brief", {.target = "/api/v1/brief", .shows = "TPS"}},
      {"brief-message", {.target = "/api/v1/brief/message", .shows = "text"}},
      {"open-room", {.method = "POST", .target = kFirst + "/room"}},
      {"room", {.target = kFirst + "/room", .shows = "Siapa yang mengangkut?"}},
      {"accept-question",
       {.method = "POST", .target = kFirst + "/room/" + kQuestion + "/accept", .body = "{}"}},
      {"dismiss-question",
       {.method = "POST", .target = kFirst + "/room/" + kQuestion + "/dismiss"}},
  };
}

Asks all_asks(const Full& full) {
  Asks all;
  for (Asks part : {of_the_desk(full), of_stations(), of_the_table(), of_meetings()})
    all.merge(part);
  return all;
}

void wait_for_outlook(Stage& stage, const Table& table) {
  Scene scene(stage, table);
  ASSERT_EQ(scene.ask(scene.headers_of("kpu"), "POST", "/api/v1/outlook").status, 202);
  while (scene.house().outlook_job().state().running) std::this_thread::yield();
  ASSERT_FALSE(scene.house().outlook_job().state().failed);
}

// '+' answered, '-' refused or nothing shown, else what was answered instead.
std::string answered(Stage& stage, Scene& scene, const Ask& ask, const std::string& handle) {
  Client client = stage.another_client();  // news never end: their connection is closed
  client.headers = scene.headers_of(handle);
  client.headers.insert(client.headers.end(), ask.headers.begin(), ask.headers.end());
  if (ask.headers.empty() && !ask.body.empty()) {
    client.headers.emplace_back("Content-Type", "application/json");
  }
  client.send(Client::request(ask.method, ask.target, client.headers, ask.body));
  const Answer answer = client.read();
  if (answer.status == 401 || answer.status == 403) return "-";
  if (answer.status != ask.good) return std::to_string(answer.status) + " " + answer.body;
  return answer.body.find(ask.shows) == std::string::npos ? "-" : "+";
}

// What only asks leaves the scene as it was; what changes something is tried in a new one.
class Tries {
 public:
  Tries(Stage& stage, const Table& table, const Ask& ask)
      : stage_(stage), table_(table), ask_(ask) {}
  std::string by(const std::string& handle) {
    if (!scene_ || ask_.method != "GET") {
      scene_.reset();
      scene_ = std::make_unique<Scene>(stage_, table_);
      testing::open_room(scene_->house(), kQuestion);
    }
    return answered(stage_, *scene_, ask_, handle);
  }

 private:
  Stage& stage_;
  const Table& table_;
  const Ask& ask_;
  std::unique_ptr<Scene> scene_;
};

std::string route_of(const std::string& row) { return row.substr(0, row.find('/')); }

TEST(RoutesMatrix, EveryRouteThatNeedsALoginHasARowAndEveryRowIsAsked) {
  const Full full;
  const auto asks = all_asks(full);
  std::set<std::string> routes;
  for (const auto& [row, cells] : read_matrix(kRouteTables)) {
    routes.insert(route_of(row));
    EXPECT_TRUE(asks.contains(row)) << row;
    for (const auto& office : pilkada_2024().offices) {
      EXPECT_TRUE(cells.contains(office.code)) << row << " says nothing of " << office.code;
    }
  }
  for (const auto& [row, ask] : asks) EXPECT_TRUE(routes.contains(route_of(row))) << row;
  for (const Route& route : all_routes()) {
    EXPECT_EQ(routes.contains(std::string(route.name)),
              route.need == Need::login && route.name != "acts")
        << route.name;
  }
}

TEST(RoutesMatrix, EachOfficeGetsWhatTheTableSaysAndNothingElse) {
  Stage stage;
  Full table;
  for (const auto& office : pilkada_2024().offices) appoint_far(table, office.code);
  const auto asks = all_asks(table);
  wait_for_outlook(stage, table);
  for (const auto& [row, cells] : read_matrix(kRouteTables)) {
    ASSERT_TRUE(asks.contains(row)) << row;
    Tries tried(stage, table, asks.at(row));
    for (const auto& [kind, cell] : cells) {
      EXPECT_EQ(tried.by(kind), cell == '-' ? "-" : "+") << row << " by " << kind;
      EXPECT_EQ(tried.by(kind + "-far"), cell == '*' ? "+" : "-")
          << row << " by " << kind << " of a foreign area";
    }
    EXPECT_EQ(tried.by(""), "-") << row << " by nobody";
  }
}

// A cookie alone changes nothing: another site's form would bring it too.
TEST(RoutesMatrix, NothingIsChangedByACookieAlone) {
  Stage stage;
  const Table table;
  Scene scene(stage, table);
  const auto token = scene.house().logins().open_trusted("kpu", false, table.around.now);
  for (const Route& route : all_routes()) {
    if (route.method == "GET" || route.need != Need::login) continue;
    std::string target(route.pattern);
    for (char& c : target) c = c == '{' || c == '}' ? 'x' : c;
    const auto answer = scene.ask({{"Cookie", "adem_login=" + token}}, route.method, target, "{}");
    EXPECT_EQ(answer.status, 403) << route.name;
    EXPECT_EQ(answer.code(), "serve.no-csrf") << route.name;
  }
}

// What other nodes ask for is for nodes: no account of any office gets it.
TEST(RoutesMatrix, NoOfficeIsANode) {
  Stage stage;
  const Table table;
  Scene scene(stage, table);
  for (const Route& route : all_routes()) {
    if (route.need != Need::node) continue;
    const std::string target = route.name == "content" ? "/api/v1/content/" + std::string(64, 'a')
                                                       : std::string(route.pattern);
    for (const char* handle : {"", "kpu", "kpu-provinsi", "polres"}) {
      const auto answer = scene.ask(scene.headers_of(handle), route.method, target);
      EXPECT_EQ(answer.code(), "serve.no-node") << route.name << " by " << handle;
    }
  }
}

}  // namespace
}  // namespace adem::serve
