// What the meeting commands share: the log, the desk over it and the register's names.
#pragma once

#include <memory>
#include <string>

#include "cli/context.h"
#include "desk/desk.h"
#include "election/station_names.h"
#include "ledger/log.h"

namespace adem::cli {

class Table {
 public:
  explicit Table(Context& context);

  desk::Desk& desk() { return *desk_; }
  const ledger::Log& log() const { return *log_; }
  // Read from the register at the first use: most acts name no station.
  const election::StationNames& names();

 private:
  Context& context_;
  std::unique_ptr<ledger::Log> log_;
  std::unique_ptr<election::StationNames> names_;
  std::unique_ptr<desk::Desk> desk_;
};

// "FGD Medang Kampai, Rabu, 20 November 2024 pukul 19.00 WIB": how a meeting is said in one line.
std::string spoken(const desk::Meeting& meeting, const words::Speech& speech);
// Kept, withdrawn, overdue or open, in words.
std::string state_of(const desk::Commitment& commitment, const std::string& today,
                     const words::Speech& speech);
// "TPS 001 Guntung, TPS 002 Guntung"
std::string station_list(const std::vector<std::string>& keys, const election::StationNames& names);

// The nine items of the usual agenda, said in the reader's language.
std::vector<desk::AgendaItem> usual_agenda(const words::Speech& speech);

// The group "adem meeting".
CLI::App& meeting_group(CLI::App& app, Context& context);

}  // namespace adem::cli
