// Facts: what has already happened at a station ("moved, 05:30, two witnesses"), recorded at once
// by whoever is there. A fact is not a decision: where one is needed it is pending until KPU
// decides (station_join.h looks for it). A fact is its own thing, "f1", so that a decision can name
// it.
//
//   {"id","area","station","what","to_venue","at","source","witnesses","witness_count","note",
//    "office","written","withdrawn"}
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "desk/act.h"
#include "desk/desk_fold.h"

namespace adem::desk {

// What happened, and the matter of a proposal about which KPU must then decide (relocation, or a
// way of the rule book); empty where nothing is to be decided.
struct FactKind {
  std::string_view what, about;
};
inline constexpr std::array kFactKinds = {
    FactKind{"moved", "relocation"},     FactKind{"not-opened", "susulan"},
    FactKind{"interrupted", "lanjutan"}, FactKind{"resumed", ""},
    FactKind{"opened-late", ""},         FactKind{"other", ""},
};
std::string_view decided_about(std::string_view what);

// station.fact {station, what, at, to, source, witness, witness-count, note}: the right to report,
// over the station's area. "to" names the venue and is needed where a station moved.
// station.fact-withdraw {fact, why}: by the office that recorded it. Errors desk.bad-choice,
// desk.in-future, desk.empty, desk.not-yours {id, office}, desk.already-withdrawn {id}.
std::span<const Act> fact_acts();
const Part& fact_part();

}  // namespace adem::desk
