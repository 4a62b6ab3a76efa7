// The whole way through the house with the built program, on a small invented list: lists in, what
// is told and what is computed, out again. Each command runs as people run it.
#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "program.h"

namespace adem {
namespace {

using e2e::Outcome;

class WholeWay : public e2e::InScratch {
 protected:
  // In the workspace W, at a fixed hour; must succeed.
  Outcome in_w(const std::string& arguments) const {
    auto outcome = adem("-C W --now 2024-11-20T19:00 " + arguments);
    EXPECT_EQ(outcome.exit_code, 0) << arguments << "\n" << outcome.out;
    return outcome;
  }

  // Two villages side by side; five stations, one without a point, one in the wrong village.
  void make_register() const {
    const auto village = [](const char* code, const char* name, const char* west,
                            const char* east) {
      const std::string w = west, e = east;
      return std::string(R"({"type":"Feature","properties":{"kode":")") + code + R"(","nama":")" +
             name + R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + w + ",-7.02],[" + e +
             ",-7.02],[" + e + ",-7.00],[" + w + ",-7.00],[" + w + ",-7.02]]]}}";
    };
    write("areas.geojson", R"({"type":"FeatureCollection","features":[)" +
                               village("99.02.01.1001", "Suka Hilir", "110.00", "110.02") + "," +
                               village("99.02.01.1002", "Suka Hulu", "110.02", "110.04") + "]}");
    write("stations.csv",
          "No TPS;Kode Wilayah;Kelurahan;Alamat;Lintang;Bujur;Jumlah Pemilih\n"
          "001;99.02.01.1001;Suka Hilir;SD 1;-7,010;110,005;410\n"
          "002;99.02.01.1001;Suka Hilir;Balai;-7,005;110,015;390\n"
          "003;99.02.01.1001;Suka Hilir;Lapangan;;;400\n"
          "001;99.02.01.1002;Suka Hulu;SD 2;-7,010;110,030;601\n"
          "002;99.02.01.1002;Suka Hulu;Pasar;-7,010;110,010;380\n");
    // Knee-deep in the west, dry in the east.
    write("flood.asc",
          "ncols 4\nnrows 2\nxllcorner 110.00\nyllcorner -7.02\ncellsize 0.01\nNODATA_value -9999\n"
          "0.5 0.5 0 0\n0.5 0.5 0 0\n");
    write("flood.prj",
          "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
          "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]\n");
    ASSERT_EQ(
        adem("new W --election pilkada-2024 --zone Asia/Jakarta --name 'Kecamatan Suka'").exit_code,
        0);
    const auto areas = in_w("--json import areas areas.geojson").json();
    EXPECT_EQ(areas["rows"], 2);
    EXPECT_EQ(areas["added"], 2);
  }
};

void expect_accounted(const Json& report) {
  EXPECT_EQ(report["rows"].get<std::size_t>(),
            report["added"].get<std::size_t>() + report["changed"].get<std::size_t>() +
                report["unchanged"].get<std::size_t>() + report["refused"].size())
      << report.dump(2);
}

TEST_F(WholeWay, ListsInAnswersInOutlookOut) {
  make_register();
  auto report = in_w("--json import stations stations.csv").json();
  EXPECT_EQ(report["rows"], 5);
  EXPECT_EQ(report["added"], 5);
  EXPECT_EQ(report["flagged"]["no-coordinates"], 1);
  EXPECT_EQ(report["flagged"]["outside-area"], 1);
  EXPECT_EQ(report["flagged"]["too-many-voters"], 1);
  expect_accounted(report);
  report = in_w("--json import stations stations.csv").json();
  EXPECT_EQ(report["unchanged"], 5);

  // What is told: a blank sheet out, a filled one in, twice.
  in_w("export questionnaire q.xlsx --all");
  EXPECT_GT(std::filesystem::file_size(path("q.xlsx")), 1000U);
  report = in_w("--json import answers q.xlsx").json();
  EXPECT_EQ(report["rows"], 5);
  EXPECT_EQ(report["unchanged"], 5);
  write("answers.csv",
        "Kunci TPS;Pernah tergenang?;Setinggi apa?;Jalan mana yang terputus?;Dijawab oleh;Tanggal\n"
        "9902011002001;ya;lutut;;PKD Suka Hulu;18/11/2024\n"
        "9902011001003;;;Jalan Sawah;Lurah Suka Hilir;18/11/2024\n"
        "9902011001002;ya;;telepon 081234567890;;\n");
  report = in_w("--json import answers answers.csv").json();
  EXPECT_EQ(report["added"], 2);
  ASSERT_EQ(report["refused"].size(), 1U);
  EXPECT_EQ(report["refused"][0]["row"], 4);
  EXPECT_EQ(report["refused"][0]["why"]["code"], "guard.phone");
  EXPECT_EQ(report.dump().find("081234567890"), std::string::npos);
  expect_accounted(report);
  EXPECT_EQ(in_w("--json import answers answers.csv").json()["unchanged"], 2);

  const auto asked = in_w("--json ask 'TPS 001 Suka Hulu'").json();
  ASSERT_EQ(asked["told"].size(), 1U);
  EXPECT_EQ(asked["told"][0]["height"], "knee");

  in_w("import hazard flood.asc --name banjir");
  const auto outlook = in_w("--json outlook").json();
  ASSERT_EQ(outlook["stations"].size(), 5U);
  std::map<std::string, Json> by_key;
  for (const auto& station : outlook["stations"]) {
    by_key[station["key"].get<std::string>()] = station;
  }
  EXPECT_EQ(by_key.at("9902011001001")["status"], "cannot-open");
  EXPECT_EQ(by_key.at("9902011001003")["status"], "unknown");  // no point: unknown, never dry
  EXPECT_FALSE(by_key.at("9902011002001")["witness"].is_null());
  EXPECT_NE(by_key.at("9902011002001")["status"], "cannot-open");  // told stays beside computed
  EXPECT_EQ(outlook["exercise"], false);
}

// The same evening on record: what was asked, promised and told comes out on paper and in the
// brief, and what was not recorded does not.
TEST_F(WholeWay, TheMeetingAndItsPapers) {
  make_register();
  in_w("import stations stations.csv");
  in_w("ask 'TPS 001 Suka Hilir' --flooded ya --height lutut --office 'PKD Suka Hilir'");
  in_w("meeting new --title FGD --starts 2024-11-20T19:00 --convener 'Polsek Suka'");
  in_w("meeting open");
  in_w("meeting attend 'Polsek Suka'");
  in_w("meeting ask 'PKD Suka Hilir' 'Bagaimana bila pasang?' --station 'TPS 001 Suka Hilir'");
  in_w("meeting answer 1 'Polsek Suka' 'Perahu disiapkan.'");
  in_w(
      "meeting commit 'Polsek Suka' 'Menyiapkan perahu' --due 2024-11-25 "
      "--station 'TPS 001 Suka Hilir'");
  in_w("meeting close");

  in_w("meeting papers --out papers");
  for (const char* paper : {"undangan", "daftar-hadir", "notulen", "komitmen-bersama",
                            "tindak-lanjut", "surat-imbauan", "siaran-pers"}) {
    const auto page = read("papers/" + std::string(paper) + ".html");
    EXPECT_NE(page.find("</html>"), std::string::npos) << paper;
    EXPECT_NE(page.find("@page"), std::string::npos) << paper;
    EXPECT_EQ(page.find("http://"), std::string::npos) << paper;  // nothing fetched
  }
  EXPECT_NE(read("papers/notulen.html").find("Bagaimana bila pasang?"), std::string::npos);
  EXPECT_NE(read("papers/notulen.html").find("Perahu disiapkan."), std::string::npos);
  EXPECT_NE(read("papers/tindak-lanjut.html").find("Menyiapkan perahu"), std::string::npos);

  const auto message = in_w("brief --format text").out;
  EXPECT_LT(message.size(), 1000U);
  EXPECT_NE(message.find("Menyiapkan perahu"), std::string::npos) << message;
  EXPECT_NE(message.find("PKD Suka Hilir"), std::string::npos) << message;
  in_w("brief --format html --out brief.html");
  EXPECT_NE(read("brief.html").find("<svg"), std::string::npos);
  in_w("brief --format gpkg --out brief.gpkg");
  EXPECT_TRUE(read("brief.gpkg").starts_with("SQLite format 3"));
  const auto csv = in_w("brief --format csv").out;
  EXPECT_NE(csv.find("#loc+station+code"), std::string::npos);

  // The next meeting opens with what was not kept.
  in_w("meeting new --title 'FGD kedua' --starts 2024-11-26T19:00 --convener 'Polsek Suka'");
  const auto next = in_w("--json meeting open").json();
  EXPECT_NE(next.dump().find("Menyiapkan perahu"), std::string::npos) << next.dump(2);
}

TEST_F(WholeWay, AnExerciseIsStampedInEveryRow) {
  ASSERT_EQ(adem("new W --election pilkada-2024 --zone Asia/Jakarta --exercise").exit_code, 0);
  write("stations.csv", "Kunci;No TPS;Kelurahan\n9902011001001;001;Suka\n9902011001002;002;Suka\n");
  in_w("import stations stations.csv");
  in_w("export questionnaire q.csv --all");
  std::istringstream lines(read("q.csv"));
  std::string line;
  int stamped = 0;
  while (std::getline(lines, line)) {
    stamped += line.find("LATIHAN - DATA BUATAN") != std::string::npos ? 1 : 0;
  }
  EXPECT_EQ(stamped, 3);  // the heading too
  EXPECT_NE(in_w("ask 9902011001001").out.find("LATIHAN - DATA BUATAN"), std::string::npos);
}

TEST_F(WholeWay, ExportAndImportAgain) {
  make_register();
  in_w("import stations stations.csv");
  in_w("export stations out.csv");
  const auto report = in_w("--json import stations out.csv").json();
  EXPECT_EQ(report["rows"], 5);
  EXPECT_EQ(report["unchanged"], 5) << report.dump(2);
}

TEST_F(WholeWay, MisuseAndFailureHaveTheirExitCodes) {
  EXPECT_EQ(adem("-C nowhere outlook 2>/dev/null").exit_code, 1);
  EXPECT_EQ(adem("frobnicate 2>/dev/null").exit_code, 2);
  EXPECT_EQ(adem("new W --election pilkada-2024 2>/dev/null").exit_code, 2);
  EXPECT_EQ(adem("new W --election pilkada-1900 --zone Asia/Jakarta 2>/dev/null").exit_code, 1);
  EXPECT_EQ(adem("--help").exit_code, 0);
}

}  // namespace
}  // namespace adem
