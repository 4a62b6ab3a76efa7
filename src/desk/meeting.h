// The meeting: question -> answer -> promise with owner and date -> evidence; the next one opens
// with what was not kept. State is a fold over events; every rule about meetings is here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace adem::desk {

// Why an item is gone whose text was taken out of the book.
inline constexpr const char* kRedacted = "redacted";

// Places in the ledger's order (hybrid clock values), for questions like "was it kept before that
// meeting opened?"; 0: did not happen.
struct Order {
  std::int64_t made = 0, opened = 0, kept = 0, withdrawn = 0;
};

// People at the table by office; a name is the attendee's own (DOMAIN section 7 allows attendees).
struct Attendee {
  std::string office;
  std::string name;  // may be empty
  std::string role;  // "memimpin", "peserta", …; may be empty
  bool present = true;
  std::string id;             // "m1.h1"
  std::string withdrawn_why;  // non-empty: withdrawn, and on no paper
};

struct AgendaItem {
  int number = 0;
  std::string title;
  std::string notes;  // what was said, as recorded; may be empty
  std::string code;   // of the usual agenda, which papers can say in any language; may be empty
};

struct Answer {
  std::string office;
  std::string text;
  Instant at;
  std::string id;  // "m1.t1.j1"
  std::string withdrawn_why;
};

struct Question {
  std::string id;
  int number = 0;
  std::string office;
  std::string text;
  std::vector<std::string> stations;  // keys it is about
  std::vector<Answer> answers;
  std::string withdrawn_why;
};

struct Commitment {
  std::string id;
  int number = 0;
  std::string meeting;  // id of the meeting it was made in
  std::string owner;    // office
  std::string text;
  std::string due;  // ISO date
  std::vector<std::string> stations;
  std::string question;  // id of the question it answers; may be empty
  std::optional<Instant> kept_at;
  std::string evidence;
  std::string withdrawn_why;  // non-empty: withdrawn
  std::string kept_on;        // ISO date
  Order order;
  bool open() const { return !kept_at && withdrawn_why.empty(); }
  bool overdue(const std::string& today) const { return open() && due < today; }
};

// A kendala: what stands in the way of a stage, where, with what effect, which step, whose, by
// when.
struct Obstacle {
  std::string id;
  int number = 0;
  std::string stage, place, effect, step, owner, due;
  std::string withdrawn_why;
};

struct Meeting {
  std::string id;  // short: "m1", "m2", …
  std::string title;
  Instant starts;
  std::optional<Instant> opened_at, closed_at;
  std::string place;
  std::string convener;  // office
  std::string area;
  std::string letter_number;         // of the invitation; may be empty
  std::vector<std::string> invited;  // offices
  std::vector<AgendaItem> agenda;
  std::vector<Attendee> attendance;
  std::vector<Question> questions;
  std::vector<Commitment> commitments;
  std::vector<Obstacle> obstacles;
  std::vector<Commitment> carried;  // unkept promises of earlier meetings, when this one was opened
  std::string closing;
  bool exercise = false;
  std::string form;  // name by which a spreadsheet finds its meeting again; may be empty
  bool opening_recorded =
      true;  // false: a spreadsheet gave no time, opened_at is when it was set for
  bool closing_recorded = true;  // false: a spreadsheet told the closing words but no time
  int late_corrections = 0;      // records corrected or added after it was closed
  std::string withdrawn_why;     // non-empty: it did not take place
  Order order;
  bool running() const { return opened_at && !closed_at && withdrawn_why.empty(); }
};

}  // namespace adem::desk
