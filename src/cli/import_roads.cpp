// adem import roads: the road network, from OpenStreetMap or any layer of lines.
#include <memory>

#include "brief/import_words.h"
#include "cli/commands.h"
#include "cli/roads_report.h"
#include "roads/network/read.h"
#include "workspace/road_store.h"

namespace adem::cli {

namespace {

struct ImportRoadsAsked {
  std::string file;
  roads::LineOptions lines;
  bool exercise = false;
};

void import_roads(const ImportRoadsAsked& asked, Context& context) {
  auto& workspace = context.workspace();
  const bool exercise = asked.exercise || workspace.settings().exercise;
  const auto network =
      roads::read_roads(asked.file, asked.lines, exercise, context.progress(asked.file));
  const auto put = workspace::put_roads(workspace, network);
  const auto& speech = context.speech();
  if (context.json) {
    Json json = brief::network_json(network, speech);
    json["file"] = put.file;
    json["hash"] = put.hash;
    json["unchanged"] = put.unchanged;
    context.print(json);
    return;
  }
  say_network(context, network);
  context.line("");
  context.line(speech.say(put.unchanged ? "roads.unchanged" : "roads.stored"));
}

}  // namespace

void add_import_roads(Command& app, Context& context) {
  auto* command =
      group(app, "import", context).add_subcommand("roads", context.help("import.roads.about"));
  auto asked = std::make_shared<ImportRoadsAsked>();
  command->add_option("file", asked->file, context.help("import.roads.file"))->required();
  command->add_option("--crs", asked->lines.crs, context.help("import.roads.crs"));
  command->add_option("--layer", asked->lines.layer, context.help("import.roads.layer"));
  command->add_option("--snap-m", asked->lines.snap_m, context.help("import.roads.snap-m"));
  command->add_flag("--exercise", asked->exercise, context.help("import.roads.exercise"));
  command->callback([asked, &context] { import_roads(*asked, context); });
}

}  // namespace adem::cli
