// One station explained in sentences: what fails, when and why, what is not known, who told what.
// The same on the terminal and over the wire.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "outlook/why.h"
#include "words/speech.h"
#include "workspace/causes_run.h"

namespace adem::brief {

// What is known of one station, brought together; refers to what it was made from.
struct Explained {
  const election::Outlook& outlook;  // its own stations are not looked at
  const election::StationOutlook& station;
  outlook::Why why;
  const workspace::CausesRun* causes = nullptr;  // where roads and a warehouse are known
};

// The reason is not among them; roads that cut the station off and notes are.
std::vector<std::string> why_sentences(const Explained& explained, const words::Speech& speech);
// "PKD Guntung, 18 Nov 2024: …", newest first; empty where nobody told.
std::vector<std::string> why_told(const Explained& explained, const words::Speech& speech);
// What `adem outlook why --json` prints.
Json why_json(const Explained& explained, const words::Speech& speech);

}  // namespace adem::brief
