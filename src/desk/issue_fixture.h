// Claims at a table, for tests of the issue desk.
#pragma once

#include <string>

#include "desk/issue.h"
#include "desk/seat_fixture.h"

namespace adem::desk::testing {

inline Json claim(const char* topic = "procedure",
                  const char* text = "Katanya TPS 001 Guntung pindah ke gedung sekolah") {
  return Json{{"text", text}, {"topic", topic}, {"station", "TPS 001 Guntung"}};
}

// Raises it as the village's supervisor; returns its id.
inline std::string raise(Table& table, const Json& what = claim()) {
  return table.as("pkd", "issue.raise", what).at("full");
}

inline Json verdict_on(const std::string& issue, const char* verdict = "false") {
  return Json{{"issue", issue}, {"verdict", verdict}, {"source", "Berita acara KPU 12/2024"}};
}

inline Json answer_to(const std::string& issue) {
  return Json{{"issue", issue},
              {"text", "TPS 001 Guntung tetap di tempatnya."},
              {"source", "Keputusan KPU Kota 12/2024"}};
}

// A claim about procedure, checked by KPU.
inline std::string checked(Table& table) {
  const auto id = raise(table);
  table.as("kpu", "issue.check", verdict_on(id));
  return id;
}

// The same with an answer that `by` wrote; returns the answer's id.
inline std::string drafted(Table& table, const char* by) {
  return table.as(by, "issue.answer", answer_to(checked(table))).at("full");
}

inline std::string root(const std::string& answer) { return answer.substr(0, answer.find('.')); }

}  // namespace adem::desk::testing
