// The event log behind one interface. Today a plain append-only file; the signed, merging ledger
// takes this place without the desk noticing.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"

namespace adem::ledger {

// What a desk asks to be remembered.
struct Draft {
  Instant at;
  std::string office;   // who acts, by office
  std::string area;     // area code; may be empty
  std::string kind;     // "meeting.opened", "commitment.made", …
  std::string subject;  // id of what it is about
  Json body;
};

struct Event : Draft {
  std::uint64_t seq = 0;  // 1, 2, 3 …
  std::string id;         // 32 hex digits
};

class Log {
 public:
  virtual ~Log() = default;
  // On return the event is on the disk. Error ledger.cannot-append (disk full, read-only, …): then
  // nothing was added.
  virtual Event append(const Draft& draft) = 0;
  // All or none; one fsync.
  virtual std::vector<Event> append_all(const std::vector<Draft>& drafts) = 0;
  virtual void for_each(const std::function<void(const Event&)>& visit) const = 0;
  virtual std::uint64_t size() const = 0;
};

// JSON lines, each with the BLAKE2b of the line before it. A torn last line (a power cut before the
// acknowledgement) is cut off when opened for writing; a damaged earlier line is Error
// ledger.broken with its line number. Two processes cannot append at once (file lock; Error
// ledger.locked).
std::unique_ptr<Log> open_file_log(const std::string& path);

}  // namespace adem::ledger
