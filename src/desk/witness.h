// What people who stood there told an office about a station (election/witness.h), one answer at a
// time: from a phone in the field, where `adem import answers` brings whole sheets. The state keeps
// the newest answer of each witness as each office wrote it down, and overwrites no other's.
//
//   {"id","station","area",
//    "told": [{"item","office","told_by","flooded","when","height","road_cut","alternative",
//              "owner_agrees","told_at","at"}]}
//
// "office" wrote it down; "told_by" told it, in words, and is empty where that is the same office.
// "told_at" is when it was told, "at" when it was written. An answer that was taken out keeps its
// office and time and says nothing; what it replaced does not come back.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "desk/act.h"
#include "desk/desk_fold.h"
#include "election/witness.h"

namespace adem::desk {

// station.answer {station, flooded, when, height, road, alternative, owner-agrees, office, told-at}
// needs the right to report, over the station's area. Errors desk.bad-choice, desk.in-future,
// desk.nothing-told.
std::span<const Act> witness_acts();
const Part& witness_part();

// Aggregate of what was told about a station: "witness:1472051003001".
std::string witness_subject(std::string_view key);

// Every answer that shows, by station. Its `office` is who told it, in words, or the id of the
// office that wrote it down where that is the same ("pkd:14.72.05.1003"). Cost grows with what was
// told.
void each_told(const ledger::Reader& book,
               const std::function<void(election::WitnessAnswer answer)>& visit);

}  // namespace adem::desk
