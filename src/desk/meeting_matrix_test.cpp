// Situations of tests/data/matrix/meetings.txt. The meeting is of Medang Kampai, called by Polsek.
#include "desk/matrix.h"

namespace adem::desk::testing {
namespace {

const Json kFgd{{"title", "FGD"},
                {"starts", "2024-11-20T19:00"},
                {"convener", "Polsek"},
                {"area", "14.72.05"},
                {"agenda", {"TPS rawan banjir"}}};
const Json kPromise{{"office", "PPK"}, {"promise", "Menyiapkan balai"}, {"due", "2024-11-25"}};

void call(Table& table) { table.as("polsek", "meeting.new", kFgd); }

Prepare called(Json args) {
  return [args = std::move(args)](Table& table, const std::string&) {
    call(table);
    return args;
  };
}

// Opened, and with one record of each kind that can be withdrawn.
Prepare running(Json args) {
  return [args = std::move(args)](Table& table, const std::string&) {
    call(table);
    table.as("polsek", "meeting.open", Json::object());
    table.as("ppk", "meeting.attend", Json{{"office", "PPK"}});
    table.as("pkd", "meeting.ask", Json{{"office", "PKD"}, {"question", "Ke mana pindahnya?"}});
    table.as("ppk", "meeting.answer",
             Json{{"question", "t1"}, {"office", "PPK"}, {"answer", "Ke balai"}});
    table.as("ppk", "meeting.commit", kPromise);
    table.as("polsek", "meeting.obstacle", Json{{"effect", "Kotak terlambat"}});
    return args;
  };
}

Prepare withdraws(const char* id) { return running(Json{{"id", id}, {"why", "Keliru"}}); }

const Situation kNew{"meeting.new", [](Table&, const std::string&) { return kFgd; }};
const Situation kOpen{"meeting.open", called(Json::object())};
const Situation kAttend{"meeting.attend", called(Json{{"office", "BPBD"}, {"absent", true}})};
const Situation kAsk{"meeting.ask", running(Json{{"office", "PKD"},
                                                 {"question", "Siapa yang mengangkut?"},
                                                 {"station", {"TPS 001 Guntung"}}})};
const Situation kMeetingAnswer{
    "meeting.answer",
    running(Json{{"question", "m1.t1"}, {"office", "Lurah"}, {"answer", "Pemilik setuju"}})};
const Situation kNote{"meeting.note", running(Json{{"item", 1}, {"text", "Dibahas"}})};
const Situation kMeetingObstacle{"meeting.obstacle", running(Json{{"effect", "Jalan terputus"}})};
const Situation kCommit{"meeting.commit", running(kPromise)};
const Situation kKept{"meeting.kept", running(Json{{"promise", "k1"}})};
const Situation kMeeting{"meeting.withdraw/meeting", withdraws("m1")};
const Situation kAttendance{"meeting.withdraw/attendance", withdraws("h1")};
const Situation kQuestion{"meeting.withdraw/question", withdraws("t1")};
const Situation kGiven{"meeting.withdraw/answer", withdraws("t1.j1")};
const Situation kMade{"meeting.withdraw/promise", withdraws("k1")};
const Situation kMet{"meeting.withdraw/obstacle", withdraws("d1")};
const Situation kMeetingClose{"meeting.close", running(Json{{"closing", "Semua siap"}})};

}  // namespace
}  // namespace adem::desk::testing
