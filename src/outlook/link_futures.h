// A link of one station in every computed future, three-valued: at each step of the window the
// futures in which it works for sure, and those in which it may (sure or unknown). Links are joined
// future by future (Kleene 1952, Introduction to Metamathematics, § 64: any no is no, else any
// unknown is unknown) and only then averaged: a product of averages would take a flood that closes
// floor and road together for two that come apart.
#pragma once

#include <cstddef>
#include <vector>

#include "election/clock.h"
#include "outlook/duties.h"
#include "roads/search/lanes.h"

namespace adem::outlook {

struct LinkFutures {
  std::vector<roads::Lanes> sure, maybe;  // per step; sure is within maybe
  Steps asked;                            // hours in which the day asks for this link

  // Unknown in all futures.
  static LinkFutures unknown(std::size_t steps, std::size_t members, Steps asked);
  bool asked_at(std::size_t step) const { return step >= asked.begin && step < asked.end; }
};

// Chance at one step: the share of futures in which it works, where none is unknown. Where some
// are, unknown, unless with all of them it would still be below the demand: then that upper bound,
// because it is known to be bad. Negative is unknown.
float chance_of(const roads::Lanes& sure, const roads::Lanes& maybe, std::size_t members,
                double demanded);

// Of every step; unknown outside the hours in which the link is asked for.
std::vector<float> chances_of(const LinkFutures& link, std::size_t members, double demanded);

// All of them together at each step, those left out that are not asked for then.
LinkFutures together(const std::vector<const LinkFutures*>& links, std::size_t steps,
                     std::size_t members);

// As an outlook holds it: one value where all are the same, none where nothing is known.
election::LinkSeries series_of(const std::vector<float>& chances);

}  // namespace adem::outlook
