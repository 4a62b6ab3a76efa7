// TLS by the hall's own authority: who is trusted for what, and what plain HTTP beside it still
// says.
#include "serve/trust.h"

#include <filesystem>
#include <sys/stat.h>

#include "base/error.h"
#include "base/file.h"
#include "serve/caller.h"
#include "serve/node_proof.h"
#include "serve/qr.h"
#include "serve/serve_fixture.h"

namespace adem::serve {
namespace {

using namespace testing;

class TrustTest : public Served {
 protected:
  TrustTest() : Served({.tls = true}) {}
  std::string secure(const std::string& host) {
    return "https://" + host + ":" + std::to_string(service().port());
  }
  std::string authority() { return place_.workspace().path("tls/authority.crt"); }
  Client plain() { return Client(service().plain_port()); }
  static http::Request get(const std::string& target) {
    http::Request request;
    request.method = "GET";
    request.target = target;
    return request;
  }
  static std::string header(const http::Response& response, const std::string& name) {
    for (const auto& [known, value] : response.headers) {
      if (known == name) return value;
    }
    return {};
  }
};

TEST_F(TrustTest, WhoTrustsTheAuthorityIsServedAndNobodyElse) {
  for (const char* host : {"127.0.0.1", "localhost"}) {
    Caller caller(secure(host), authority());
    for (int i = 0; i < 2; ++i) {
      const auto health = caller.call(get("/healthz"));
      EXPECT_EQ(health.status, 200);
      EXPECT_EQ(header(health, "strict-transport-security"), "max-age=604800");
    }
  }
  try {
    Caller(secure("127.0.0.1")).call(get("/healthz"));
    ADD_FAILURE() << "trusted by nobody's word";
  } catch (const Error& error) {
    EXPECT_EQ(error.message().code, "serve.not-trusted");
  }
  EXPECT_THROW(Caller("https://127.0.0.1:1", authority()).call(get("/")), Error);
}

TEST_F(TrustTest, LoginIsSecureAndStreamsAndLargeAnswersPass) {
  house().logins().set_password("ppk", "air surut pagi");
  Caller caller(secure("127.0.0.1"), authority());
  auto request = get("/api/v1/login");
  request.method = "POST";
  request.headers = {{"Content-Type", "application/json"}};
  request.body = Json{{"handle", "ppk"}, {"password", "air surut pagi"}}.dump();
  const auto login = caller.call(request);
  ASSERT_EQ(login.status, 200) << login.body;
  const auto cookie = header(login, "set-cookie");
  EXPECT_NE(cookie.find("; Secure"), std::string::npos);
  EXPECT_NE(cookie.find("; HttpOnly"), std::string::npos);
  auto stations = get("/api/v1/stations");
  stations.headers = {{"Cookie", cookie.substr(0, cookie.find(';'))}};
  EXPECT_EQ(caller.call(stations).status, 200);
  // A bundle comes in pieces.
  auto bundle = get("/api/v1/ledger/bundle");
  sign_request(bundle, workspace::node_key(place_.workspace()), Instant(Seconds(now_)));
  std::string read;
  const auto answer = caller.call(bundle, [&read](std::string_view piece) { read += piece; });
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(header(answer, "content-length"), std::to_string(read.size()));
  EXPECT_TRUE(read.starts_with("{\"adem\":\"bundle\""));
  // What a body may not hold is refused before it is read, here too.
  request.body.assign(2'000'000, 'x');
  EXPECT_EQ(caller.call(request).status, 413);
}

TEST_F(TrustTest, PlainHttpTellsTheWayAndWhatAPhoneNeedsFirst) {
  for (auto& made : {service().port(), service().plain_port()}) {
    Client c(made);  // plain HTTP, also where TLS is spoken
    const Answer moved = c.ask("GET", "/?lang=en", "", {});
    EXPECT_EQ(moved.status, 308) << moved.body;
    EXPECT_EQ(moved.headers.at("Location"),
              "https://x:" + std::to_string(service().port()) + "/?lang=en");
    EXPECT_FALSE(moved.headers.contains("Strict-Transport-Security"));
  }
  auto c = plain();
  EXPECT_EQ(c.post("/api/v1/login", {{"handle", "ppk"}, {"password", "x"}}).code(),
            "serve.use-https");
  c.headers = {{"Authorization",
                "Bearer " + house().logins().open_trusted("ppk", true, Instant(Seconds(now_)))}};
  EXPECT_EQ(c.get("/api/v1/stations").status, 308);
  const Answer certificate = c.get("/adem-ca.crt");
  EXPECT_EQ(certificate.headers.at("Content-Type"), "application/x-x509-ca-cert");
  EXPECT_EQ(certificate.body, authority_of(place_.workspace().directory())->der);
  const Answer guide = c.get("/percaya?lang=en");
  EXPECT_EQ(guide.status, 200);
  EXPECT_NE(guide.body.find(authority_of(place_.workspace().directory())->fingerprint),
            std::string::npos);
  EXPECT_NE(guide.body.find("<svg"), std::string::npos);
  EXPECT_NE(guide.body.find("http://x/adem-ca.crt"), std::string::npos);
  for (const char* left : {"[[", "{{", "<script"}) {
    EXPECT_EQ(guide.body.find(left), std::string::npos) << left;
  }
  // A name that is none goes into no header and no page.
  Client odd(service().plain_port());
  odd.send("GET /percaya HTTP/1.1\r\nHost: a\"><script>\r\n\r\n");
  EXPECT_EQ(odd.read().body.find("<script"), std::string::npos);
  Client evil(service().plain_port());
  evil.send("GET / HTTP/1.1\r\nHost: evil/x\r\n\r\n");
  EXPECT_EQ(evil.read().status, 400);
}

TEST_F(TrustTest, WhoBeginsNoTlsOrBreaksItIsCutOff) {
  auto rubbish = client();
  rubbish.send("\x16\x03\x01\xff\xffrubbish that is no hello");
  EXPECT_EQ(rubbish.read().status, 0);
  auto silent = client();
  auto half = client();
  half.send("\x16");
  stop();  // waits for none of them
  EXPECT_EQ(silent.drain(), 0U);
}

TEST(AuthorityTest, VouchesForLocalAddressesAloneAndKeepsItsKeysToItself) {
  Place place;
  const auto& directory = place.workspace().directory();
  const auto now = Clock::real().now();
  EXPECT_FALSE(authority_of(directory));
  EXPECT_THROW(credentials_of(directory), Error);
  const auto first = issue_certificate(
      directory, {.title = "Aula", .names = {"balai.desa.id"}, .addresses = {"192.168.1.5"}}, now);
  EXPECT_TRUE(first.new_authority);
  EXPECT_EQ(first.holds_for, (std::vector<std::string>{"balai.desa.id", "localhost", "192.168.1.5",
                                                       "127.0.0.1", "::1"}));
  EXPECT_EQ(first.fingerprint.size(), 95U);
  for (const char* key : {"/tls/authority.key", "/tls/server.key"}) {
    struct stat status{};
    ASSERT_EQ(::stat((directory + key).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
  }
  const auto again = issue_certificate(
      directory, {.title = "Aula", .names = {"papan.local", "balai.desa.id"}}, now);
  EXPECT_FALSE(again.new_authority);
  EXPECT_EQ(again.fingerprint, first.fingerprint);
  const auto code = [&](const CertOrder& order) {
    try {
      issue_certificate(directory, order, now);
      return std::string();
    } catch (const Error& error) {
      return error.message().code;
    }
  };
  EXPECT_EQ(code({.names = {"bank.co.id"}}), "serve.cert-names");
  for (const char* bad : {"", "*.local", "a b", "A.local", "x,DNS:bank.co.id", "a..b", ".a"}) {
    EXPECT_EQ(code({.names = {bad}}), "serve.bad-cert-name") << bad;
  }
  for (const char* bad : {"", "8.8.8.8", "192.168.1", "2001:db8::1", "10.0.0.1,IP:8.8.8.8"}) {
    EXPECT_EQ(code({.addresses = {bad}}), "serve.bad-cert-address") << bad;
  }
  for (const int bad : {0, 398, -1}) EXPECT_EQ(code({.days = bad}), "serve.bad-cert-days");
  write_file_atomic(directory + "/tls/authority.crt", "rubbish");
  EXPECT_EQ(code({}), "serve.bad-certificate");
  EXPECT_FALSE(authority_of(directory));
}

TEST(QrTest, DrawsACodeThatHasItsFindersAndQuiet) {
  const auto svg = qr_svg("http://192.168.1.5:8080/percaya");
  EXPECT_TRUE(svg.starts_with("<svg xmlns="));
  // The top of the upper left finder: seven dark modules behind four of quiet.
  EXPECT_NE(svg.find("\"M4 4h7v1h-7z"), std::string::npos);
  EXPECT_EQ(qr_svg(std::string(5000, 'x')), "");
  EXPECT_EQ(qr_svg(std::string("a\0b", 3)), "");
}

}  // namespace
}  // namespace adem::serve
