// adem outlook why: one station explained in plain sentences.
#include <algorithm>
#include <memory>

#include "base/error.h"
#include "base/format.h"
#include "brief/why_words.h"
#include "cli/commands.h"
#include "cli/wrap.h"
#include "election/find_station.h"
#include "workspace/hazard_store.h"
#include "workspace/register_store.h"

namespace adem::cli {

namespace {

// What is known of one station, brought together.
struct Known {
  election::Outlook outlook;
  const election::StationOutlook* station = nullptr;
  std::string label;
  std::optional<workspace::CausesRun> causes;  // where roads and a warehouse are known
};

Known know(workspace::Workspace& workspace, const std::string& asked, const Progress& progress) {
  Known out;
  const auto stations = workspace::stations(workspace);
  const auto areas = workspace::areas(workspace);
  const election::StationFinder finder(stations, areas);
  const auto row = finder.find(asked);
  out.label = finder.label(row);
  auto newest = workspace::newest_outlook(workspace);
  if (!newest) throw Error(ErrorKind::conflict, "workspace.no-outlook");
  out.outlook = std::move(*newest);
  const std::string key(stations.text(row, election::StationText::key));
  const auto found = std::ranges::find(out.outlook.stations, key, &election::StationOutlook::key);
  if (found == out.outlook.stations.end()) {
    throw Error(ErrorKind::conflict, "workspace.not-in-outlook", {{"station", key}});
  }
  out.station = &*found;
  if (out.outlook.has(election::Link::box)) {
    out.causes = workspace::run_causes(workspace::road_day(workspace, progress), {});
  }
  return out;
}

std::vector<std::string> lines(const brief::Explained& explained, const std::string& label,
                               const words::Speech& speech) {
  std::vector<std::string> out;
  const auto& station = explained.station;
  const auto& outlook = explained.outlook;
  if (outlook.exercise) out.push_back(speech.say("exercise"));
  wrap(fmt::format("{} ({})", label, station.key), "", "", out);
  wrap(speech.say("status." + std::string(name_of(station.status))) + ". " +
           speech.say(station.reason),
       "", "", out);
  out.emplace_back();
  for (const auto& sentence : why_sentences(explained, speech)) wrap(sentence, "- ", "  ", out);
  out.emplace_back();
  const auto answers = why_told(explained, speech);
  if (answers.empty()) wrap(speech.say("why.nobody-told"), "", "", out);
  for (const auto& answer : answers) wrap(answer, "", "  ", out);
  if (outlook.made_at) wrap(speech.say("why.made", {{"made", *outlook.made_at}}), "", "", out);
  if (outlook.exercise) out.push_back(speech.say("exercise"));
  return out;
}

}  // namespace

void add_outlook_why(Command& app, Context& context) {
  auto* command =
      app.subcommand("outlook")->add_subcommand("why", context.help("outlook.why.about"));
  auto asked = std::make_shared<std::string>();
  command->add_option("station", *asked, context.help("outlook.why.station"))->required();
  command->callback([asked, &context] {
    const auto known = know(context.workspace(), *asked, context.progress("causes"));
    const auto duties = outlook::duties(context.workspace().rules(), known.outlook.window);
    const brief::Explained explained{.outlook = known.outlook,
                                     .station = *known.station,
                                     .why = outlook::why(known.outlook, *known.station, duties),
                                     .causes = known.causes ? &*known.causes : nullptr};
    if (context.json) return context.print(why_json(explained, context.speech()));
    for (const auto& line : lines(explained, known.label, context.speech())) context.line(line);
  });
}

}  // namespace adem::cli
