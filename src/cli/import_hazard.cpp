// adem import hazard: a footprint or depths of anybody's model.
#include <memory>

#include "base/error.h"
#include "brief/import_words.h"
#include "cli/commands.h"
#include "cli/hour.h"
#include "geo/raster.h"
#include "workspace/hazard_store.h"
#include "workspace/register_store.h"

namespace adem::cli {

namespace {

struct ImportHazardAsked {
  std::string file, name, kind = "flood", from, to, crs, layer;
  bool exercise = false;
};

// How many of the stations that have a point the raster's box holds: told at once, because a layer
// beside the district is the usual mistake.
void say_inside(Context& context, const election::HazardLayer& layer) {
  if (layer.form == election::HazardForm::polygons) return;
  const auto table = workspace::stations(context.workspace());
  if (table.size() == 0) return;
  const auto raster = geo::Raster::open(context.workspace().path(layer.file), layer.crs);
  std::int64_t all = 0, inside = 0;
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (!table.has_point(row)) continue;
    ++all;
    inside += raster.info().lonlat.contains({table.lon(row), table.lat(row)}) ? 1 : 0;
  }
  context.line(context.speech().say("hazard.inside", {{"inside", inside}, {"all", all}}));
}

void say(Context& context, const workspace::HazardPut& put) {
  const auto& speech = context.speech();
  const auto& layer = put.layer;
  if (layer.exercise) context.line(speech.say("exercise"));
  if (put.unchanged) {
    context.line(speech.say("hazard.unchanged", {{"name", layer.name}}));
    return;
  }
  const bool cell = layer.resolution_m >= 0;
  context.line(speech.say(
      "hazard.stored", {{"name", layer.name},
                        {"kind", std::string(name_of(layer.kind))},
                        {"form", std::string(name_of(layer.form))},
                        {"cell", std::string(cell ? "known" : "unknown")},
                        {"resolution", cell ? speech.number(layer.resolution_m, 1) + " m" : ""}}));
  context.line(brief::hazard_lines(layer, speech)[1]);
  for (const auto& note : put.notes) context.line(speech.say(note));
  say_inside(context, layer);
}

void import_hazard(const ImportHazardAsked& asked, Context& context) {
  auto& workspace = context.workspace();
  election::HazardLayer layer;
  layer.name = asked.name;
  const auto kind = election::hazard_kind(asked.kind);
  if (!kind) throw Error(ErrorKind::misuse, "cli.bad-kind", {{"kind", asked.kind}});
  layer.kind = *kind;
  layer.from = hour(asked.from, workspace);
  layer.to = hour(asked.to, workspace);
  layer.crs = asked.crs;
  layer.exercise = asked.exercise;
  layer.imported_at = context.now();
  const auto put = workspace::put_hazard(workspace, layer, asked.file, asked.layer,
                                         context.progress(asked.name));
  if (context.json) {
    context.print(to_json(put));
  } else {
    say(context, put);
  }
}

}  // namespace

void add_import_hazard(Command& app, Context& context) {
  auto* command =
      group(app, "import", context).add_subcommand("hazard", context.help("import.hazard.about"));
  auto asked = std::make_shared<ImportHazardAsked>();
  command->add_option("file", asked->file, context.help("import.hazard.file"))->required();
  command->add_option("--name", asked->name, context.help("import.hazard.name"))->required();
  command->add_option("--kind", asked->kind, context.help("import.hazard.kind"));
  command->add_option("--from", asked->from, context.help("import.hazard.from"));
  command->add_option("--to", asked->to, context.help("import.hazard.to"));
  command->add_option("--crs", asked->crs, context.help("import.hazard.crs"));
  command->add_option("--layer", asked->layer, context.help("import.hazard.layer"));
  command->add_flag("--exercise", asked->exercise, context.help("import.hazard.exercise"));
  command->callback([asked, &context] { import_hazard(*asked, context); });
}

}  // namespace adem::cli
