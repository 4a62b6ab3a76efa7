// Lists that are brought in over the wire.
#include "serve/serve_fixture.h"

namespace adem::serve {
namespace {

using testing::Answer;
using testing::Client;
using ImportTest = testing::Served;

constexpr const char* kList =
    "Kunci TPS;Nomor;Kode Kelurahan;Alamat;Lintang;Bujur\n"
    "1472051003003;003;14.72.05.1003;Balai;1.61;101.51\n"
    "1472051003004;004;14.72.05.1003;Sekolah;101.52;1.62\n";

Answer send(Client& c, const std::string& target, std::string_view bytes,
            const std::string& type = "application/octet-stream") {
  http::Headers headers = c.headers;
  headers.emplace_back("Content-Type", type);
  c.send(Client::request("POST", target, headers, bytes));
  return c.read();
}

TEST_F(ImportTest, APreviewShowsWhatIsUnderstoodAndKeepsNothing) {
  auto c = as("kpu");
  const Json seen =
      send(c, "/api/v1/import/stations?preview=true&name=C%3A%5Cdaftar%5Ctps.csv", kList).json();
  EXPECT_EQ(seen["rows"], 2) << seen.dump(1);
  EXPECT_EQ(seen["added"], 2);
  EXPECT_EQ(seen["dry_run"], true);
  EXPECT_EQ(seen["name"], "tps.csv") << "no path, whatever it looks like";
  ASSERT_EQ(seen["columns"].size(), 6U);
  EXPECT_EQ(seen["columns"][0]["column"], "Kunci TPS");
  EXPECT_EQ(seen["columns"][0]["field"], "key");
  ASSERT_EQ(seen["records"].size(), 2U);
  EXPECT_EQ(seen["records"][0]["lat"], 1.61);
  EXPECT_EQ(seen["records"][1]["flags"][0], "outside-region");
  EXPECT_EQ(seen["flags"][0]["count"], 1);
  EXPECT_FALSE(seen["doubts"][0]["what"]["text"].get<std::string>().empty());
  EXPECT_EQ(c.get("/api/v1/stations").json()["total"], 3);

  const Json done = send(c, "/api/v1/import/stations", kList).json();
  EXPECT_EQ(done["added"], 2);
  EXPECT_EQ(done["text"], "2 rows of stations: 2 added, 0 changed, 0 unchanged, 0 refused.");
  EXPECT_EQ(c.get("/api/v1/stations").json()["total"], 5) << "seen at once";
  EXPECT_EQ(send(c, "/api/v1/import/stations", kList).json()["unchanged"], 2);
  EXPECT_FALSE(std::filesystem::exists(place_.workspace().path("incoming")));
}

// Official ticks stand in a station's sheet, each with its source, in the order of their set.
TEST_F(ImportTest, OfficialIndicatorsStandInTheSheetOfTheirStation) {
  auto c = as("kpu");
  EXPECT_EQ(c.get("/api/v1/stations/1472051003001").json()["indicators"], Json::array());
  const std::string ticks =
      "Kunci TPS;Indikator;Jawaban\n1472051003001;disaster-prone;ya\n"
      "1472051003001;electricity;tidak\n";
  const auto sent = send(c, "/api/v1/import/indicators?source=Bawaslu%20Dumai", ticks);
  ASSERT_EQ(sent.json()["added"], 2) << sent.body;
  const Json list = c.get("/api/v1/stations/1472051003001").json()["indicators"];
  ASSERT_EQ(list.size(), 2U);
  EXPECT_LT(list[0]["number"], list[1]["number"]);
  for (const Json& one : list) {
    EXPECT_EQ(one["ticked"], one["code"] == "disaster-prone");
    EXPECT_EQ(one["source"], "Bawaslu Dumai");
    EXPECT_EQ(one["computed"], true);
    EXPECT_EQ(one["disagrees"], false) << "nothing was computed";
    EXPECT_NE(one["text"], one["code"]);
  }
}

TEST_F(ImportTest, ColumnsAreTakenAsTheyArePointedTo) {
  auto c = as("kpu");
  const std::string list = "a;b\n14.72.05.1004;Pelintung\n";
  const std::string target =
      "/api/v1/import/areas?columns=%7B%22code%22%3A%22a%22%2C%22name%22%3A%22b%22%7D";
  EXPECT_EQ(send(c, target, list).json()["added"], 1);
  now_ += 6;
  EXPECT_EQ(c.get("/api/v1/setup").json()["areas"]["count"], 4);
  EXPECT_EQ(send(c, "/api/v1/import/areas?columns=%7B%22code%22%3A%22z%22%7D", list).code(),
            "intake.no-column");
  for (const char* bad : {"a", "[]", "%7B%22code%22%3A1%7D"}) {
    EXPECT_EQ(send(c, std::string("/api/v1/import/areas?columns=") + bad, list).code(),
              "serve.bad-columns");
  }
  // Without them a preview names the columns, so that they can be.
  const Json asked = send(c, "/api/v1/import/areas?preview=true", list).json();
  EXPECT_EQ(asked["error"]["code"], "intake.no-field") << asked.dump(1);
  ASSERT_EQ(asked["columns"].size(), 2U);
  EXPECT_EQ(asked["columns"][1]["column"], "b");
  EXPECT_EQ(send(c, "/api/v1/import/areas", list).code(), "intake.no-field");
  EXPECT_EQ(send(c, "/api/v1/import/stations?accept=all", kList).code(), "serve.bad-accept");
}

TEST_F(ImportTest, AnswersOfASheetReorderTheListToo) {
  auto c = as("panwaslu");
  const Json done = send(c, "/api/v1/import/answers?name=saksi.csv",
                         "Kunci TPS,Pernah tergenang?,Dijawab oleh\n1472051002001,ya,Lurah\n"
                         "1472051002001,mungkin,Lurah\n1472051003001,ya,0812-3456-7890\n")
                        .json();
  EXPECT_EQ(done["added"], 1);
  ASSERT_EQ(done["refused"].size(), 2U);
  EXPECT_EQ(done["refused"][1]["value"].get<std::string>().find("3456"), std::string::npos);
  EXPECT_EQ(c.get("/api/v1/stations/1472051002001").json()["told"].size(), 1U);
}

TEST_F(ImportTest, OnlyWhoKeepsTheTableBringsListsIn) {
  for (const char* who : {"ppk", "pkd", "kpps", "publik", "lurah"}) {
    auto c = as(who);
    EXPECT_EQ(send(c, "/api/v1/import/stations?preview=true", kList).code(), "desk.not-allowed")
        << who;
  }
  auto nobody = client();
  EXPECT_EQ(send(nobody, "/api/v1/import/stations", kList).code(), "serve.no-login");
  auto c = as("bpbd");
  EXPECT_EQ(send(c, "/api/v1/import/stations?preview=true", kList).status, 200);
}

TEST_F(ImportTest, WhatIsNoListIsRefusedInWords) {
  auto c = as("kpu");
  EXPECT_EQ(send(c, "/api/v1/import/stations", kList, "text/csv").code(), "serve.not-a-file");
  EXPECT_EQ(send(c, "/api/v1/import/stations", "").code(), "serve.no-file");
  EXPECT_EQ(send(c, "/api/v1/import/voters", kList).code(), "serve.no-route");
  EXPECT_EQ(send(c, "/api/v1/import/..%2f..", kList).status, 404);
  EXPECT_EQ(send(c, "/api/v1/import/stations?nama=x", kList).code(), "serve.unknown-param");
  EXPECT_EQ(send(c, "/api/v1/import/stations?name=Pak%20Budi%200812-3456-7890", kList).code(),
            "guard.phone");
  EXPECT_EQ(send(c, "/api/v1/import/stations", "<html>").code(), "geo.unknown-content");
  EXPECT_EQ(send(c, "/api/v1/import/roads", kList).code(), "geo.unknown-content");
  EXPECT_EQ(send(c, "/api/v1/import/hazard?as=x", kList).code(), "geo.unknown-content");
  const std::string_view broken("PK\x03\x04 broken", 11);
  EXPECT_EQ(send(c, "/api/v1/import/stations", broken).code(), "geo.unknown-content");
  EXPECT_EQ(send(c, "/api/v1/import/stations", "satu;dua\n1;2\n").code(), "intake.no-field");
  EXPECT_EQ(c.get("/api/v1/stations").json()["total"], 3);
  EXPECT_FALSE(std::filesystem::exists(place_.workspace().path("incoming")));
}

// A large body is not read of somebody who is not known.
TEST_F(ImportTest, NobodyUnknownSendsALargeFile) {
  const std::string head =
      "POST /api/v1/import/stations HTTP/1.1\r\nHost: x\r\nContent-Length: 50000000\r\n"
      "Content-Type: application/octet-stream\r\n";
  auto nobody = client();
  nobody.send(head + "\r\n");
  EXPECT_EQ(nobody.read().status, 413);
  auto forged = client();
  forged.send(head + "Authorization: Bearer " + std::string(43, 'a') + "\r\n\r\n");
  EXPECT_EQ(forged.read().status, 413);
  auto too_large = as("kpu");
  too_large.send(
      "POST /api/v1/import/stations HTTP/1.1\r\nHost: x\r\nContent-Length: 80000000\r\n" +
      too_large.headers[0].first + ": " + too_large.headers[0].second + "\r\n\r\n");
  EXPECT_EQ(too_large.read().status, 413);
}

TEST_F(ImportTest, RoadsAndHazardsComeInAsFilesDo) {
  auto c = as("kpu");
  const std::string roads =
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"highway":)"
      R"("residential"},"geometry":{"type":"LineString",)"
      R"("coordinates":[[101.5,1.6],[101.51,1.6]]}}]})";
  const Json seen = send(c, "/api/v1/import/roads?preview=true&name=jalan.geojson", roads).json();
  EXPECT_EQ(seen["edges"], 1) << seen.dump(1);
  EXPECT_EQ(c.get("/api/v1/setup").json()["roads"], false);
  const Json done = send(c, "/api/v1/import/roads?name=jalan.geojson", roads).json();
  EXPECT_EQ(done["source"], "jalan.geojson");
  EXPECT_EQ(c.get("/api/v1/setup").json()["roads"], true);

  const std::string flood =
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"depth_m":0.4},)"
      R"("geometry":{"type":"Polygon","coordinates":[[[101.4,1.5],[101.6,1.5],[101.6,1.7],)"
      R"([101.4,1.7],[101.4,1.5]]]}}]})";
  const std::string target =
      "/api/v1/import/hazard?as=rob&name=rob.geojson&from=2024-11-27T05:00&to=2024-11-27T09:00";
  EXPECT_EQ(send(c, target + "&preview=true", flood).code(), "serve.no-preview");
  const Json layer = send(c, target, flood).json();
  EXPECT_EQ(layer["form"], "polygons") << layer.dump(1);
  EXPECT_EQ(layer["source"], "rob.geojson");
  EXPECT_EQ(c.get("/api/v1/setup").json()["hazards"], Json::array({"rob"}));
  EXPECT_EQ(send(c, "/api/v1/import/hazard?as=..%2Fx", flood).code(), "workspace.bad-layer-name");
  EXPECT_EQ(send(c, "/api/v1/import/hazard?as=x&kind=y", flood).code(), "serve.bad-kind");
  EXPECT_EQ(send(c, "/api/v1/import/hazard?as=x&from=tadi", flood).code(), "desk.bad-moment");
}

}  // namespace
}  // namespace adem::serve
