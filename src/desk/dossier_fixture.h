// Proposals and decisions as tests make them.
#pragma once

#include "desk/matrix.h"

namespace adem::desk::testing {

inline Json relocation() {
  return Json{{"about", "relocation"},
              {"stations", {"TPS 001 Guntung"}},
              {"from-venue", "Lapangan Guntung"},
              {"to-venue", "SDN 01 Guntung"},
              {"reason", "Halaman tergenang menurut keterangan"},
              {"legal", "flooded-station"}};
}

inline Json voting(const char* about) {
  return Json{{"about", about},
              {"stations", {"TPS 001 Guntung"}},
              {"reason", "Air setinggi lutut"},
              {"legal", about}};
}

inline Json own_duty(const char* about) {
  return Json{
      {"about", about}, {"stations", {"TPS 001 Guntung"}}, {"reason", "Menjaga jalur logistik"}};
}

inline Json verdict(const std::string& proposal, const char* verdict = "approved") {
  return Json{{"proposal", proposal},
              {"verdict", verdict},
              {"legal", "flooded-station"},
              {"number", "12/PL.02.6-Kpt/1472/2024"},
              {"valid-from", "2024-11-27T05:30"},
              {"note", "Sesuai keterangan lapangan"}};
}

// As the acting office and as an account of its own, so that nobody is proposer and decider.
inline std::string propose(Table& table, const std::string& handle, const Json& what) {
  return table.as(handle, "proposal.make", what).at("full");
}
inline std::string decide(Table& table, const std::string& handle, const Json& what) {
  return table.as(handle, "decision.make", what).at("full");
}
// A relocation that PPK proposed and KPU approved: the decision.
inline std::string approved(Table& table) {
  return decide(table, "kpu", verdict(propose(table, "ppk", relocation())));
}

// PPK of another regency of the same province proposes for its whole sub-district.
inline std::string propose_next_door(Table& table) {
  ledger::Draft draft;
  draft.at = table.around.now;
  draft.kind = "account.appointed";
  draft.subject = "ppk-71";
  draft.area = "14.71.01";
  draft.body = Json{{"office", "ppk:14.71.01"}, {"from", "2024-01-01"}, {"to", ""}};
  table.book.add(draft);
  return propose(table, "ppk-71",
                 Json{{"about", "susulan"},
                      {"area", "14.71.01"},
                      {"reason", "Seluruh kecamatan tergenang"},
                      {"legal", "area-postponement"}});
}

}  // namespace adem::desk::testing
