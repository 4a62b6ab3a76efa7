// A whole evening and day from the command line alone: the meeting of Medang Kampai in its real
// order, a relocation proposed and decided, 05:30, voting day, two laptops apart, one name taken
// out of both books. Places and stations are invented after the documented ones; the same on both
// stores.
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <vector>

#include "program.h"
#include "stores/store.h"

namespace adem {
namespace {

constexpr const char* kEvening = "2024-11-20T19:00";
const std::vector<std::string> kOffices = {
    "panwaslu:14.72.05",  "polsek:14.72.05",    "ppk:14.72.05",         "kpu:14.72",
    "bawaslu:14.72",      "bpbd:14.72",         "pkd:14.72.05.1003",    "kpps:14.72.05.1003",
    "ptps:14.72.05.1003", "pps:14.72.05.1003",  "lurah:14.72.05.1003",  "kpu-provinsi:14",
    "kpps:14.72.05.1002", "ptps:14.72.05.1002", "camat:14.72.05",       "pln:14.72",
    "polres:14.72",       "tni:14.72",          "linmas:14.72.05.1003", "pemilik:14.72.05.1003"};

// "kpps-1003" sits for kpps:14.72.05.1003, "kpu" for kpu:14.72.
std::string handle_of(const std::string& office) {
  const auto colon = office.find(':');
  const std::string kind = office.substr(0, colon), area = office.substr(colon + 1);
  return area.size() > 8 ? kind + "-" + area.substr(9) : kind + "-1";
}

template <typename Store>
class Day : public stores::OnStore<Store> {
 protected:
  void SetUp() override {
    stores::OnStore<Store>::SetUp();
    if (this->IsSkipped()) return;
    make_scratch();
    scratch_.write("areas.csv",
                   "kode,nama\n14.72.05,Medang Kampai\n14.72.05.1001,Teluk Makmur\n"
                   "14.72.05.1002,Mundam\n14.72.05.1003,Guntung\n14.72.05.1004,Pelintung\n");
    scratch_.write("stations.csv", stations());
  }

  struct Scratch : e2e::InScratch {
    using e2e::InScratch::adem;
    using e2e::InScratch::path;
    using e2e::InScratch::SetUp;
    using e2e::InScratch::TearDown;
    using e2e::InScratch::write;
    void TestBody() override {}
  };
  void make_scratch() { scratch_.SetUp(); }
  void TearDown() override {
    if (!this->IsSkipped()) scratch_.TearDown();
  }

  // 27 stations in four villages: the Pilkada's number, an estimate by proportion.
  static std::string stations() {
    std::string text = "kode_tps,nama_tps,kode_desa,dpt\n";
    const std::map<std::string, int> villages = {
        {"1001", 8}, {"1002", 6}, {"1003", 3}, {"1004", 10}};
    for (const auto& [village, count] : villages) {
      for (int n = 1; n <= count; ++n) {
        const std::string number = (n < 10 ? "00" : "0") + std::to_string(n);
        text += "147205" + village + number + ",TPS " + number + ",14.72.05." + village + ",450\n";
      }
    }
    return text;
  }

  // A laptop with its own workspace, on a store of its own.
  void laptop(const std::string& name) {
    const std::string store = Store::kKeeps && std::string(Store::kName) == "PostgreSql"
                                  ? " --store '" + this->place() + "'"
                                  : "";
    run("new " + name + " --election pilkada-2024 --zone Asia/Jakarta --exercise" + store);
  }

  Json run(const std::string& words) const {
    const auto outcome = scratch_.adem(words + " --json");
    EXPECT_EQ(outcome.exit_code, 0) << words << "\n" << outcome.out;
    return Json::parse(outcome.out, nullptr, false);
  }
  Json at(const std::string& laptop, const std::string& now, const std::string& who,
          const std::string& words) const {
    return run("-C " + laptop + " --now " + now + (who.empty() ? "" : " --as " + who) + " " +
               words);
  }
  int refused(const std::string& laptop, const std::string& now, const std::string& who,
              const std::string& words) const {
    return scratch_
        .adem("-C " + laptop + " --now " + now + " --as " + who + " " + words + " 2>/dev/null")
        .exit_code;
  }
  // Both ways by file, as a stick is carried.
  void meet(const std::string& one, const std::string& other, const std::string& now) const {
    at(one, now, "", "ledger export " + one + ".adem");
    at(other, now, "", "ledger merge " + one + ".adem");
    at(other, now, "", "ledger export " + other + ".adem");
    at(one, now, "", "ledger merge " + other + ".adem");
  }
  std::string state_of(const std::string& laptop) const {
    const Json verify = run("-C " + laptop + " ledger verify");
    EXPECT_EQ(verify.value("quarantined", -1), 0) << verify.dump();
    return verify.value("state", laptop);
  }

  void two_laptops();
  void the_evening();
  void the_relocation();
  void half_past_five();
  void voting_day();
  void a_name_slips_through();

  Scratch scratch_;
  std::string proposal_;
};

// Panwaslu's laptop founds the ledger, KPU's joins it.
template <typename Store>
void Day<Store>::two_laptops() {
  laptop("panwaslu");
  laptop("kpu");
  run("-C panwaslu import areas areas.csv");
  run("-C panwaslu import stations stations.csv");
  const Json founded = at("panwaslu", kEvening, "",
                          "ledger init --name Panwaslu --account panwaslu-1=panwaslu:14.72.05");
  for (const auto& office : kOffices) {
    if (handle_of(office) == "panwaslu-1") continue;
    at("panwaslu", kEvening, "panwaslu-1", "account appoint " + handle_of(office) + " " + office);
  }
  at("panwaslu", kEvening, "panwaslu-1", "account appoint kpu-2 kpu:14.72");
  const Json joined = at("kpu", kEvening, "", "ledger init --join " + founded.value("node", ""));
  at("panwaslu", kEvening, "panwaslu-1",
     "ledger enrol " + joined.value("node", "") + " --name KPU");
  at("panwaslu", kEvening, "panwaslu-1", "register share");
  meet("panwaslu", "kpu", kEvening);
  at("kpu", kEvening, "", "register adopt");
  EXPECT_EQ(state_of("panwaslu"), state_of("kpu"));
}

// The meeting in its real order.
template <typename Store>
void Day<Store>::the_evening() {
  const auto say = [this](const std::string& words) {
    return at("panwaslu", kEvening, "polsek-1", "meeting " + words);
  };
  say("new --title 'FGD Cooling System Medang Kampai' --starts '20 November 2024 19.00' "
      "--place 'Aula Polsek Medang Kampai' --convener Kapolsek --area 14.72.05");
  say("open");
  say("attend Kapolsek --role memimpin");
  say("attend 'Ketua Panwaslu Kecamatan'");
  say("attend PKD");
  say("note 1 'Polsek dan Panwaslu bekerja bersama pada setiap tahapan.'");
  say("note 2 'Situasi kecamatan dan isu yang berkembang.'");
  say("obstacle 'Logistik terlambat bila jalan tergenang' --stage vote --place Guntung "
      "--step 'Siapkan perahu' --owner BPBD --due 25/11/2024");
  say("note 4 'Langkah disiapkan dari sekarang.'");
  say("note 5 'Isu pemecah belah dijaga tetap kecil.'");
  say("ask PKD 'Ke mana TPS 001 Guntung bila jalannya tergenang?' --station 'TPS 001 Guntung'");
  say("answer t1 Kapolsek 'Ke balai kelurahan; pemiliknya ditanya besok.'");
  say("commit Lurah 'Menanyakan izin balai kelurahan' --due 22/11/2024 --question t1");
  say("commit Polsek 'Menjaga jalur logistik' --due 26/11/2024");
  say("close 'Siap bersama menjaga ketertiban.'");
  const Json meeting = say("show m1");
  EXPECT_EQ(meeting.at("questions").size(), 1U);
  EXPECT_EQ(meeting.at("commitments").size(), 2U);
  EXPECT_EQ(meeting.at("obstacles").size(), 1U);
}

// Proposed by PPK, refused from every other office, decided by KPU.
template <typename Store>
void Day<Store>::the_relocation() {
  const std::string now = "2024-11-25T10:00";
  const std::string propose =
      "propose relocation --stations 'TPS 001 Guntung' --to-venue 'Balai Kelurahan Guntung' "
      "--reason 'Jalan ke TPS tergenang saat pasang' --legal station-place";
  for (const auto& office : kOffices) {
    const std::string who = handle_of(office);
    if (who == "ppk-1") continue;
    EXPECT_EQ(refused("panwaslu", now, who, propose), 1) << who;
  }
  proposal_ = at("panwaslu", now, "ppk-1", propose).value("id", "");
  meet("panwaslu", "kpu", now);
  const std::string decide =
      "decide " + proposal_ + " --verdict approved --legal station-place --number 120/PL.02/2024";
  for (const auto& office : kOffices) {
    const std::string who = handle_of(office);
    if (who == "kpu-1") continue;
    EXPECT_EQ(refused("kpu", now, who, decide), 1) << who;
  }
  at("kpu", now, "kpu-1", decide);
  meet("kpu", "panwaslu", now);
  EXPECT_EQ(state_of("panwaslu"), state_of("kpu"));
}

// Already moved: a fact, its decision pending.
template <typename Store>
void Day<Store>::half_past_five() {
  const std::string now = "2024-11-27T05:30";
  at("panwaslu", now, "kpps-1003",
     "station fact 'TPS 002 Guntung' moved --at '27 November 2024 05.30' --to 'Rumah warga RT 001' "
     "--source seen --witness ptps:14.72.05.1003 --witness-count 2");
  const std::string shown =
      at("panwaslu", now, "panwaslu-1", "station show 'TPS 002 Guntung'").dump();
  EXPECT_NE(shown.find("pending"), std::string::npos) << shown;
}

// Reports from all stations, two laptops apart for hours, merged by file, conflicts visible.
template <typename Store>
void Day<Store>::voting_day() {
  const auto report = [](const std::string& station, const char* status, const char* who,
                         const char* now) {
    return Json{{"do", "station.report"}, {"as", who},        {"now", now},
                {"station", station},     {"status", status}, {"source", "seen"}}
               .dump() +
           "\n";
  };
  std::string here, there;
  for (int n = 1; n <= 3; ++n) {
    const std::string key = "147205100300" + std::to_string(n);
    here += report(key, "open", "kpps-1003", "2024-11-27T07:02");
    there += report(key, n == 3 ? "interrupted" : "open", "ptps-1003", "2024-11-27T09:20");
  }
  for (int n = 1; n <= 6; ++n) {
    const std::string key = "147205100200" + std::to_string(n);
    there += report(key, "open", "kpps-1002", "2024-11-27T07:05");
  }
  scratch_.write("here.jsonl", here);
  scratch_.write("there.jsonl", there);
  EXPECT_EQ(scratch_.adem("-C panwaslu do here.jsonl --json").exit_code, 0);
  EXPECT_EQ(scratch_.adem("-C kpu do there.jsonl --json").exit_code, 0);
  EXPECT_NE(state_of("panwaslu"), state_of("kpu"));
  meet("panwaslu", "kpu", "2024-11-27T12:00");
  EXPECT_EQ(state_of("panwaslu"), state_of("kpu"));
  const Json wall = at("kpu", "2024-11-27T12:00", "panwaslu-1", "station list");
  EXPECT_NE(wall.dump().find("disagree"), std::string::npos) << wall.dump(2);
}

// A name that slipped through is taken out of both books.
template <typename Store>
void Day<Store>::a_name_slips_through() {
  const std::string now = "2024-11-27T14:00";
  at("panwaslu", now, "polsek-1",
     "incident report road 'Jalan ditutup oleh Warsono Wijayakusuma' --station 'TPS 003 Guntung'");
  meet("panwaslu", "kpu", now);
  std::string event;
  const Json log = at("panwaslu", now, "", "ledger log");
  for (const Json& line : log.at("events")) {
    if (line.at("kind") == "incident.reported") event = line.at("event");
  }
  at("panwaslu", now, "panwaslu-1", "ledger redact " + event + " --reason 'memuat nama orang'");
  meet("panwaslu", "kpu", now);
  for (const char* laptop : {"panwaslu", "kpu"}) {
    const auto out = scratch_.adem(std::string("-C ") + laptop + " ledger export after-" + laptop);
    EXPECT_EQ(out.exit_code, 0);
    std::ifstream in(scratch_.path(std::string("after-") + laptop), std::ios::binary);
    const std::string bundle((std::istreambuf_iterator<char>(in)), {});
    EXPECT_EQ(bundle.find("Wijayakusuma"), std::string::npos) << laptop;
    EXPECT_NE(bundle.find("memuat nama orang"), std::string::npos) << laptop;
  }
  EXPECT_EQ(state_of("panwaslu"), state_of("kpu"));
}

template <typename Store>
class TheDay : public Day<Store> {};
using Both = ::testing::Types<stores::File, stores::PostgreSql>;
TYPED_TEST_SUITE(TheDay, Both, stores::Name);

TYPED_TEST(TheDay, FromTheEveningToTheLastBox) {
  this->two_laptops();
  this->the_evening();
  this->the_relocation();
  this->half_past_five();
  this->voting_day();
  this->a_name_slips_through();
}

}  // namespace
}  // namespace adem
