// What must not be written down: every text that an act takes is tried with somebody's number,
// address or account in it. It is refused, or what is written does not hold it.
#include "desk/matrix.h"

namespace adem::desk {
namespace {

using namespace testing;

struct Poison {
  const char* text;
  const char* trace;  // what must not be found in anything written, blanks and signs left out
};
constexpr Poison kPoisons[] = {
    {"1472050101900001", "1472050101900001"},
    {"NIK 1472 0501 0190 0001", "1472050101900001"},
    {"hubungi 0812-3456-7890", "081234567890"},
    {"+6281234567890", "6281234567890"},
    {"nama.orang@contoh.id", "namaorang@contohid"},
    {"akun @nama_orang99", "@namaorang99"},
    {"lihat facebook.com/nama.orang", "facebookcom/namaorang"},
    {"https://wa.me/6281234567890", "6281234567890"},
};

// Letters, digits, '@' and '/' only, so that no dress hides a number.
std::string bare(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '@' || c == '/') out += c;
  }
  return out;
}

std::string written(const ledger::Event& event) {
  return bare(event.body.dump() + " | " + event.subject + " | " + event.area + " | " +
              event.office + " | " + event.author);
}

// What is written when `name` holds the poison, beside all that was right.
std::string written_with(const std::string& row, const std::string& kind, const Arg& arg,
                         const std::string& poison) {
  Table table;
  Json args = Situation::all().at(row)(table, kind);
  const std::string name(arg.name);
  args[name] = arg.kind == ArgKind::list ? Json{poison} : Json(poison);
  const std::size_t before = table.book.events().size();
  table.refused(kind, act_of(row), args);
  std::string all;
  for (std::size_t i = before; i < table.book.events().size(); ++i) {
    all += written(table.book.events()[i]);
  }
  return all;
}

TEST(Guards, NoActWritesDownAnybodysNumberAddressOrAccount) {
  std::size_t tried = 0;
  for (const auto& [row, cells] : read_matrix(std::string(ADEM_TEST_DATA) + "/matrix")) {
    const Act* act = find_act(act_of(row));
    const std::string kind = who_may(cells);
    if (act == nullptr || kind.empty() || !Situation::all().contains(row)) continue;
    for (const Arg& arg : act->args) {
      if (arg.kind == ArgKind::number || arg.kind == ArgKind::flag) continue;
      for (const Poison& poison : kPoisons) {
        const std::string found = written_with(row, kind, arg, poison.text);
        EXPECT_EQ(found.find(poison.trace), std::string::npos)
            << row << " --" << arg.name << " " << poison.text;
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 500U);
}

// The test above would pass if nothing were ever written: a clean text is.
TEST(Guards, CleanTextsAreWrittenDown) {
  Table table;
  const Json args = Situation::all().at("proposal.make/relocation")(table, "ppk");
  EXPECT_EQ(table.refused("ppk", "proposal.make", args), "");
  EXPECT_NE(written(table.book.events().back()).find("SDN01Guntung"), std::string::npos);
}

}  // namespace
}  // namespace adem::desk
