// adem outlook: the station clock.
#include <algorithm>
#include <memory>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/outlook_text.h"
#include "election/find_station.h"
#include "workspace/hazard_store.h"
#include "workspace/register_store.h"

namespace adem::cli {

namespace {

struct OutlookAsked {
  bool all = false;
  std::string station;
};

// The outlook of the one station that is meant.
void keep_one(workspace::Workspace& workspace, const std::string& asked,
              election::Outlook& outlook) {
  const auto table = workspace::stations(workspace);
  const auto row = election::find_station(table, workspace::areas(workspace), asked);
  std::erase_if(outlook.stations, [row](const auto& station) { return station.row != row; });
}

void show_outlook(const OutlookAsked& asked, Context& context) {
  auto& workspace = context.workspace();
  auto outlook =
      workspace::run_outlook(workspace, context.now(), context.progress("outlook"), ADEM_VERSION);
  if (!asked.station.empty()) keep_one(workspace, asked.station, outlook);
  if (context.json) {
    write_json(outlook, false, [&context](std::string_view piece) { context.write(piece); });
    return;
  }
  const bool colour = ::isatty(STDOUT_FILENO) != 0;
  const auto& speech = context.speech();
  const auto lines =
      asked.station.empty()
          ? outlook_lines(outlook, workspace, speech, asked.all, colour)
          : station_lines(outlook, outlook.stations.front(), workspace, speech, colour);
  for (const auto& line : lines) context.line(line);
}

}  // namespace

void add_outlook(Command& app, Context& context) {
  auto* command = app.add_subcommand("outlook", context.help("outlook.about"));
  auto asked = std::make_shared<OutlookAsked>();
  command->add_flag("--all", asked->all, context.help("outlook.all"));
  command->add_option("--station", asked->station, context.help("outlook.station"));
  command->callback([asked, &context] { show_outlook(*asked, context); });
}

}  // namespace adem::cli
