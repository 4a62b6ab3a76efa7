// What offices report of the stations, as a map shows it: made for those who ask, and again when
// something was recorded, a minute has passed, or the lists are others.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "serve/wall.h"
#include "tiles/station_tiles.h"

namespace adem::serve {

class Register;

// Immutable. Statuses are those of reports (desk::kStatuses); flagged are stations whose sources
// disagree.
struct ReportedSheet {
  std::string stamp;  // changes with what it shows
  tiles::StationTiles tiles;
};

class Reported {
 public:
  // `ticks`: seconds that only rise. One reads while others go on with what there is; only the
  // first time all wait. After a reading that took long, what it read stands for ten times as long.
  std::shared_ptr<const ReportedSheet> now(const std::shared_ptr<const Register>& lists, Wall& wall,
                                           std::uint64_t events, const desk::Surroundings& around,
                                           const std::function<std::int64_t()>& ticks);

 private:
  std::shared_ptr<const ReportedSheet> kept(std::int64_t ticks, const std::string& of);
  void keep(std::shared_ptr<const ReportedSheet> sheet, std::string of, std::int64_t next);

  std::mutex reading_, mutex_;
  std::shared_ptr<const ReportedSheet> sheet_;
  std::string of_;         // what it was read from
  std::int64_t next_ = 0;  // when it is read again at the earliest
};

}  // namespace adem::serve
