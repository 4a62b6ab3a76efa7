#include <algorithm>
#include <array>

#include "base/format.h"
#include "cli/demo.h"
#include "demo/villages.h"

namespace adem::cli {

namespace {

constexpr std::size_t kDemoSummaryShown = 6;

// LOOK: status is never colour alone.
const char* sign(election::Status status) {
  static constexpr std::array signs = {"●", "◐", "◑", "✕", "?"};
  return signs[static_cast<std::size_t>(status)];
}

std::size_t place_of(const election::Outlook& outlook, const std::string& key) {
  const auto found = std::find_if(outlook.stations.begin(), outlook.stations.end(),
                                  [&key](const auto& station) { return station.key == key; });
  return static_cast<std::size_t>(found - outlook.stations.begin()) + 1;
}

std::string row(const election::StationOutlook& station, std::size_t place, std::size_t earlier,
                const words::Speech& speech) {
  const auto status = speech.say("status." + std::string(name_of(station.status)));
  const auto told = station.rawan_by_witness ? speech.say("brief.told-vulnerable") : "";
  const auto name = fmt::format("{} {}", station.name, demo::village_name(station.area));
  auto text = fmt::format("  {:2} {} {:<21} {:<18} {:<24}", place, sign(station.status), name,
                          status, told);
  if (earlier != 0 && earlier != place) text += fmt::format(" ← {}", earlier);
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

void order(std::vector<std::string>& out, const election::Outlook& shown,
           const election::Outlook* earlier, const words::Speech& speech) {
  for (std::size_t i = 0; i < std::min(kDemoSummaryShown, shown.stations.size()); ++i) {
    const auto& station = shown.stations[i];
    out.push_back(row(station, i + 1, earlier ? place_of(*earlier, station.key) : 0, speech));
  }
}

Json keys(const election::Outlook& outlook) {
  Json list = Json::array();
  for (const auto& station : outlook.stations) list.push_back(station.key);
  return list;
}

}  // namespace

std::vector<std::string> demo_summary(const DemoStory& story, const words::Speech& speech) {
  std::vector<std::string> out;
  const auto count = [](const Json& report, const char* name) {
    return report.at(name).get<std::int64_t>();
  };
  const auto& flagged = story.stations.at("flagged");
  out.emplace_back();
  out.push_back(speech.say("demo.list", {{"rows", count(story.stations, "rows")},
                                         {"empty", count(flagged, "no-coordinates")},
                                         {"small", count(flagged, "mis-scaled")}}));
  out.emplace_back();
  out.push_back(speech.say("demo.before"));
  order(out, story.before, nullptr, speech);
  out.emplace_back();
  out.push_back(speech.say("demo.after"));
  order(out, story.after, &story.before, speech);
  out.emplace_back();
  out.push_back(speech.say("demo.links"));
  out.emplace_back();
  out.push_back(speech.say("demo.look"));
  constexpr std::array<std::pair<const char*, const char*>, 6> files = {
      {{"brief/ringkasan.html", "page"},
       {"brief/pesan.txt", "text"},
       {"brief/peta.gpkg", "gpkg"},
       {"papers/notulen.html", "minutes"},
       {"papers/tindak-lanjut.html", "follow-up"},
       {"input/", "input"}}};
  for (const auto& [file, code] : files) {
    out.push_back(fmt::format("  {:<28} {}", file, speech.say(fmt::format("demo.file.{}", code))));
  }
  out.push_back(speech.say("demo.where", {{"directory", story.workspace}}));
  out.emplace_back();
  out.push_back(speech.say("demo.repeat"));
  out.push_back(fmt::format("  adem -C {} outlook", story.workspace));
  out.push_back(fmt::format("  adem -C {} outlook why {}", story.workspace,
                            story.after.stations.front().key));
  out.push_back(fmt::format("  adem -C {} outlook common-causes", story.workspace));
  out.push_back(fmt::format("  adem -C {} --as panwaslu-1 meeting show m1", story.workspace));
  out.push_back(fmt::format("  less {}/langkah.sh", story.workspace));
  out.emplace_back();
  out.push_back(speech.say("demo.stamp"));
  return out;
}

Json demo_json(const DemoStory& story) {
  return Json{{"workspace", story.workspace}, {"areas", story.areas},
              {"stations", story.stations},   {"venues", story.venues},
              {"before", keys(story.before)}, {"after", keys(story.after)},
              {"meeting", story.meeting},     {"exercise", true}};
}

}  // namespace adem::cli
