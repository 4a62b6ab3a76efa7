// The brief: opens with promises due and the stations that worry people most, then the whole
// picture on one self-contained page; a phone message under 1,000 characters; CSV with HXL tags;
// GeoPackage.
#pragma once

#include <string>
#include <vector>

#include "desk/meeting.h"
#include "election/clock.h"
#include "election/hazard.h"
#include "election/register.h"
#include "election/rules.h"
#include "geo/raster.h"
#include "outlook/causes.h"
#include "words/speech.h"

namespace adem::brief {

// A hazard as the map draws it: outlines per depth class, in lon/lat.
struct HazardOutline {
  std::string name;
  election::HazardKind kind;
  std::string depth_class;  // code of the rule book's class; empty for footprints
  geo::Shape shape;
};

// A road that water closes, and for how many hours on average over the computed futures.
struct ClosedRoad {
  std::vector<geo::Point> line;  // lon/lat
  float hours = 0;
};

// What is known of the roads, for the mode that brings the boxes.
struct RoadsShown {
  outlook::CommonCauses causes;
  std::vector<Message> caveats;
  std::vector<ClosedRoad> closed;  // longest closed first
};

struct Input {
  std::string title;  // "Kecamatan Medang Kampai"
  const election::RuleBook& rules;
  const std::vector<election::Area>& areas;
  const election::StationTable& stations;
  const election::Outlook& outlook;
  std::vector<HazardOutline> hazards;
  std::vector<desk::Commitment> open_commitments;  // overdue first
  std::vector<desk::Meeting> meetings;
  Instant now;
  bool exercise = false;
  const RoadsShown* roads = nullptr;  // where roads and a warehouse are known
};

std::string brief_html(const Input& input, const words::Speech& speech);
std::string brief_text(const Input& input, const words::Speech& speech);  // < 1,000 characters
std::string brief_csv(const Input& input, const words::Speech& speech);  // HXL row under the header
void write_brief_gpkg(const Input& input, const words::Speech& speech, const std::string& path);

}  // namespace adem::brief
