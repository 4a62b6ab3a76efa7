#include "workspace/earlier_forecasts.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/hash.h"
#include "workspace/outlook_file.h"

namespace adem::workspace {

namespace fs = std::filesystem;

namespace {

// Under what it is known where its text was published: see desk/forecasts.h.
std::string published_hash(const election::Outlook& outlook) {
  std::string text;
  write_json(outlook, false, [&text](std::string_view piece) { text += piece; });
  return content_hash(text).substr(0, 32);
}

election::Forecast forecast_of(election::Outlook&& outlook, const std::string& name) {
  election::Forecast out;
  out.name = name;
  out.made_at = outlook.made_at;
  out.window = outlook.window;
  out.demanded_chance = outlook.demanded_chance;
  out.exercise = outlook.exercise;
  out.rows.reserve(outlook.stations.size());
  for (auto& station : outlook.stations) {
    out.rows.push_back({std::move(station.key), std::move(station.works), station.weakest});
  }
  return out;
}

}  // namespace

std::vector<election::Forecast> earlier_forecasts(Workspace& workspace, const ledger::Reader& book,
                                                  const desk::Actor& who) {
  auto published = desk::published_forecasts(book, who);
  std::vector<std::string> runs;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(workspace.path("runs"), none)) {
    if (fs::exists(entry.path() / "outlook.json")) {
      runs.push_back(entry.path().filename().string());
    }
  }
  std::ranges::sort(runs);
  std::vector<election::Forecast> all;
  std::set<std::string> known;
  for (const auto& run : runs) {
    auto outlook = read_outlook(workspace.path("runs/" + run + "/outlook.json"));
    if (!published.empty()) known.insert(published_hash(outlook));
    all.push_back(forecast_of(std::move(outlook), run));
  }
  for (auto& one : published) {
    if (!known.contains(one.run)) all.push_back(std::move(one.forecast));
  }
  return all;
}

}  // namespace adem::workspace
