// Every field of every request with what should not stand in it: each is answered with a status
// that its route may have and, where it is refused, in words; what was taken shows in no page as
// anything but text. The fuzzers of http_fields go on from here.
#include "desk/act.h"
#include "serve/full_fixture.h"

namespace adem::serve {
namespace {

using namespace desk::testing;
using testing::Answer;
using testing::Full;
using testing::Scene;
using testing::Stage;

const std::string kScript = "<script>alert(1)</script>";

// Values as they stand in JSON.
const std::vector<std::string>& nasty_json() {
  static const std::vector<std::string> values = {R"("")",
                                                  R"(" \t\n ")",
                                                  '"' + kScript + '"',
                                                  R"("'); DROP TABLE events; --")",
                                                  R"("../../../../etc/passwd")",
                                                  R"("\\\\host\\share")",
                                                  R"("x\r\nSet-Cookie: adem_login=x")",
                                                  R"("a\u0000b")",
                                                  R"("\u202egnutnuG")",
                                                  R"("{0} {{}} {text} %s %n ${x}")",
                                                  "\"\xff\xfe\"",
                                                  R"("\ud800")",
                                                  '"' + std::string(70'000, 'a') + '"',
                                                  R"("1472051003001\u200b")",
                                                  R"("9999-99-99T99:99")",
                                                  R"("0000-00-00")",
                                                  "-1",
                                                  "0",
                                                  "1e999",
                                                  "18446744073709551616",
                                                  "9223372036854775807",
                                                  "null",
                                                  "true",
                                                  "[]",
                                                  "[[[[[[]]]]]]",
                                                  R"([""])",
                                                  R"(["1472051003001", "1472051003001"])",
                                                  R"([1, null])",
                                                  R"({})",
                                                  R"({"id": {"id": {}}})"};
  return values;
}

// The same in an address.
const std::vector<std::string>& nasty_words() {
  static const std::vector<std::string> values = {"",
                                                  "%20",
                                                  "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                                                  "%27);%20DROP%20TABLE%20events;%20--",
                                                  "..%2F..%2F..%2Fetc%2Fpasswd",
                                                  "%0D%0ASet-Cookie:%20adem_login=x",
                                                  "a%00b",
                                                  "%FF%FE",
                                                  "%ED%A0%80",
                                                  std::string(3000, 'a'),
                                                  "-1",
                                                  "18446744073709551616",
                                                  "9223372036854775807",
                                                  "1e9",
                                                  "true",
                                                  "%7B%7D",
                                                  "14.72.05.1003",
                                                  "m1",
                                                  "*"};
  return values;
}

void expect_sound(const Route& route, const Answer& answer, const std::string& what) {
  const auto statuses = statuses_of(route);
  EXPECT_NE(answer.status, 500) << route.name << ": " << what;
  EXPECT_TRUE(std::ranges::find(statuses, answer.status) != statuses.end())
      << route.name << " answered " << answer.status << ": " << what;
  if (answer.status >= 400) {
    EXPECT_NE(answer.code(), "") << route.name << ": " << what;
    EXPECT_NE(answer.body.find("\"mend\""), std::string::npos) << route.name << ": " << what;
  }
  const auto cookie = answer.headers.find("Set-Cookie");
  if (cookie != answer.headers.end()) {
    EXPECT_EQ(cookie->second.find("adem_login=x"), std::string::npos) << route.name;
  }
}

// The pages and lists of the desk, whatever was recorded.
void expect_shown(Scene& scene, const http::Headers& headers, const std::string& after) {
  for (const char* path :
       {"/api/v1/meetings", "/api/v1/meetings/m1", "/api/v1/meetings/m1/message",
        "/api/v1/meetings/m1/papers/komitmen-bersama", "/api/v1/meetings/m1/papers/notulen",
        "/api/v1/issues?closed=true", "/api/v1/answers", "/api/v1/incidents?closed=true",
        "/api/v1/stages", "/api/v1/followup?closed=true", "/api/v1/proposals",
        "/api/v1/notices?all=true", "/api/v1/forecasts", "/api/v1/stations",
        "/api/v1/stations/1472051003001", "/api/v1/accounts", "/public/v1/notices"}) {
    const auto answer = scene.ask(headers, "GET", path);
    EXPECT_LT(answer.status, 500) << path << " after " << after << ": " << answer.body;
    if (answer.headers.contains("Content-Type") &&
        answer.headers.at("Content-Type").starts_with("text/html")) {
      EXPECT_EQ(answer.body.find("<script"), std::string::npos) << path << " after " << after;
    }
  }
}

TEST(Fields, OfEveryActBearWhatShouldNotStandInThem) {
  Stage stage;
  std::uint64_t n = 0;
  std::set<std::string> tried;
  for (const auto& [row, cells] : read_matrix(std::string(ADEM_TEST_DATA) + "/matrix")) {
    const auto handle = who_may(cells);
    Table table;
    const Json args = Situation::all().at(row)(table, handle);
    Scene scene(stage, table);
    const auto headers = scene.headers_of(handle);
    const Route& route = *match("POST", {"api", "v1", "acts"}).route;
    for (const auto& arg : desk::find_act(act_of(row))->args) {
      // The same argument of the same act is tried in one situation.
      if (!tried.insert(act_of(row) + " " + std::string(arg.name)).second) continue;
      for (const auto& value : nasty_json()) {
        Json given = args;
        given[std::string(arg.name)] = "@@";
        std::string body =
            Json{{"id", testing::uuid(++n)}, {"act", act_of(row)}, {"args", given}}.dump();
        body.replace(body.find("\"@@\""), 4, value);
        const std::string what = row + " " + std::string(arg.name) + " = " + value.substr(0, 60);
        const auto answer = scene.ask(headers, "POST", "/api/v1/acts", body);
        expect_sound(route, answer, what);
      }
    }
    expect_shown(scene, headers, row);
    if (::testing::Test::HasFailure()) return;
  }
}

// A body with one field that should not stand so, the others as they are needed.
std::string body_with(const Route& route, const Param& field, const std::string& value) {
  Json fields = Json::object();
  for (const Param& other : route.fields) {
    if (other.required) fields[std::string(other.name)] = testing::uuid(3);
  }
  fields[std::string(field.name)] = "@@";
  std::string body = fields.dump();
  return body.replace(body.find("\"@@\""), 4, value);
}

std::string target_of(const Route& route, const std::map<std::string_view, std::string>& words) {
  std::string target;
  for (const auto word : words_of(route.pattern)) {
    const auto found = words.find(word);
    target += '/';
    target += found == words.end() ? std::string(word) : found->second;
  }
  return target.empty() ? "/" : target;
}

// What stands for {…} where all is well.
std::map<std::string_view, std::string> good_words(const Full& full, const std::string& code) {
  return {{"{meeting}", "m1"},
          {"{kind}", "komitmen-bersama"},
          {"{question}", testing::uuid(7)},
          {"{code}", code},
          {"{issue}", full.open_claim},
          {"{incident}", "g1"},
          {"{stage}", "vote"},
          {"{proposal}", full.proposal},
          {"{forecast}", "w1"},
          {"{station}", "1472051003001"},
          {"{handle}", "pps"},
          {"{hazard}", "rob"},
          {"{hash}", std::string(64, 'a')},
          {"{list}", "areas"},
          {"{login}", "1"},
          {"{file}", "app.js"},
          {"{z}", "0"},
          {"{x}", "0"},
          {"{y}", "0.mvt"},
          {"{step}", "0.png"}};
}

class RouteFields {
 public:
  RouteFields() : scene_(stage_, full_) {
    testing::open_room(scene_.house(), testing::uuid(7));
    const auto meeting = desk::Book(scene_.house().ledger()).full("m1");
    words_ = good_words(full_, *scene_.house().rooms().code_of(meeting));
  }

  void try_route(const Route& route) {
    const auto words = words_of(route.pattern);
    for (const auto word : words) {
      if (!word.starts_with('{')) continue;
      ASSERT_TRUE(words_.contains(word)) << word;
      for (const auto& value : nasty_words()) {
        auto odd = words_;
        odd[word] = value;
        ask(route, target_of(route, odd), plain_body(route), std::string(word) + " = " + value);
      }
    }
    std::string needed;
    for (const Param& param : route.query) {
      if (param.required) needed = std::string(param.name) + "=x";
    }
    for (const Param& param : route.query) {
      for (const auto& value : nasty_words()) {
        const std::string one = std::string(param.name) + "=" + value;
        const std::string with = param.required || needed.empty() ? one : needed + "&" + one;
        ask(route, target_of(route, words_) + "?" + with, plain_body(route), one);
      }
    }
    for (const Param& field : route.fields) {
      for (const auto& value : nasty_json()) {
        ask(route, target_of(route, words_), body_with(route, field, value),
            std::string(field.name) + " = " + value.substr(0, 60));
      }
    }
  }
  Scene& scene() { return scene_; }
  http::Headers kpu() { return scene_.headers_of("kpu"); }

 private:
  static std::string plain_body(const Route& route) {
    if (route.body == Body::none) return {};
    if (route.body == Body::fields && !route.fields.empty()) {
      return body_with(route, route.fields.front(), R"("x")");
    }
    return "x";
  }
  void ask(const Route& route, const std::string& target, const std::string& body,
           const std::string& what) {
    // A request line has no spaces; the words above are written as an address writes them.
    testing::Client client = stage_.another_client();
    client.headers = kpu();
    if (route.body == Body::file) {
      client.headers.emplace_back("Content-Type", "application/octet-stream");
    } else if (route.body == Body::picture) {
      client.headers.emplace_back("Content-Type", "image/jpeg");
    } else if (!body.empty()) {
      client.headers.emplace_back("Content-Type", "application/json");
    }
    client.send(testing::Client::request(route.method, target, client.headers, body));
    const auto answer = client.read();
    // Another path is another route's, or nobody's.
    const bool same = answer.status != 404 && answer.status != 405;
    if (same) expect_sound(route, answer, what);
    EXPECT_NE(answer.status, 0) << route.name << ": " << what;
    EXPECT_NE(answer.status, 500) << route.name << ": " << what;
  }

  Stage stage_;
  const Full full_;
  Scene scene_;
  std::map<std::string_view, std::string> words_;
};

TEST(Fields, OfEveryAddressAndBodyBearWhatShouldNotStandInThem) {
  RouteFields fields;
  for (const Route& route : all_routes()) {
    if (route.need == Need::node || route.body == Body::acts) continue;
    // What it would compute is not of its fields.
    if (route.name == "compute-outlook") continue;
    fields.try_route(route);
    if (::testing::Test::HasFailure()) return;
  }
  expect_shown(fields.scene(), fields.kpu(), "all routes");
}

}  // namespace
}  // namespace adem::serve
