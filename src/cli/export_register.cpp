// adem export areas|stations|venues: the register as a list again, to the letter.
#include "base/file.h"
#include "cli/commands.h"
#include "intake/listing.h"
#include "workspace/register_store.h"

namespace adem::cli {

namespace {

bool ends_in_csv(const std::string& file) {
  return file.size() >= 4 && (file.ends_with(".csv") || file.ends_with(".CSV"));
}

std::size_t write_stations(workspace::Workspace& workspace, const std::string& file) {
  const auto stations = workspace::stations(workspace);
  if (ends_in_csv(file)) {
    write_file_atomic(file, intake::station_csv(stations));
  } else {
    geo::write_tables(file, {intake::station_list(stations)});
  }
  return stations.size();
}

std::size_t write_areas(workspace::Workspace& workspace, const std::string& file) {
  const auto areas = workspace::areas(workspace);
  geo::write_tables(file, {intake::area_list(areas, ends_in_csv(file))});
  return areas.size();
}

std::size_t write_venues(workspace::Workspace& workspace, const std::string& file) {
  const auto venues = workspace::venues(workspace);
  geo::write_tables(file, {intake::venue_list(venues, ends_in_csv(file))});
  return venues.size();
}

}  // namespace

void add_export_register(Command& app, Context& context) {
  using Write = std::size_t (*)(workspace::Workspace&, const std::string&);
  const std::pair<const char*, Write> kinds[] = {
      {"areas", write_areas}, {"stations", write_stations}, {"venues", write_venues}};
  for (const auto& [kind, write] : kinds) {
    const std::string name = kind;
    auto* command = group(app, "export", context)
                        .add_subcommand(name, context.help("export." + name + ".about"));
    auto file = std::make_shared<std::string>();
    command->add_option("file", *file, context.help("export.file"))->required();
    command->callback([file, name, write = write, &context] {
      const std::size_t rows = write(context.workspace(), *file);
      if (context.json) {
        context.print(Json{{"file", *file}, {"rows", rows}});
        return;
      }
      context.line(context.speech().say("export.done",
                                        {{"rows", static_cast<std::int64_t>(rows)},
                                         {"what", context.speech().say("import.kind." + name)},
                                         {"file", *file}}));
    });
  }
}

}  // namespace adem::cli
