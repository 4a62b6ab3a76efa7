// The evening at the Polsek, as its spreadsheet: who came, what was asked, who promised what. The
// meeting's place and order are facts; what is said about stations is invented.
#include "base/format.h"
#include "demo/story.h"

namespace adem::demo {

namespace {

using Rows = std::vector<std::vector<std::string>>;

geo::OutTable sheet(const char* name, std::vector<std::string> columns, Rows rows) {
  geo::OutTable table;
  table.name = name;
  table.columns = std::move(columns);
  table.rows = std::move(rows);
  return table;
}

constexpr const char* kKapolsek = "Kapolsek Medang Kampai";
constexpr const char* kPanwaslu = "Ketua Panwaslu Kecamatan Medang Kampai";
constexpr const char* kPpk = "PPK Medang Kampai";

Rows heading() {
  return {
      {"Judul", "FGD Cooling System Kecamatan Medang Kampai"},
      {"Tanggal", "20/11/2024"},
      {"Pukul", "19.00"},
      {"Tempat", "Aula Polsek Medang Kampai, Jalan Pelajar RT 001, Kelurahan Guntung"},
      {"Penyelenggara", kKapolsek},
      {"Wilayah", std::string(kDistrictCode)},
      {"Nomor surat", ""},
      {"Diundang",
       "Ketua Panwaslu Kecamatan Medang Kampai; PKD; PPK Medang Kampai; Camat Medang Kampai; "
       "Lurah; BPBD Kota Dumai"},
      {"Penutup", "Peserta siap menjaga keamanan dan ketertiban pada semua tahapan yang tersisa."}};
}

Rows attendance() {
  Rows rows = {{kKapolsek, "", "memimpin", "ya"},
               {"Kanit Reskrim Polsek Medang Kampai", "", "peserta", "ya"},
               {"Kanit Intel Polsek Medang Kampai", "", "peserta", "ya"},
               {kPanwaslu, "", "peserta", "ya"},
               {"Staf Panwaslu Kecamatan Medang Kampai", "", "peserta", "ya"},
               {kPpk, "", "peserta", "ya"}};
  for (const auto& village : kVillages) {
    rows.push_back({fmt::format("PKD {}", village.name), "", "peserta", "ya"});
    rows.push_back({fmt::format("Lurah {}", village.name), "", "peserta", "ya"});
  }
  rows.push_back({"BPBD Kota Dumai", "", "peserta", "tidak"});
  return rows;
}

// The order of the evening, and what was said in a line each; blank where nothing was recorded.
Rows agenda() {
  return {{"1", "Pembukaan", "Kapolsek membuka rapat. Kepolisian dan Panwaslu bekerja bersama."},
          {"2", "Arahan situasi dan isu", "Kapolsek dan kedua kanit memaparkan situasi kecamatan."},
          {"3", "Kendala tiap tahapan", "Dicatat pada lembar Kendala."},
          {"4", "Langkah antisipasi", "Panwaslu dan kepolisian membahas langkah bersama."},
          {"5", "Isu provokatif", "Isu yang dapat memecah warga ditangani sejak kecil."},
          {"6", "TPS rawan banjir dan bencana", "Persiapan dimulai dari sekarang."},
          {"7", "Tanya jawab", "Dicatat pada lembar Tanya jawab."},
          {"8", "Komitmen bersama", "Dicatat pada lembar Komitmen."},
          {"9", "Penutup", ""}};
}

}  // namespace

std::vector<geo::OutTable> meeting_tables(const Scene& scene) {
  const auto chosen = choose(scene);
  const auto& no_point = scene.stations[chosen.no_point];
  const auto& lowest = scene.stations[chosen.lowest];
  const auto& cut_off = scene.stations[chosen.lowest_dry];
  const auto& refuge = highest_place(scene, no_point.village).name;
  const auto& other = highest_place(scene, lowest.village).name;
  const auto pkd = fmt::format("PKD {}", kVillages[no_point.village].name);
  const auto lurah = fmt::format("Lurah {}", kVillages[lowest.village].name);
  return {
      sheet("Rapat", {"Isian", "Nilai"}, heading()),
      sheet("Kehadiran", {"Jabatan", "Nama", "Peran", "Hadir"}, attendance()),
      sheet("Agenda", {"No", "Acara", "Catatan"}, agenda()),
      sheet("Tanya jawab", {"No", "Penanya", "Pertanyaan", "TPS", "Penjawab", "Jawaban"},
            {{"1", pkd,
              fmt::format("{} pernah tergenang setinggi lutut dan titiknya belum ada di daftar. Ke "
                          "mana TPS ini pindah bila air naik lagi?",
                          spoken_name(no_point)),
              no_point.key, kPpk,
              fmt::format("Titiknya dicatat bersama PPS. {} diusulkan sebagai tempat pengganti; "
                          "keputusan ada pada KPU Kota Dumai.",
                          refuge)},
             {"2", kPanwaslu, "Bagaimana kotak suara sampai bila jalan terputus saat pasang malam?",
              cut_off.key, kKapolsek,
              "Kotak diantar sebelum pukul 16.00 sehari sebelumnya, selagi air surut."}}),
      sheet("Komitmen", {"No", "Penanggung jawab", "Janji", "Tenggat", "TPS", "Pertanyaan"},
            {{"1", kPpk, fmt::format("Mencatat titik {} bersama PPS.", spoken_name(no_point)),
              "23/11/2024", no_point.key, "1"},
             {"2", lurah, fmt::format("Menyampaikan persetujuan tertulis pemilik {}.", other),
              "22/11/2024", lowest.key, ""},
             {"3", kKapolsek, "Menyiapkan truk dan petugas pengantar kotak untuk sore H-1.",
              "25/11/2024", cut_off.key, "2"}}),
      sheet("Kendala",
            {"No", "Tahapan", "Tempat", "Akibat", "Langkah", "Penanggung jawab", "Tenggat"},
            {{"1", "Distribusi logistik", spoken_name(cut_off),
              "Kotak terlambat bila gang terputus saat pasang malam.",
              "Antar kotak sebelum pukul 16.00 sehari sebelumnya.", kPpk, "25/11/2024"}}),
  };
}

}  // namespace adem::demo
