// What people say in the exercise. Which stations they speak of follows a rule, so that the story
// does not choose its result; the words are invented.
#pragma once

#include <string>
#include <vector>

#include "demo/scene.h"

namespace adem::demo {

// The evening of the meeting and the hour at which everything is printed, local.
inline constexpr const char* kMeetingDay = "2024-11-20";
inline constexpr const char* kNow = "2024-11-20T21:30";
// The second meeting, which the first one's promises lead to: when it is called, when it begins.
inline constexpr const char* kNextCalled = "2024-11-23T10:00";
inline constexpr const char* kNextMeeting = "2024-11-24T19:00";
// When it is served: shortly before the second meeting. One password for everybody, printed where
// the exercise is served.
inline constexpr const char* kServed = "2024-11-24T18:45";
inline constexpr const char* kPassword = "latihan bersama adem";
inline constexpr double kHighestTide_m = 3.6;

// Indexes into Scene::stations.
struct Chosen {
  std::size_t no_point = 0;    // the row without coordinates
  std::size_t lowest = 0;      // lowest ground of all that have a usable point
  std::size_t lowest_dry = 0;  // lowest ground among those that the exercise's tide does not reach
  std::size_t highest = 0;     // highest ground of all that have a usable point
};
Chosen choose(const Scene& scene);

// "TPS 008 Pelintung"
std::string spoken_name(const MadeStation& station);
// The building of the village that stands highest and has room: where a station could go.
const Place& highest_place(const Scene& scene, std::size_t village);

// Who acts in the exercise besides kpu-1, which appoints them: the table's offices, and in each
// village a crew, a supervisor, the village's head and the village's police.
struct DemoAccount {
  std::string handle, office;
};
std::vector<DemoAccount> accounts();

// The questionnaire with three answers filled in.
geo::OutTable answer_table(const Scene& scene);
// Official indicators of a few stations, yes and no.
geo::OutTable indicator_table(const Scene& scene);
// The meeting's spreadsheet: one sheet a part.
std::vector<geo::OutTable> meeting_tables(const Scene& scene);

// Writes areas.geojson, stations.xlsx, venues.geojson, streets.geojson, places.geojson, crews.xlsx,
// homes.geojson, terrain.tif, tide.csv, answers.xlsx, indicators.xlsx, meeting.xlsx and
// accounts.jsonl, and for the water skenario.toml, rain.csv and water-terrain.tif. The same seed
// gives the same bytes.
void write_inputs(const Scene& scene, const std::string& directory, Instant vote_midnight,
                  const Zone& zone);

// One command of the story, its words after "adem", and the sentence demo.step.<code> that says
// what it does.
struct Step {
  std::string code;
  std::vector<std::string> words;
};
// All steps in a workspace, in order; inputs are in <workspace>/input.
std::vector<Step> steps(const std::string& workspace);
// The steps as a shell script, for who wants to repeat them.
std::string script(const std::vector<Step>& steps);

}  // namespace adem::demo
