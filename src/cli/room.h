// The room in which a command works: the ledger of the workspace, who acts (--as), and the world as
// the desk must be told it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cli/context.h"
#include "desk/record.h"
#include "election/station_names.h"
#include "ledger/ledger.h"

namespace adem::cli {

class Room {
 public:
  explicit Room(Context& context);

  ledger::Ledger& ledger() { return *ledger_; }
  const desk::Surroundings& around() const { return around_; }
  void set_now(Instant now) { around_.now = now; }
  // Read from the register at the first use: most acts name no station.
  const election::StationNames& names();

  // Who acts: --as, else ADEM_AS, else the only account there is; nobody at an open table.
  // Error desk.say-who {known}.
  desk::Actor actor(const ledger::Reader& book) const;

  // Judges and records in one commit: what `steps` does at the seat is written, all or none.
  void sit(const std::function<void(desk::Seat&)>& steps);
  // One act by its name: desk::record.
  Json act(std::string_view name, const Json& values);
  // The same, once for its id and the account that acts.
  desk::Recorded act_once(std::string_view name, const Json& values, const Id& id);

 private:
  std::string area_of_station(const std::string& key);

  Context& context_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<election::StationNames> names_;
  desk::Surroundings around_;
};

}  // namespace adem::cli
