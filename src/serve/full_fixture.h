// A table with one of everything that a server shows, for tests of who sees it and what it bears.
#pragma once

#include <string>

#include "desk/book.h"
#include "desk/field_fixture.h"
#include "desk/issue_fixture.h"
#include "desk/matrix.h"
#include "serve/stage_fixture.h"

namespace adem::serve::testing {

// A meeting that runs, claims open and closed, an incident, a decision with its action and notice,
// a forecast.
class Full : public desk::testing::Table {
 public:
  Full() {
    prepared("meeting.kept", "polsek");
    open_claim = desk::testing::raise(*this);
    const Json closed = prepared("issue.close", "kpu");
    as("kpu", "issue.close", closed);
    closed_claim = closed.at("issue");
    prepared("incident.verify/lurah", "lurah");
    const Json notice = prepared("notice.publish/relocation", "kpu");
    as("kpu", "notice.publish", notice);
    as("polsek", "action.add", prepared("action.add/own", "polsek"));
    as("bpbd", "forecast.publish", desk::testing::publish());
    for (const auto& [id, state] : book.all()) {
      if (id.starts_with("u")) proposal = id;
    }
  }
  std::string open_claim, closed_claim, proposal;

 private:
  Json prepared(const std::string& row, const std::string& kind) {
    return desk::testing::Situation::all().at(row)(*this, kind);
  }
};

// Opens the meeting's room and lets a question wait in it.
inline void open_room(House& house, const std::string& question) {
  const auto full = desk::Book(house.ledger()).full("m1");
  house.rooms().close(full);  // what an earlier scene left
  house.rooms().open(full);
  house.rooms().put(full, {.id = question,
                           .at = house.now(),
                           .office = "PKD",
                           .text = "Siapa yang mengangkut?",
                           .station = {}});
}

}  // namespace adem::serve::testing
