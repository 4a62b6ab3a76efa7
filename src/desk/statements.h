// What the parts of the desk that keep statements of several offices have in common: choices from a
// list, offices named by their id, and the small habits of their folds.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "desk/ids.h"
#include "desk/seat.h"

namespace adem::desk {

// One of a list, as data spell it. Error desk.bad-choice {field, text, known}.
std::string choice(const std::string& text, const std::string& field,
                   std::span<const std::string_view> known);

// The id of an office whose kind the rule book knows: "ppk:14.72.05". Errors desk.bad-office,
// desk.unknown-kind {kind, known}, guard.*.
std::string office_id(const Seat& seat, const std::string& text);

// A moment that has come: now where the text is empty. Errors desk.bad-moment, desk.in-future
// {text}.
std::string past_moment(const Seat& seat, const std::string& text);

// When an event was written, as its writer's clock said.
std::string written_at(const ledger::Event& event);

// Whether the office that wrote an event may do what it says: by the rule book that the body names
// ("election"), over the event's area. Where the body was taken out or the book is not known here,
// nothing can be judged: true.
bool written_by_right(const ledger::Event& event, Right right);

// Whether the state's first event has come and was readable.
bool begun(const Json& state);
// Appends and keeps the newest `most`: states stay small, the history is in the events.
void keep_newest(Json& list, Json value, std::size_t most = 50);
// An event that does not fit any more stays visible beside the state that it did not change.
void keep_conflict(Json& state, const ledger::Event& event, std::string_view why);
// A text of a body; empty where the body was taken out.
std::string text_of(const Json& body, const char* key);

// The state of a thing that a person names ("g1"). Errors desk.unknown-id, desk.ambiguous-id.
Json state_meant(const ledger::Reader& book, std::string_view type, const std::string& text);
// How the things of a type are called by people: "g1" where that means one of them.
Names names_of(const ledger::Reader& book, std::string_view type);
// The events of a thing, oldest first: {"at","office","kind","item" where its subject names one},
// and what the body says; "redacted" where it was taken out.
Json history_of(const ledger::Reader& book, const std::string& aggregate);

}  // namespace adem::desk
