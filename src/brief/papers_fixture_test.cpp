#include "brief/papers_fixture.h"

#include "base/format.h"

namespace adem::brief {

namespace {

desk::Commitment promise(int number, std::string owner, std::string text, std::string due,
                         std::vector<std::string> stations = {}, std::string question = "") {
  desk::Commitment made;
  made.id = fmt::format("m2.k{}", number);
  made.number = number;
  made.meeting = "m2";
  made.owner = std::move(owner);
  made.text = std::move(text);
  made.due = std::move(due);
  made.stations = std::move(stations);
  made.question = std::move(question);
  return made;
}

desk::Question question(int number, std::string office, std::string text,
                        std::vector<std::string> stations) {
  desk::Question asked;
  asked.id = fmt::format("m2.t{}", number);
  asked.number = number;
  asked.office = std::move(office);
  asked.text = std::move(text);
  asked.stations = std::move(stations);
  return asked;
}

Instant at(const char* text) { return *parse_instant(text, papers_zone()); }

desk::Attendee attendee(std::string office, std::string name, std::string role) {
  desk::Attendee one;
  one.office = std::move(office);
  one.name = std::move(name);
  one.role = std::move(role);
  return one;
}

}  // namespace

Zone papers_zone() { return Zone("Asia/Jakarta"); }

PapersInput PapersFixture::input() const {
  return {.meeting = meeting,
          .rules = rules,
          .station = [](const std::string& key) { return "TPS " + key + " Contoh Hilir"; },
          .letterhead = letterhead,
          .record = "0123456789ab",
          .now = at("2024-11-22T09:00"),
          .exercise = false};
}

PapersFixture empty_meeting() {
  PapersFixture made;
  made.rules = election::rule_book("pilkada-2024");
  made.meeting.id = "m2";
  made.meeting.title = "Rapat kesiapan Kecamatan Contoh";
  made.meeting.starts = at("2024-11-20T19:00");
  made.meeting.convener = "Kapolsek Contoh";
  return made;
}

PapersFixture normal_meeting() {
  auto made = empty_meeting();
  made.letterhead = {"KEPOLISIAN SEKTOR CONTOH", "Jalan Pelajar RT 001, Contoh Hilir"};
  auto& meeting = made.meeting;
  meeting.place = "Aula Polsek Contoh, Jalan Pelajar RT 001";
  meeting.opened_at = at("2024-11-20T19:05");
  meeting.closed_at = at("2024-11-20T21:10");
  meeting.letter_number = "B/12/XI/2024";
  meeting.invited = {"Ketua Panwaslu Kecamatan Contoh", "PPK Contoh", "Lurah Contoh Hilir"};
  int number = 0;
  for (const char* code : {"opening", "briefing", "stations", "questions", "closing"}) {
    desk::AgendaItem item;
    item.number = ++number;
    item.code = code;
    if (number == 2) item.notes = "Pasang malam diperkirakan sampai 22 November.";
    meeting.agenda.push_back(item);
  }
  meeting.attendance = {attendee("Kapolsek Contoh", "Budi Santoso", "memimpin"),
                        attendee("Ketua Panwaslu Kecamatan Contoh", "", "peserta"),
                        attendee("PPK Contoh", "Sri Wahyuni", "peserta"),
                        attendee("Lurah Contoh Hilir", "", "peserta"),
                        attendee("BPBD Contoh", "", "")};
  meeting.attendance.back().present = false;
  meeting.questions = {
      question(1, "PKD Contoh Hilir", "Ke mana TPS ini pindah bila air naik lagi?", {"001"}),
      question(2, "Lurah Contoh Hilir", "Siapa yang membuka pintu <gudang> & gerbang?", {}),
      question(3, "PKD Contoh Hilir", "Pertanyaan yang ditarik kembali.", {"002"})};
  desk::Answer answer;
  answer.office = "PPK Contoh";
  answer.text = "Gedung serbaguna diusulkan kepada KPU.";
  meeting.questions[0].answers = {answer};
  meeting.questions[2].withdrawn_why = "salah catat";
  meeting.commitments = {
      promise(1, "PPK Contoh", "Mencatat titik TPS bersama PPS.", "2024-11-23", {"001"}, "m2.t1"),
      promise(2, "Lurah Contoh Hilir", "Membawa izin tertulis pemilik gedung", "2024-11-21",
              {"001"}, "m2.t1"),
      promise(3, "Kapolsek Contoh", "Menyiapkan truk pengantar kotak.", "2024-11-25", {"004"}),
      promise(4, "BPBD Contoh", "Janji yang ditarik kembali.", "2024-11-24")};
  meeting.commitments[2].kept_at = at("2024-11-21T10:00");
  meeting.commitments[2].kept_on = "2024-11-21";
  meeting.commitments[2].evidence = "Surat tugas nomor 7";
  meeting.commitments[3].withdrawn_why = "bukan tugasnya";
  auto earlier = promise(1, "PPS Contoh Hilir", "Mengirim daftar alat yang rusak.", "2024-11-15");
  earlier.id = "m1.k1";
  earlier.meeting = "m1";
  meeting.carried = {earlier};
  desk::Obstacle obstacle;
  obstacle.stage = "Distribusi logistik";
  obstacle.place = "TPS 004 Contoh Hilir";
  obstacle.effect = "Kotak terlambat bila gang terputus.";
  obstacle.step = "Antar sebelum pukul 16.00.";
  obstacle.owner = "PPK Contoh";
  obstacle.due = "2024-11-25";
  meeting.obstacles = {obstacle};
  meeting.closing = "Peserta siap menjaga ketertiban. Terima kasih kepada Budi Santoso.";
  return made;
}

PapersFixture long_meeting() {
  auto made = normal_meeting();
  auto& meeting = made.meeting;
  meeting.exercise = true;
  for (int i = 4; i <= 13; ++i) {
    auto asked = question(i, fmt::format("PKD Contoh {}", i),
                          "Jalan ke TPS ini terputus saat pasang malam dan tidak ada lampu. Siapa "
                          "yang menjaga kotak suara sampai jalan dapat dilalui lagi?",
                          {fmt::format("{:03}", i)});
    desk::Answer answer;
    answer.office = "PPK Contoh";
    answer.text = "Kotak diantar pada sore hari sebelumnya dan dijaga bersama Linmas.";
    asked.answers = {answer, answer};
    meeting.questions.push_back(asked);
  }
  for (int i = 5; i <= 16; ++i) {
    meeting.commitments.push_back(
        promise(i, fmt::format("Lurah Contoh {}", i),
                "Menyiapkan lampu dan genset, serta mencatat nomor kunci gudang di kantor lurah.",
                fmt::format("2024-11-{}", 16 + i % 9), {fmt::format("{:03}", i)},
                i <= 13 ? fmt::format("m2.t{}", i) : ""));
  }
  return made;
}

}  // namespace adem::brief
