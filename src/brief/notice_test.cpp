#include "brief/notice.h"

#include <gtest/gtest.h>

namespace adem::brief {
namespace {

Json relocation() {
  return Json{{"id", "p1~aaaaaaaa.n1"},
              {"state", "published"},
              {"about", "relocation"},
              {"stations", {"1472051003001"}},
              {"areas", {"14.72.05.1003"}},
              {"from_venue", "Lapangan Guntung"},
              {"to_venue", "SDN 01 Guntung"},
              {"valid_from", "2024-11-26T22:30:00Z"},
              {"by", "kpu:14.72"},
              {"number", "12/PL.02.6-Kpt/1472/2024"},
              {"article", "Perbawaslu 15/2024 Pasal 7"},
              {"exercise", false}};
}

std::string text(const Json& notice, const char* language = "id") {
  const words::Speech speech(language, Zone("Asia/Jakarta"));
  const Callings callings{[](const std::string&) { return "TPS 001 Guntung"; },
                          [](const std::string&) { return "Medang Kampai"; },
                          [](const std::string&) { return "KPU kabupaten/kota Dumai"; }};
  std::string all;
  for (const auto& line : notice_lines(notice, callings, speech)) all += line + "\n";
  return all;
}

TEST(Notice, SaysWhatWhereWhenAndByWhom) {
  EXPECT_EQ(text(relocation()),
            "PENGUMUMAN\n"
            "TPS 001 Guntung pindah tempat.\n"
            "Dari: Lapangan Guntung\n"
            "Ke: SDN 01 Guntung\n"
            "Berlaku sejak Rabu, 27 November 2024, pukul 05.30 WIB.\n"
            "Keputusan KPU kabupaten/kota Dumai nomor 12/PL.02.6-Kpt/1472/2024.\n"
            "Dasar: Perbawaslu 15/2024 Pasal 7\n");
  EXPECT_EQ(text(relocation(), "en"),
            "NOTICE\n"
            "TPS 001 Guntung moves.\n"
            "From: Lapangan Guntung\n"
            "To: SDN 01 Guntung\n"
            "In force from Wednesday, 27 November 2024, 05:30 WIB.\n"
            "Decided by KPU kabupaten/kota Dumai, number 12/PL.02.6-Kpt/1472/2024.\n"
            "Basis: Perbawaslu 15/2024 Pasal 7\n");
}

TEST(Notice, LeavesOutWhatIsNotKnown) {
  Json notice = relocation();
  notice["about"] = "susulan";
  notice["stations"] = Json::array();
  for (const char* name : {"from_venue", "to_venue", "valid_from", "number", "article"}) {
    notice[name] = "";
  }
  EXPECT_EQ(text(notice),
            "PENGUMUMAN\n"
            "Pemungutan suara susulan: Medang Kampai.\n"
            "Keputusan KPU kabupaten/kota Dumai.\n");
}

TEST(Notice, StampsExercisesAndSaysWhatIsNotValid) {
  Json notice = relocation();
  notice["exercise"] = true;
  EXPECT_TRUE(text(notice).starts_with("LATIHAN - DATA BUATAN\nPENGUMUMAN\n"));
  notice["state"] = "held";
  EXPECT_NE(text(notice).find("TIDAK BERLAKU"), std::string::npos);
}

}  // namespace
}  // namespace adem::brief
