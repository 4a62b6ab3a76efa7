// Published forecasts as series again, superseded ones too: what a score needs of them.
#pragma once

#include <string>
#include <vector>

#include "desk/seat.h"
#include "election/forecast.h"

namespace adem::desk {

struct PublishedForecast {
  election::Forecast forecast;
  std::string run;  // hash of the text that was published
};

// All that were ever published, by id. Rows that have not arrived here, were taken out or cannot be
// read are not there: `rows` holds fewer than were published. Error desk.not-shown.
std::vector<PublishedForecast> published_forecasts(const ledger::Reader& book, const Actor& who);

}  // namespace adem::desk
