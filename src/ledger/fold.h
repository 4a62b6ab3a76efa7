// What a desk makes of events. The ledger stores and orders; the fold says what is true. Pure and
// deterministic: the same events in fold order give the same state on every node.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "ledger/event.h"

namespace adem::ledger {

// Where an event belongs.
struct Place {
  std::string aggregate;  // the thing whose state it changes: "m1~7f3a9c21"
  std::string type;       // "meeting", "issue", "station", …
  bool creates = false;   // comes before the others of its aggregate whatever the clocks say
};

class Fold {
 public:
  virtual ~Fold() = default;
  // Nothing: a kind that this program does not understand; it is kept and left alone. Sees the
  // header only (the body is null): a body can be redacted, and the event stays where it was.
  virtual std::optional<Place> place(const Event& event) const = 0;
  // Changes `state` (null before the first event) by an event of its aggregate. An event that does
  // not hold what it must leaves the state as it was and is counted in it. Never throws for input.
  // A redacted event has a null body. Between two events the state may have been written to text
  // and read back, so 1 is 1 whether JSON calls it signed or unsigned.
  virtual void apply(Json& state, const Event& event) const = 0;
  // The area by which the state is found; empty where there is none.
  virtual std::string area(const Json& state) const = 0;
  // Raised whenever place or apply change: the tables are then rebuilt at the next opening.
  virtual int version() const = 0;
};

}  // namespace adem::ledger
