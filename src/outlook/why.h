// One station of an outlook explained: what fails when, since when it works again, what is not
// known and what would mend that. As messages; the sentences are the catalogue's ("why.…").
#pragma once

#include <optional>
#include <vector>

#include "election/clock.h"
#include "outlook/duties.h"

namespace adem::outlook {

// A stretch of hours, with the least chance in it that the link works.
struct WhyHours {
  Instant from, to;
  float least = -1;
};

struct WhyLink {
  election::Link link{};
  bool computed = false;
  std::vector<WhyHours> bad;      // known and below the demanded chance
  std::vector<WhyHours> unknown;  // between set-up and the end of voting
};

// When the floor is free of water again, against the end of voting.
enum class Recession : std::uint8_t { not_wet, before_end, after_end, unknown };

struct Why {
  std::vector<WhyLink> links;  // floor, box, crew, voters
  Recession recession = Recession::not_wet;
  std::optional<Instant> dry_from;
  std::int64_t members = 0;  // computed futures behind the chances; 0: not stated
  std::vector<Message> sentences;
};

// The station must be of the outlook. Its reason, notes and witness answers are not repeated here.
Why why(const election::Outlook& outlook, const election::StationOutlook& station,
        const Duties& duties);

}  // namespace adem::outlook
