// adem hazard list, remove: the layers that the outlook lays on stations and roads.
#include <memory>

#include "brief/import_words.h"
#include "cli/commands.h"
#include "workspace/hazard_store.h"

namespace adem::cli {

namespace {

void list_hazards(Context& context) {
  const auto layers = workspace::hazards(context.workspace());
  if (context.json) {
    Json list = Json::array();
    for (const auto& layer : layers) list.push_back(workspace::to_json(layer));
    return context.print(Json{{"hazards", std::move(list)}});
  }
  const auto& speech = context.speech();
  if (layers.empty()) return context.line(speech.say("hazard.none"));
  for (const auto& layer : layers) {
    const auto [what, hours] = brief::hazard_lines(layer, speech);
    context.line(what);
    context.line("  " + hours);
  }
}

}  // namespace

void add_hazards(Command& app, Context& context) {
  auto& hazard = group(app, "hazard", context);
  hazard.add_subcommand("list", context.help("hazard.list.about"))->callback([&context] {
    list_hazards(context);
  });
  auto* remove = hazard.add_subcommand("remove", context.help("hazard.remove.about"));
  auto name = std::make_shared<std::string>();
  remove->add_option("name", *name, context.help("hazard.remove.name"))->required();
  remove->callback([name, &context] {
    const auto layer = workspace::remove_hazard(context.workspace(), *name);
    if (context.json) return context.print(workspace::to_json(layer));
    context.line(context.speech().say("hazard.removed", {{"name", layer.name}}));
  });
}

}  // namespace adem::cli
