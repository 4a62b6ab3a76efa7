// The event log behind one interface. Today a plain append-only file; the signed, merging ledger
// takes this place without the desk noticing.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"

namespace adem::ledger {

// What a desk asks to be remembered.
struct LineDraft {
  Instant at;
  std::string office;   // who acts, by office
  std::string area;     // area code; may be empty
  std::string kind;     // "meeting.opened", "commitment.made", …
  std::string subject;  // id of what it is about
  Json body;
};

struct LineEvent : LineDraft {
  std::uint64_t seq = 0;  // 1, 2, 3 …
  std::string id;         // 32 hex digits
};

class Log {
 public:
  virtual ~Log() = default;
  // On return the event is on the disk. Error ledger.cannot-append (disk full, read-only, …): then
  // nothing was added.
  virtual LineEvent append(const LineDraft& draft) = 0;
  // All or none; one fsync.
  virtual std::vector<LineEvent> append_all(const std::vector<LineDraft>& drafts) = 0;
  virtual void for_each(const std::function<void(const LineEvent&)>& visit) const = 0;
  virtual std::uint64_t size() const = 0;
};

// JSON lines, each with the BLAKE2b of the line before it. Reading needs no lock and no write
// permission; a file that is not there yet is an empty log. The first append takes the file's lock,
// keeps it until the log is closed, and refuses (ledger.changed) when another process has written
// since this one read: what the caller decided on would be stale.
//
// A torn end (a power cut before the acknowledgement: half a line, or part of an append_all) is
// left out when reading and cut off by the next append. A damaged earlier line is Error
// ledger.broken with its line number. Errors: ledger.broken, base.cannot-read; on append
// ledger.locked, ledger.changed, ledger.cannot-append.
std::unique_ptr<Log> open_file_log(const std::string& path);

// The id of the last event, which stands for the whole chain up to it; empty for an empty log.
std::string head(const Log& log);

// What open_file_log reads, from text: for tests and the fuzzer. `whole` is where the last
// acknowledged line ends; `last_hash` is what the next line must name.
struct ReadLog {
  std::vector<LineEvent> events;
  std::size_t whole = 0;
  std::string last_hash;
  bool newline_missing = false;  // the last line is whole but for its line end
};
ReadLog read_lines(std::string_view text, const std::string& name);

// One line with its line end. `more` counts the events of the same append_all that follow.
std::string write_line(const LineEvent& event, const std::string& previous_hash, std::size_t more);
// The id an event must have after the line with this hash.
std::string event_id(const LineEvent& event, const std::string& previous_hash, std::size_t more);

}  // namespace adem::ledger
